package io.gradeflow.attempt.regrading;

import io.gradeflow.attempt.PlaceInTime;
import io.gradeflow.platform.http.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Corrections as they stand. A campaign is no list of work to do: it is the set of answers that its key put behind, so that no
 * crash loses any of it, and its progress is a count.
 */
@ApplicationScoped
class Campaigns {

    private static final String SELECT = """
            SELECT correction.*, newer.correction_id AS superseded_by, valued_version >= correction.key_version AS valued
            FROM correction JOIN answer_key USING (question_id, revision)
                LEFT JOIN LATERAL (
                    SELECT correction_id FROM correction later
                    WHERE later.question_id = correction.question_id AND later.revision = correction.revision
                        AND later.key_version > correction.key_version
                    ORDER BY key_version LIMIT 1) AS newer ON true
            """;

    private final Jdbi jdbi;
    private final Standings standings;

    Campaigns(Jdbi jdbi, Standings standings) {
        this.jdbi = jdbi;
        this.standings = standings;
    }

    Campaign of(UUID correctionId) {
        List<Noted> noted =
                jdbi.withHandle(handle -> handle.createQuery(SELECT + "WHERE correction.correction_id = :correction")
                        .bind("correction", correctionId)
                        .map((row, context) -> Noted.of(row))
                        .list());
        return counted(noted).stream().findFirst().orElseGet(() -> Campaign.announced(correctionId));
    }

    /**
     * The newest correction first.
     *
     * @param question only of this one; null for all
     */
    Page<Campaign> list(@Nullable UUID question, @Nullable String cursor, int limit) {
        PlaceInTime after = cursor == null ? null : PlaceInTime.of(cursor);
        List<Campaign> found = counted(jdbi.withHandle(handle -> handle.createQuery(SELECT + """
                        WHERE (CAST(:question AS uuid) IS NULL OR correction.question_id = CAST(:question AS uuid))
                            AND (CAST(:at AS timestamptz) IS NULL
                                OR (corrected_at, correction.correction_id) < (:at, CAST(:after AS uuid)))
                        ORDER BY corrected_at DESC, correction.correction_id DESC LIMIT :limit
                        """)
                .bind("question", question)
                .bind("at", after == null ? null : Timestamp.from(after.at()))
                .bind("after", after == null ? null : after.id())
                .bind("limit", limit + 1)
                .map((row, context) -> Noted.of(row))
                .list()));
        return found.size() <= limit
                ? new Page<>(found, null)
                : new Page<>(
                        found.subList(0, limit), place(found.get(limit - 1)).cursor());
    }

    private List<Campaign> counted(List<Noted> noted) {
        Map<UUID, Standings.Standing> standing = standings.of(noted);
        return noted.stream()
                .map(one -> Campaign.of(one, Objects.requireNonNull(standing.get(one.correctionId()))))
                .toList();
    }

    private static PlaceInTime place(Campaign campaign) {
        return new PlaceInTime(Objects.requireNonNull(campaign.correctedAt()), campaign.correctionId());
    }
}

package io.gradeflow.attempt.regrading;

import io.gradeflow.platform.messaging.Courtesy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * How campaigns stand. That is a count over all answers that a correction concerns, so one that takes long is told for a while
 * before it is counted again: however many look, and however often, counting takes a small share of the time, and in the slow
 * lane's turn, so that learners who answer meanwhile don't feel it.
 */
@ApplicationScoped
class Standings {

    /** The answers that are behind a correction: their grade is of an older key, or is still to come. */
    static final String BEHIND = """
            FROM answer
            WHERE answer.question_id = correction.question_id AND answer.revision = correction.revision
                AND NOT superseded AND NOT erased AND coalesce(graded_key_version, 0) < correction.key_version
            """;

    private static final String COUNT = """
            SELECT correction_id, coalesce(standing.behind, 0) AS behind, coalesce(standing.rejected, 0) AS rejected,
                (SELECT count(*) FROM grade_change LEFT JOIN answer
                        ON answer.attempt_id = grade_change.attempt_id AND answer.position = grade_change.position
                            AND NOT superseded
                    WHERE grade_change.question_id = correction.question_id AND grade_change.revision = correction.revision
                        AND grade_change.key_version = correction.key_version
                        AND grade_change.version = coalesce(answer.version, 0)) AS changed
            FROM correction
                LEFT JOIN LATERAL (
                    SELECT count(*) AS behind,
                        count(*) FILTER (WHERE rejected_key_version >= correction.key_version) AS rejected
                    %s) AS standing ON completed_at IS NULL
            WHERE correction_id = ANY (:corrections)
            """.formatted(BEHIND);

    /** Up to so long, a count is done anew for whoever looks. */
    private static final Duration SHORT = Duration.ofMillis(20);

    /** So many times as long as it took, a longer one is told. */
    private static final int SHARE = 30;

    /**
     * Newest versions of answers, each counted once.
     *
     * @param behind how many are behind; 0 once the campaign is complete
     * @param rejected those of them that graders rejected under its key or a newer one
     * @param changed answers, and blanks on papers, that are worth something else by this correction
     */
    record Standing(long behind, long rejected, long changed) {}

    /** @param complete whether the campaign was, which a count of before says nothing of */
    private record Counted(Standing standing, boolean complete, long until) {}

    private final Jdbi jdbi;
    private final Courtesy courtesy;
    private final Map<UUID, Counted> told = new HashMap<>();

    Standings(Jdbi jdbi, Courtesy courtesy) {
        this.jdbi = jdbi;
        this.courtesy = courtesy;
    }

    /**
     * Who comes while another's count is under way waits for it.
     *
     * @return by the corrections' ids
     */
    synchronized Map<UUID, Standing> of(List<Noted> corrections) {
        long now = System.nanoTime();
        told.values().removeIf(counted -> counted.until() - now < 0);
        List<Noted> due =
                corrections.stream().filter(correction -> !isTold(correction)).toList();
        if (!due.isEmpty()) {
            courtesy.slowly(() -> countAnew(due));
        }
        Map<UUID, Standing> standings = new HashMap<>();
        told.forEach((correction, counted) -> standings.put(correction, counted.standing()));
        return standings;
    }

    private void countAnew(List<Noted> due) {
        long begun = System.nanoTime();
        Map<UUID, Standing> counted = count(due);
        long end = System.nanoTime();
        long until = end + toldFor(Duration.ofNanos(end - begun)).toNanos();
        due.forEach(correction -> told.put(
                correction.correctionId(),
                new Counted(
                        Objects.requireNonNull(counted.get(correction.correctionId())),
                        correction.isComplete(),
                        until)));
    }

    private boolean isTold(Noted correction) {
        Counted counted = told.get(correction.correctionId());
        return counted != null && counted.complete() == correction.isComplete();
    }

    /** For how long a count is told that took so long. */
    static Duration toldFor(Duration took) {
        return took.compareTo(SHORT) < 0 ? Duration.ZERO : took.multipliedBy(SHARE);
    }

    private Map<UUID, Standing> count(List<Noted> corrections) {
        return jdbi.withHandle(handle -> handle.createQuery(COUNT)
                .bindArray(
                        "corrections",
                        UUID.class,
                        corrections.stream().map(Noted::correctionId).toList())
                .reduceResultSet(new HashMap<>(), (counted, row, context) -> {
                    counted.put(
                            row.getObject("correction_id", UUID.class),
                            new Standing(row.getLong("behind"), row.getLong("rejected"), row.getLong("changed")));
                    return counted;
                }));
    }
}

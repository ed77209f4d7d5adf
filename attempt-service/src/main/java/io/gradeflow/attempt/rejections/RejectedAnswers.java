package io.gradeflow.attempt.rejections;

import io.gradeflow.attempt.PlaceInTime;
import io.gradeflow.platform.http.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Timestamp;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Lists what graders could not grade, what was rejected last first. */
@ApplicationScoped
class RejectedAnswers {

    private final Jdbi jdbi;

    RejectedAnswers(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Page<RejectedView> list(RejectedFilter filter, @Nullable PlaceInTime after, int limit) {
        List<RejectedView> found = jdbi.withHandle(handle -> handle.createQuery("SELECT " + RejectedView.COLUMNS + """
                        FROM rejected_answer LEFT JOIN bank USING (bank_id)
                        WHERE (resolved_at IS NOT NULL) = :resolved
                            AND (:resolved OR (dismissed_at IS NOT NULL) = :dismissed)
                            AND (CAST(:reason AS text) IS NULL OR reason = :reason)
                            AND (CAST(:replayed AS boolean) IS NULL OR (replayed_at IS NOT NULL) = :replayed)
                            AND (CAST(:bank AS text) IS NULL OR slug = :bank)
                            AND (CAST(:at AS timestamptz) IS NULL
                                OR (rejected_at, rejected_id) < (CAST(:at AS timestamptz), CAST(:after AS uuid)))
                        ORDER BY rejected_at DESC, rejected_id DESC LIMIT :limit
                        """)
                .bind("resolved", filter.resolved())
                .bind("dismissed", filter.dismissed())
                .bind("reason", filter.reason() == null ? null : filter.reason().name())
                .bind("replayed", filter.replayed())
                .bind("bank", filter.bank())
                .bind("at", after == null ? null : Timestamp.from(after.at()))
                .bind("after", after == null ? null : after.id())
                .bind("limit", limit + 1)
                .map((row, context) -> RejectedView.of(row))
                .list());
        return found.size() <= limit
                ? new Page<>(found, null)
                : new Page<>(
                        found.subList(0, limit), found.get(limit - 1).place().cursor());
    }
}

package io.gradeflow.attempt.answering;

import io.gradeflow.attempt.catalog.Question;
import io.gradeflow.attempt.life.AttemptStatus;
import io.gradeflow.platform.database.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The attempt that an answer belongs to and what it asks at the position, under the attempt's shared lock.
 *
 * @param lookedUp whether the learner has an exam over the same bank open elsewhere
 * @param lateBefore whether something came too late for the position before
 * @param question null where the attempt has no such position
 */
record AskedQuestion(
        AttemptStatus status,
        @Nullable Instant deadline,
        UUID bankId,
        String mode,
        List<String> cohorts,
        @Nullable String blueprint,
        boolean preview,
        boolean lookedUp,
        boolean lateBefore,
        Question.@Nullable Ref question) {

    static AskedQuestion of(ResultSet row) throws SQLException {
        UUID questionId = row.getObject("question_id", UUID.class);
        return new AskedQuestion(
                AttemptStatus.valueOf(row.getString("status")),
                Rows.instant(row, "deadline"),
                row.getObject("bank_id", UUID.class),
                row.getString("mode"),
                List.of((String[]) row.getArray("cohorts").getArray()),
                row.getString("blueprint"),
                row.getBoolean("preview"),
                row.getBoolean("looked_up"),
                row.getBoolean("late_before"),
                questionId == null ? null : new Question.Ref(questionId, row.getInt("revision")));
    }
}

package io.gradeflow.attempt.personal;

import io.gradeflow.attempt.ResponseView;
import io.gradeflow.attempt.StoredResponse;
import io.gradeflow.attempt.attempts.AttemptHead;
import io.gradeflow.attempt.life.AttemptStatus;
import io.gradeflow.attempt.modes.Modes;
import io.gradeflow.platform.database.Rows;
import io.gradeflow.platform.database.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Gathers what the tables hold of a learner, as it stood at one moment. */
@ApplicationScoped
class PersonalDataReader {

    private record Named(@Nullable String name, Instant seenAt) {}

    private final Jdbi jdbi;

    private final Modes modes;
    private final InstantSource clock;

    PersonalDataReader(Jdbi jdbi, Modes modes, InstantSource clock) {
        this.jdbi = jdbi;
        this.modes = modes;
        this.clock = clock;
    }

    /** @param byThemselves whether the person asks, who may not know all grades yet */
    PersonalData of(String learnerId, boolean byThemselves) {
        return Transactions.atOneMoment(jdbi, handle -> {
            Optional<Named> named = about(
                            handle, learnerId, "SELECT name, seen_at FROM learner WHERE learner_id = :learner")
                    .map((row, context) -> new Named(
                            row.getString("name"), row.getTimestamp("seen_at").toInstant()))
                    .findOne();
            return new PersonalData(
                    learnerId,
                    named.map(Named::name).orElse(null),
                    named.map(Named::seenAt).orElse(null),
                    about(
                                    handle,
                                    learnerId,
                                    "SELECT DISTINCT cohort FROM cohort_member WHERE learner_id = :learner ORDER BY cohort")
                            .mapTo(String.class)
                            .list(),
                    attempts(handle, learnerId),
                    answers(handle, learnerId, byThemselves),
                    marks(handle, learnerId),
                    late(handle, learnerId),
                    accommodations(handle, learnerId),
                    journal(handle, learnerId),
                    ErasureTable.of(handle, learnerId, clock.instant()).orElse(null));
        });
    }

    private static Query about(Handle handle, String learnerId, String sql) {
        return handle.createQuery(sql).bind("learner", learnerId);
    }

    private static List<PersonalData.Sat> attempts(Handle handle, String learnerId) {
        return about(
                        handle,
                        learnerId,
                        "SELECT * FROM attempt WHERE learner_id = :learner ORDER BY started_at, attempt_id")
                .map((row, context) -> new PersonalData.Sat(
                        row.getObject("attempt_id", UUID.class),
                        row.getObject("bank_id", UUID.class),
                        row.getString("mode"),
                        row.getString("blueprint"),
                        row.getObject("sitting_id", UUID.class),
                        row.getString("status"),
                        List.of((String[]) row.getArray("cohorts").getArray()),
                        row.getTimestamp("started_at").toInstant(),
                        Rows.instant(row, "finished_at")))
                .list();
    }

    private List<PersonalData.Given> answers(Handle handle, String learnerId, boolean byThemselves) {
        return about(handle, learnerId, """
                        SELECT answer.*, mode, status, %s AS exam_elsewhere FROM answer JOIN attempt USING (attempt_id)
                        WHERE learner_id = :learner ORDER BY started_at, attempt_id, position, version
                        """.formatted(AttemptHead.EXAM_ELSEWHERE))
                .map((row, context) -> given(row, "version", !byThemselves || tellsGrade(row) ? grade(row) : null))
                .list();
    }

    private boolean tellsGrade(ResultSet row) throws SQLException {
        return AttemptHead.tellsGrades(
                modes.of(row.getString("mode")).feedback(),
                AttemptStatus.valueOf(row.getString("status")),
                row.getBoolean("exam_elsewhere"));
    }

    private static PersonalData.@Nullable Grade grade(ResultSet row) throws SQLException {
        return row.getObject("graded_key_version") == null
                ? null
                : new PersonalData.Grade(
                        row.getBigDecimal("score"), row.getBigDecimal("maximum"), row.getBoolean("correct"));
    }

    private static List<PersonalData.Given> late(Handle handle, String learnerId) {
        return about(handle, learnerId, """
                        SELECT late_answer.* FROM late_answer JOIN attempt USING (attempt_id)
                        WHERE learner_id = :learner ORDER BY started_at, attempt_id, position, late_version
                        """)
                .map((row, context) -> given(row, "late_version", null))
                .list();
    }

    private static PersonalData.Given given(ResultSet row, String version, PersonalData.@Nullable Grade grade)
            throws SQLException {
        return new PersonalData.Given(
                row.getObject("attempt_id", UUID.class),
                row.getInt("position"),
                row.getInt(version),
                ResponseView.of(StoredResponse.read(row.getString("response"))),
                row.getTimestamp("received_at").toInstant(),
                grade);
    }

    private static List<PersonalData.Mark> marks(Handle handle, String learnerId) {
        return about(handle, learnerId, """
                        SELECT attempt_position.* FROM attempt_position JOIN attempt USING (attempt_id)
                        WHERE learner_id = :learner ORDER BY started_at, attempt_id, position
                        """)
                .map((row, context) -> new PersonalData.Mark(
                        row.getObject("attempt_id", UUID.class),
                        row.getInt("position"),
                        row.getBoolean("flagged"),
                        row.getObject("elapsed_millis", Long.class),
                        row.getTimestamp("changed_at").toInstant()))
                .list();
    }

    private static List<PersonalData.Eased> accommodations(Handle handle, String learnerId) {
        return about(handle, learnerId, "SELECT * FROM accommodation WHERE learner_id = :learner ORDER BY granted_at")
                .map((row, context) -> new PersonalData.Eased(
                        row.getObject("sitting_id", UUID.class),
                        row.getInt("extra_minutes"),
                        row.getString("reason"),
                        row.getTimestamp("granted_at").toInstant()))
                .list();
    }

    private static List<PersonalData.Deed> journal(Handle handle, String learnerId) {
        return about(handle, learnerId, """
                        SELECT attempt_journal.* FROM attempt_journal JOIN attempt USING (attempt_id)
                        WHERE learner_id = :learner ORDER BY entry
                        """)
                .map((row, context) -> new PersonalData.Deed(
                        row.getObject("attempt_id", UUID.class),
                        row.getTimestamp("at").toInstant(),
                        row.getString("action"),
                        row.getString("reason"),
                        row.getString("detail")))
                .list();
    }
}

package io.gradeflow.analytics.readiness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gradeflow.analytics.population.JournalMark;
import io.gradeflow.analytics.readiness.BankCalibration.Result;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Keeps what was estimated last of each bank. */
final class CalibrationTable {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private CalibrationTable() {}

    /**
     * The bank of which something changed since, that was tried longest ago.
     *
     * @param rest how many times as long as an estimation took it isn't repeated
     */
    static Optional<UUID> due(Handle handle, Instant now, Duration least, int rest) {
        return handle.createQuery("""
                        SELECT bank_id FROM bank LEFT JOIN calibration USING (bank_id)
                        WHERE CASE WHEN computed_at IS NULL
                            THEN EXISTS (
                                SELECT FROM attempt
                                WHERE attempt.bank_id = bank.bank_id AND mode IN ('exam', 'imported') AND paper_version > 0)
                            ELSE tried_at + greatest(took_millis * :rest, :least) * interval '1 millisecond' <= :now
                                AND (server <> pg_postmaster_start_time()::text OR EXISTS (
                                    SELECT FROM analysis_change
                                    WHERE analysis_change.bank_id = bank.bank_id AND changed_in >= pg_snapshot_xmin(seen)
                                        AND NOT pg_visible_in_snapshot(changed_in, seen)))
                            END
                        ORDER BY tried_at NULLS FIRST LIMIT 1
                        """)
                .bind("now", Timestamp.from(now))
                .bind("least", least.toMillis())
                .bind("rest", rest)
                .mapTo(UUID.class)
                .findFirst();
    }

    /**
     * One that failed doesn't take the place of one before it that has difficulties.
     *
     * @param mark of the journal of changes, from before the estimation read anything
     */
    static void store(Handle handle, UUID bank, BankCalibration calibration, Duration took, JournalMark mark) {
        handle.createUpdate("""
                        INSERT INTO calibration AS kept (bank_id, computed_at, tried_at, took_millis, server, seen, result)
                        VALUES (:bank, :computed, :computed, :took, :server, CAST(:seen AS pg_snapshot), CAST(:result AS jsonb))
                        ON CONFLICT (bank_id) DO UPDATE SET
                            tried_at = excluded.tried_at, took_millis = excluded.took_millis, server = excluded.server,
                            seen = excluded.seen,
                            computed_at = CASE WHEN <keeps> THEN kept.computed_at ELSE excluded.computed_at END,
                            result = CASE WHEN <keeps> THEN kept.result ELSE excluded.result END
                        """)
                .define("keeps", ":failed AND jsonb_typeof(kept.result -> 'calibrated') = 'object'")
                .bind("bank", bank)
                .bind("computed", Timestamp.from(calibration.computedAt()))
                .bind("took", took.toMillis())
                .bind("server", mark.server())
                .bind("seen", mark.snapshot())
                .bind("result", write(calibration.result()))
                .bind("failed", calibration.result().failed())
                .execute();
    }

    static Optional<BankCalibration> find(Handle handle, UUID bank) {
        return handle.createQuery("SELECT computed_at, result FROM calibration WHERE bank_id = :bank")
                .bind("bank", bank)
                .map((row, context) ->
                        new BankCalibration(row.getTimestamp("computed_at").toInstant(), read(row.getString("result"))))
                .findFirst();
    }

    private static String write(Result result) {
        try {
            return MAPPER.writeValueAsString(result);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("can't be JSON: an estimation", e);
        }
    }

    private static Result read(String text) {
        try {
            return MAPPER.readValue(text, Result.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database holds no estimation", e);
        }
    }
}

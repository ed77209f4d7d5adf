package io.gradeflow.attempt.catalog;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.platform.messaging.BanksBarrier;
import io.gradeflow.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Finds banks to compose attempts from. */
@ApplicationScoped
public class BankCatalog {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private record Held(Bank bank, int wholeRevision, String digest) {}

    private final Jdbi jdbi;
    private final BanksBarrier barrier;
    private final Duration patience;

    BankCatalog(
            Jdbi jdbi,
            BanksBarrier barrier,
            @ConfigProperty(name = "gradeflow.attempts.bank-patience", defaultValue = "2S") Duration patience) {
        this.jdbi = jdbi;
        this.barrier = barrier;
        this.patience = patience;
    }

    /**
     * The bank at the newest revision that was published when this was called, with all its questions and keys.
     *
     * @throws ProblemException with 404 if there is no such bank, with 503 if it isn't here whole within some seconds
     */
    public Bank whole(String slug) {
        long giveUp = System.nanoTime() + patience.toNanos();
        BanksBarrier.Target target = barrier.target();
        while (true) {
            if (barrier.reached(target)) {
                Optional<Held> held = jdbi.withHandle(handle -> held(handle, slug));
                if (held.isEmpty()) {
                    throw new ProblemException(
                                    AttemptError.BANK_UNKNOWN,
                                    "No bank has the slug " + slug + "; see GET /api/v1/banks.")
                            .field("bank");
                }
                if (isWhole(held.get())) {
                    return held.get().bank();
                }
            }
            if (System.nanoTime() > giveUp) {
                throw new ProblemException(
                                AttemptError.BANK_LOADING, "Try again in a moment; nothing was stored by this call.")
                        .retryAfter(2);
            }
            pause();
        }
    }

    private static Optional<Held> held(Handle handle, String slug) {
        return handle.createQuery("""
                        SELECT bank_id, slug, title, revision, allowed_modes, whole_revision, digest
                        FROM bank WHERE slug = :slug ORDER BY bank_id DESC LIMIT 1
                        """)
                .bind("slug", slug)
                .map((row, context) -> held(row))
                .findOne();
    }

    private static Held held(ResultSet row) throws SQLException {
        return new Held(
                new Bank(
                        row.getObject("bank_id", UUID.class),
                        row.getString("slug"),
                        row.getString("title"),
                        row.getInt("revision"),
                        List.of((String[]) row.getArray("allowed_modes").getArray())),
                row.getInt("whole_revision"),
                row.getString("digest"));
    }

    private boolean isWhole(Held held) {
        if (held.wholeRevision() == held.bank().revision()) {
            return true;
        }
        return jdbi.withHandle(handle -> handle.createUpdate("""
                                WITH current AS (
                                    SELECT DISTINCT ON (question_id) question_id, revision, retired_in
                                    FROM question WHERE bank_id = :bank AND introduced_in <= :revision
                                    ORDER BY question_id, revision DESC),
                                asked AS (
                                    SELECT question_id, revision, question_id::text || '/' || revision || E'\\n' AS line
                                    FROM current WHERE retired_in IS NULL OR retired_in > :revision),
                                held AS (
                                    SELECT encode(sha256(convert_to(
                                            coalesce(string_agg(line, '' ORDER BY line COLLATE "C"), ''), 'UTF8')), 'hex') AS digest,
                                        count(*) = count(k.key_version) AS with_keys
                                    FROM asked LEFT JOIN answer_key k USING (question_id, revision))
                                UPDATE bank SET whole_revision = :revision FROM held
                                WHERE bank.bank_id = :bank AND bank.revision = :revision
                                    AND held.digest = bank.digest AND held.with_keys
                                """)
                        .bind("bank", held.bank().id())
                        .bind("revision", held.bank().revision())
                        .execute())
                == 1;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a bank", e);
        }
    }
}

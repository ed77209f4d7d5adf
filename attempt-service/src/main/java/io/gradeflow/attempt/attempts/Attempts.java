package io.gradeflow.attempt.attempts;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.attempt.catalog.Bank;
import io.gradeflow.attempt.catalog.BankCatalog;
import io.gradeflow.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Starts and finishes attempts. */
@ApplicationScoped
class Attempts {

    private static final List<String> EVERYONE = List.of("everyone");

    private final Jdbi jdbi;
    private final BankCatalog catalog;
    private final AttemptReader reader;
    private final FinishRelay finishRelay;
    private final InstantSource clock;

    Attempts(Jdbi jdbi, BankCatalog catalog, AttemptReader reader, FinishRelay finishRelay, InstantSource clock) {
        this.jdbi = jdbi;
        this.catalog = catalog;
        this.reader = reader;
        this.finishRelay = finishRelay;
        this.clock = clock;
    }

    AttemptView start(String learnerId, AttemptRequest.Wish wish) {
        Bank bank = catalog.whole(wish.bank());
        if (!bank.allowedModes().contains(wish.mode())) {
            throw new ProblemException(
                            AttemptError.MODE_NOT_ALLOWED,
                            "The bank " + bank.slug() + " allows " + String.join(", ", bank.allowedModes()) + ".")
                    .field("mode");
        }
        UUID attemptId = UUID.randomUUID();
        return jdbi.inTransaction(handle -> {
            List<Composition.Drawn> paper = Composition.draw(handle, bank, wish, attemptId);
            insert(handle, attemptId, learnerId, bank, wish.mode(), paper);
            return reader.read(handle, attemptId, learnerId);
        });
    }

    private void insert(
            Handle handle, UUID attemptId, String learnerId, Bank bank, String mode, List<Composition.Drawn> paper) {
        handle.createUpdate("""
                        INSERT INTO attempt (attempt_id, bank_id, bank_revision, learner_id, mode, cohorts, status, started_at,
                            question_ids, revisions)
                        VALUES (:attempt, :bank, :revision, :learner, :mode, :cohorts, :status, :started, :questions, :revisions)
                        """)
                .bind("attempt", attemptId)
                .bind("bank", bank.id())
                .bind("revision", bank.revision())
                .bind("learner", learnerId)
                .bind("mode", mode)
                .bindArray("cohorts", String.class, EVERYONE)
                .bind("status", AttemptStatus.OPEN.name())
                .bind("started", Timestamp.from(clock.instant()))
                .bindArray(
                        "questions",
                        UUID.class,
                        paper.stream().map(Composition.Drawn::questionId).toList())
                .bindArray(
                        "revisions",
                        Integer.class,
                        paper.stream().map(Composition.Drawn::revision).toList())
                .execute();
    }

    /** @param learnerId null for staff */
    AttemptView view(UUID attemptId, @Nullable String learnerId) {
        return jdbi.withHandle(handle -> reader.read(handle, attemptId, learnerId));
    }

    /**
     * Closes the attempt; finishing it again changes nothing. The update takes the row's exclusive lock while answers hold it
     * shared, so an answer is either on the paper or refused.
     */
    AttemptView finish(UUID attemptId, String learnerId) {
        Instant now = clock.instant();
        AttemptView view = jdbi.inTransaction(handle -> {
            handle.createUpdate("""
                            UPDATE attempt SET status = :finished, finished_at = :now
                            WHERE attempt_id = :attempt AND learner_id = :learner AND status = :open
                            """)
                    .bind("finished", AttemptStatus.FINISHED.name())
                    .bind("open", AttemptStatus.OPEN.name())
                    .bind("now", Timestamp.from(now))
                    .bind("attempt", attemptId)
                    .bind("learner", learnerId)
                    .execute();
            return reader.read(handle, attemptId, learnerId);
        });
        finishRelay.signal();
        return view;
    }
}

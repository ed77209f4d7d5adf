package io.gradeflow.attempt.attempts;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.attempt.catalog.Bank;
import io.gradeflow.attempt.catalog.BankCatalog;
import io.gradeflow.attempt.catalog.Blueprint;
import io.gradeflow.attempt.life.AttemptStatus;
import io.gradeflow.attempt.modes.Paper;
import io.gradeflow.attempt.modes.Wish;
import io.gradeflow.attempt.people.Viewer;
import io.gradeflow.platform.database.SqlFailure;
import io.gradeflow.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Starts and shows attempts. */
@ApplicationScoped
class Attempts {

    /** Who starts an attempt. */
    record Starter(String learnerId, boolean isStaff) {}

    private static final List<String> EVERYONE = List.of("everyone");
    private static final String UNIQUE_VIOLATION = "23505";

    private final Jdbi jdbi;
    private final BankCatalog catalog;
    private final AttemptReader reader;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    Attempts(Jdbi jdbi, BankCatalog catalog, AttemptReader reader, InstantSource clock) {
        this.jdbi = jdbi;
        this.catalog = catalog;
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * What the staff starts is a preview, counted nowhere.
     *
     * @throws ProblemException if the bank, its blueprint or the mode can't be had, or an exam over the bank is open
     */
    AttemptView start(Starter starter, AttemptRequest.Asked asked) {
        Bank bank = catalog.whole(asked.bank());
        requireMode(bank, asked);
        Blueprint blueprint = asked.blueprint() == null ? null : blueprint(bank, asked.blueprint(), starter);
        long seed = random.nextLong();
        Paper paper = asked.mode()
                .compose(new Wish(bank, starter.learnerId(), asked.topics(), asked.questionCount(), blueprint), seed);
        UUID attemptId = UUID.randomUUID();
        try {
            return jdbi.inTransaction(handle -> {
                requireNoExam(handle, starter, bank);
                insert(handle, attemptId, starter, bank, asked, blueprint, seed, paper);
                return reader.read(handle, attemptId, Viewer.learner(starter.learnerId()));
            });
        } catch (JdbiException e) {
            // Two exams started at once: neither saw the other, and the index let one of them in.
            if (UNIQUE_VIOLATION.equals(SqlFailure.sqlState(e))) {
                throw examOpen(bank);
            }
            throw e;
        }
    }

    private static void requireMode(Bank bank, AttemptRequest.Asked asked) {
        if (!bank.allowedModes().contains(asked.mode().name())) {
            throw new ProblemException(
                            AttemptError.MODE_NOT_ALLOWED,
                            "The bank " + bank.slug() + " allows " + String.join(", ", bank.allowedModes()) + ".")
                    .field("mode");
        }
    }

    private static Blueprint blueprint(Bank bank, String name, Starter starter) {
        Blueprint blueprint = bank.blueprints().get(name);
        if (blueprint == null || (blueprint.sittingOnly() && !starter.isStaff())) {
            throw new ProblemException(
                            AttemptError.BLUEPRINT_UNKNOWN,
                            "The bank " + bank.slug() + " has no blueprint " + name
                                    + " to start from; see GET /api/v1/banks/" + bank.slug() + "/blueprints.")
                    .field("blueprint");
        }
        return blueprint;
    }

    private static void requireNoExam(Handle handle, Starter starter, Bank bank) {
        boolean open = !starter.isStaff()
                && handle.createQuery("""
                        SELECT EXISTS (SELECT FROM attempt
                            WHERE learner_id = :learner AND bank_id = :bank AND examines AND status = 'OPEN' AND NOT preview)
                        """)
                        .bind("learner", starter.learnerId())
                        .bind("bank", bank.id())
                        .mapTo(boolean.class)
                        .one();
        if (open) {
            throw examOpen(bank);
        }
    }

    private static ProblemException examOpen(Bank bank) {
        return new ProblemException(
                AttemptError.EXAM_OPEN,
                "Your exam over " + bank.slug() + " is open; finish it before anything else in this bank.");
    }

    private void insert(
            Handle handle,
            UUID attemptId,
            Starter starter,
            Bank bank,
            AttemptRequest.Asked asked,
            @Nullable Blueprint blueprint,
            long seed,
            Paper paper) {
        Instant now = clock.instant();
        handle.createUpdate("""
                        WITH progress AS (INSERT INTO attempt_progress (attempt_id) VALUES (:attempt))
                        INSERT INTO attempt (attempt_id, bank_id, bank_revision, learner_id, mode, cohorts, status, started_at,
                            question_ids, revisions, unscored, seed, examines, preview, blueprint, minutes, pass_mark, scale_min,
                            scale_max, deadline)
                        VALUES (:attempt, :bank, :revision, :learner, :mode, :cohorts, :status, :started, :questions, :revisions,
                            :unscored, :seed, :examines, :preview, :blueprint, :minutes, :passMark, :min, :max, :deadline)
                        """)
                .bind("attempt", attemptId)
                .bind("bank", bank.id())
                .bind("revision", bank.revision())
                .bind("learner", starter.learnerId())
                .bind("mode", asked.mode().name())
                .bindArray("cohorts", String.class, EVERYONE)
                .bind("status", AttemptStatus.OPEN.name())
                .bind("started", Timestamp.from(now))
                .bindArray(
                        "questions",
                        UUID.class,
                        paper.questions().stream()
                                .map(question -> question.questionId())
                                .toList())
                .bindArray(
                        "revisions",
                        Integer.class,
                        paper.questions().stream()
                                .map(question -> question.revision())
                                .toList())
                .bindArray(
                        "unscored",
                        Integer.class,
                        paper.unscored().stream().sorted().toList())
                .bind("seed", seed)
                .bind("examines", asked.mode().examines())
                .bind("preview", starter.isStaff())
                .bind("blueprint", blueprint == null ? null : blueprint.name())
                .bind("minutes", blueprint == null ? null : (Integer) blueprint.minutes())
                .bind("passMark", blueprint == null ? null : (Integer) blueprint.passMark())
                .bind(
                        "min",
                        blueprint == null ? null : (Integer) blueprint.scale().min())
                .bind(
                        "max",
                        blueprint == null ? null : (Integer) blueprint.scale().max())
                .bind(
                        "deadline",
                        blueprint == null ? null : Timestamp.from(now.plus(Duration.ofMinutes(blueprint.minutes()))))
                .execute();
    }

    /** @throws ProblemException with 404 if there is none that the viewer may see */
    AttemptView view(UUID attemptId, Viewer viewer) {
        return jdbi.withHandle(handle -> reader.read(handle, attemptId, viewer));
    }
}

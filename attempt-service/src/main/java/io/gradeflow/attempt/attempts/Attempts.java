package io.gradeflow.attempt.attempts;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.attempt.catalog.Bank;
import io.gradeflow.attempt.catalog.BankCatalog;
import io.gradeflow.attempt.catalog.Blueprint;
import io.gradeflow.attempt.life.FinishRelay;
import io.gradeflow.attempt.modes.Mode;
import io.gradeflow.attempt.modes.Paper;
import io.gradeflow.attempt.modes.Wish;
import io.gradeflow.attempt.people.Memberships;
import io.gradeflow.attempt.people.Viewer;
import io.gradeflow.attempt.sittings.AccessCodes;
import io.gradeflow.attempt.sittings.Sitting;
import io.gradeflow.attempt.sittings.Sittings;
import io.gradeflow.platform.database.GroupCommit;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Starts and shows attempts. */
@ApplicationScoped
class Attempts {

    /**
     * Who starts an attempt.
     *
     * @param preview whether it is somebody of the staff, whose attempts no figure counts
     * @param cohorts those that the starter belongs to; needed for sittings only
     */
    record Starter(Memberships.Told told, boolean preview, List<String> cohorts, Viewer viewer) {}

    private static final int LANES = 2;
    private static final int LARGEST = 200;

    private final Jdbi jdbi;
    private final BankCatalog catalog;
    private final Sittings sittings;
    private final AccessCodes accessCodes;
    private final AttemptReader reader;
    private final FinishRelay announcing;
    private final GroupCommit<Start, StartOutcome> commits;
    private final SecureRandom random = new SecureRandom();

    Attempts(
            Jdbi jdbi,
            BankCatalog catalog,
            Sittings sittings,
            AccessCodes accessCodes,
            AttemptReader reader,
            FinishRelay announcing,
            StartBatch batch) {
        this.jdbi = jdbi;
        this.catalog = catalog;
        this.sittings = sittings;
        this.accessCodes = accessCodes;
        this.reader = reader;
        this.announcing = announcing;
        this.commits = GroupCommit.start("starting", jdbi, LANES, LARGEST, Start::learnerId, batch);
    }

    void stop(@Observes ShutdownEvent event) {
        commits.close();
    }

    /**
     * Composes an attempt and stores it. The same request under the same idempotency key gives the attempt that it made before,
     * whether or not it could still make one.
     *
     * @throws ProblemException if the bank, its blueprint or the mode can't be had, the sitting isn't open to the learner, or an
     *     exam over the bank is open
     */
    AttemptView start(Starter starter, AttemptRequest.Asked asked, @Nullable IdempotencyKey idempotencyKey) {
        Viewer learner = Viewer.learner(starter.told().learnerId());
        if (idempotencyKey != null) {
            Optional<UUID> earlier = jdbi.withHandle(
                            handle -> StartTables.earlier(handle, learner.id(), idempotencyKey))
                    .map(found -> found.madeBy(idempotencyKey));
            if (earlier.isPresent()) {
                return view(earlier.get(), learner);
            }
        }
        StartOutcome outcome = commits.submit(compose(starter, asked, idempotencyKey));
        if (outcome instanceof StartOutcome.Outdated) {
            outcome = commits.submit(compose(starter, asked, idempotencyKey));
        }
        return switch (outcome) {
            case StartOutcome.Started started -> {
                if (asked.mode().examines() && !starter.preview()) {
                    announcing.signal();
                }
                yield reader.untouched(jdbi, started.head());
            }
            case StartOutcome.Repeated repeated -> view(repeated.attemptId(), learner);
            case StartOutcome.Outdated _ ->
                throw new ProblemException(
                                PlatformError.UNAVAILABLE,
                                "The sitting is being changed; send the same again in a moment.")
                        .retryAfter(2);
            case StartOutcome.Refused refused -> throw refused.problem();
        };
    }

    private Start compose(Starter starter, AttemptRequest.Asked asked, @Nullable IdempotencyKey idempotencyKey) {
        return switch (asked) {
            case AttemptRequest.Asked.OfBank ofBank -> compose(starter, ofBank, idempotencyKey);
            case AttemptRequest.Asked.OfSitting ofSitting -> compose(starter, ofSitting, idempotencyKey);
        };
    }

    private Start compose(Starter starter, AttemptRequest.Asked.OfBank asked, @Nullable IdempotencyKey idempotencyKey) {
        Bank bank = catalog.whole(asked.bank());
        requireMode(bank, asked.mode().name());
        Blueprint blueprint = asked.blueprint() == null ? null : blueprint(bank, asked.blueprint(), starter);
        Wish wish = new Wish(bank, starter.told().learnerId(), asked.topics(), asked.questionCount(), blueprint);
        return start(starter, asked, wish, null, idempotencyKey);
    }

    private Start compose(
            Starter starter, AttemptRequest.Asked.OfSitting asked, @Nullable IdempotencyKey idempotencyKey) {
        Sitting sitting;
        if (starter.preview()) {
            sitting = sittings.seen(asked.sitting(), starter.viewer(), starter.cohorts());
        } else {
            sitting = sittings.forMembers(asked.sitting(), starter.cohorts());
            accessCodes.require(sitting, starter.told().learnerId(), asked.accessCode());
        }
        Bank bank = catalog.whole(sitting.bank());
        requireMode(bank, asked.mode().name());
        Blueprint blueprint = bank.blueprints().get(sitting.blueprint());
        if (blueprint == null) {
            throw unknownBlueprint(bank, sitting.blueprint());
        }
        Wish wish = new Wish(bank, starter.told().learnerId(), List.of(), null, blueprint);
        return start(starter, asked, wish, sitting.id(), idempotencyKey);
    }

    private Start start(
            Starter starter,
            AttemptRequest.Asked asked,
            Wish wish,
            @Nullable UUID sittingId,
            @Nullable IdempotencyKey idempotencyKey) {
        long seed = random.nextLong();
        return new Start(
                UUID.randomUUID(),
                starter.told(),
                starter.preview(),
                wish.bank(),
                asked.mode(),
                wish.blueprint(),
                sittingId,
                seed,
                paper(starter, asked.mode(), wish, seed),
                idempotencyKey);
    }

    private Paper paper(Starter starter, Mode mode, Wish wish, long seed) {
        try {
            return mode.compose(wish, seed);
        } catch (ProblemException e) {
            // What can be composed may hang on grades, of which nothing is told while an exam is open. One that opened
            // before they were read is seen now; where a paper was composed, the batch looks.
            if (!starter.preview()
                    && jdbi.withHandle(handle -> StartTables.hasOpenExam(handle, wish.learnerId(), wish.bank()))) {
                throw StartBatch.examOpen(wish.bank());
            }
            throw e;
        }
    }

    private static void requireMode(Bank bank, String mode) {
        if (!bank.allowedModes().contains(mode)) {
            throw new ProblemException(
                            AttemptError.MODE_NOT_ALLOWED,
                            "The bank " + bank.slug() + " allows " + String.join(", ", bank.allowedModes()) + ".")
                    .field("mode");
        }
    }

    private static Blueprint blueprint(Bank bank, String name, Starter starter) {
        Blueprint blueprint = bank.blueprints().get(name);
        if (blueprint == null || (blueprint.sittingOnly() && !starter.preview())) {
            throw unknownBlueprint(bank, name);
        }
        return blueprint;
    }

    private static ProblemException unknownBlueprint(Bank bank, String name) {
        return new ProblemException(
                        AttemptError.BLUEPRINT_UNKNOWN,
                        "The bank " + bank.slug() + " has no blueprint " + name
                                + " to start from; see GET /api/v1/banks/" + bank.slug() + "/blueprints.")
                .field("blueprint");
    }

    /** @throws ProblemException with 404 if there is none that the viewer may see */
    AttemptView view(UUID attemptId, Viewer viewer) {
        return jdbi.withHandle(handle -> reader.read(handle, attemptId, viewer));
    }
}

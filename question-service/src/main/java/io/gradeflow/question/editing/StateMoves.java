package io.gradeflow.question.editing;

import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.QuestionError;
import io.gradeflow.question.QuestionState;
import io.gradeflow.question.bank.BankRow;
import io.gradeflow.question.browsing.QuestionQueries;
import io.gradeflow.question.browsing.QuestionView;
import io.gradeflow.question.journal.QuestionAct;
import io.gradeflow.question.publishing.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Moves questions from state to state, and keeps in the journal who did so and why. */
@ApplicationScoped
class StateMoves {

    private record Outcome(UUID bankId, int revision, QuestionView question) {}

    private final Jdbi jdbi;
    private final Publisher publisher;
    private final InstantSource clock;

    StateMoves(Jdbi jdbi, Publisher publisher, InstantSource clock) {
        this.jdbi = jdbi;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * The question in that state. Where it is so already nothing changes.
     *
     * @throws ProblemException with 404 for an unknown question, 409 if the state can't follow, 412 if it isn't what the caller saw
     */
    QuestionView move(UUID id, QuestionState state, String reason, @Nullable String ifMatch, String by) {
        Outcome outcome = jdbi.inTransaction(handle -> {
            BankRow bank = LockedQuestion.bank(handle, id, ifMatch);
            QuestionView before = QuestionQueries.find(handle, id).orElseThrow();
            if (before.state() == state) {
                return new Outcome(bank.id(), bank.revision(), before);
            }
            if (!before.state().next().contains(state)) {
                throw impossible(before.state(), state);
            }
            int revision = bank.revision() + 1;
            write(handle, before, state, revision);
            QuestionAct.write(handle, List.of(act(before, state, reason, by)));
            BankRow.raise(handle, bank.id(), revision);
            return new Outcome(
                    bank.id(), revision, QuestionQueries.find(handle, id).orElseThrow());
        });
        publisher.publishSoon(outcome.bankId(), outcome.revision());
        return outcome.question();
    }

    private static void write(Handle handle, QuestionView before, QuestionState state, int bankRevision) {
        handle.createUpdate("UPDATE question SET state = :state WHERE id = :question")
                .bind("state", state.name())
                .bind("question", before.id())
                .execute();
        if (before.state() == QuestionState.PUBLISHED) {
            retire(handle, before, bankRevision);
        } else if (state == QuestionState.PUBLISHED) {
            publish(handle, before, bankRevision);
        }
    }

    private static void retire(Handle handle, QuestionView question, int bankRevision) {
        handle.createUpdate("""
                        UPDATE question_revision SET retired_in = :bankRevision, unpublished = true
                        WHERE question_id = :question AND revision = :revision
                        """)
                .bind("bankRevision", bankRevision)
                .bind("question", question.id())
                .bind("revision", question.revision())
                .execute();
    }

    /** Also of one that was asked before it is said that it is asked from now on: no earlier revision of the bank has it again. */
    private static void publish(Handle handle, QuestionView question, int bankRevision) {
        handle.createUpdate("""
                        WITH asked AS (
                            UPDATE question_revision SET introduced_in = :bankRevision, retired_in = NULL, unpublished = true
                            WHERE question_id = :question AND revision = :revision)
                        UPDATE answer_key SET unpublished = true WHERE question_id = :question AND revision = :revision
                        """)
                .bind("bankRevision", bankRevision)
                .bind("question", question.id())
                .bind("revision", question.revision())
                .execute();
    }

    private QuestionAct act(QuestionView before, QuestionState state, String reason, String by) {
        QuestionAct.Kind kind =
                state == QuestionState.PUBLISHED ? QuestionAct.Kind.PUBLISHED : QuestionAct.Kind.RETIRED;
        return QuestionAct.moved(
                before.id(),
                kind,
                before.revision(),
                reason,
                by,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private static ProblemException impossible(QuestionState before, QuestionState state) {
        String next = before.next().stream().map(Enum::name).sorted().collect(Collectors.joining(" or "));
        return new ProblemException(
                        QuestionError.STATE_IMPOSSIBLE,
                        "The question is " + before + " and can't become " + state + "; what can follow is " + next
                                + ".")
                .field("state")
                .with("state", before);
    }
}

package io.gradeflow.attempt.answering;

import io.gradeflow.attempt.ResponseView;
import io.gradeflow.attempt.StoredResponse;
import io.gradeflow.attempt.receipts.Receipt;
import io.gradeflow.attempt.receipts.Receipts;
import io.gradeflow.platform.database.GroupCommit;
import io.gradeflow.platform.problem.ProblemException;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jdbi.v3.core.Jdbi;

/** Makes answers durable. Whatever it acknowledges is committed. */
@ApplicationScoped
class Answering {

    /**
     * A second one would take half of what gathers while a commit waits for the disk: at 800 answers a second on two processors, they took
     * half as long again with two.
     */
    private static final int LANES = 1;

    private static final int LARGEST = 200;

    private final SubmittedRelay relay;
    private final Receipts receipts;
    private final GroupCommit<Submission, Outcome> commits;

    Answering(Jdbi jdbi, AnswerBatch batch, SubmittedRelay relay, Receipts receipts) {
        this.relay = relay;
        this.receipts = receipts;
        this.commits = GroupCommit.start("answering", jdbi, LANES, LARGEST, Submission::answerId, batch);
    }

    void stop(@Observes ShutdownEvent event) {
        commits.close();
    }

    /**
     * Stores the answer as a new version, unless it equals the newest one or comes after a later change of the client: then the
     * newest is acknowledged as it stands. So a client that heard nothing may simply send again, in any order.
     *
     * @throws ProblemException if the attempt isn't the learner's, is over or paused, has no such position, the response
     *     doesn't fit, or the answer is graded and so final
     */
    Acknowledgement submit(Submission submission) {
        submission.request().validate();
        return switch (commits.submit(submission)) {
            case Outcome.Acknowledged acknowledged -> {
                if (acknowledged.stored() != null) {
                    relay.send(acknowledged.stored());
                }
                yield acknowledgement(submission, acknowledged);
            }
            case Outcome.Late late -> throw late.told();
            case Outcome.Refused refused -> throw refused.problem();
        };
    }

    private Acknowledgement acknowledgement(Submission submission, Outcome.Acknowledged acknowledged) {
        Receipt receipt = Receipt.of(
                submission.attemptId(),
                submission.position(),
                acknowledged.version(),
                submission.learnerId(),
                acknowledged.response(),
                acknowledged.receivedAt());
        return new Acknowledgement(
                submission.answerId(),
                acknowledged.version(),
                acknowledged.receivedAt(),
                acknowledged.tellsGraded() ? Acknowledgement.Status.GRADED : Acknowledgement.Status.PENDING,
                StoredResponse.ticked(acknowledged.response()),
                ResponseView.of(acknowledged.response()),
                acknowledged.mark().flagged(),
                acknowledged.mark().seq(),
                receipts.seal(receipt));
    }
}

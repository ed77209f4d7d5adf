package io.gradeflow.question.correcting;

import io.gradeflow.grading.AnswerKey;
import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.QuestionError;
import io.gradeflow.question.publishing.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Puts wrong keys right. A correction is a further version of the key, and an undo is a further correction; nothing is ever
 * taken out of the journal; see ADR 15.
 */
@ApplicationScoped
class Corrections {

    private final Jdbi jdbi;
    private final Publisher publisher;
    private final InstantSource clock;

    Corrections(Jdbi jdbi, Publisher publisher, InstantSource clock) {
        this.jdbi = jdbi;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Returns when the correction is durable; it is sent at once after that.
     *
     * @throws ProblemException with 404 for an unknown question or revision, 400 for choices that can't be right, 409 if the
     *     key is the very one that is in force, or the revision was never asked
     */
    AcceptedCorrection correct(UUID questionId, int revision, Correction correction, String correctedBy) {
        AcceptedCorrection accepted = store(questionId, revision, correction, correctedBy);
        publisher.wake();
        return accepted;
    }

    /** The same without a word to the publisher, which finds it by itself. */
    AcceptedCorrection store(UUID questionId, int revision, Correction correction, String correctedBy) {
        return jdbi.inTransaction(handle -> {
            if (!CorrectionTables.lockKey(handle, questionId, revision)) {
                throw unknown(handle, questionId, revision);
            }
            if (!CorrectionTables.wasAsked(handle, questionId, revision)) {
                throw new ProblemException(
                        QuestionError.REVISION_NEVER_ASKED,
                        "Nobody was ever asked revision " + revision
                                + "; edit the question instead: PUT /api/v1/questions/" + questionId + ".");
            }
            KeyedRevision keyed = CorrectionTables.ofLocked(handle, questionId, revision);
            AnswerKey after = keyed.corrected(correction);
            if (after.equals(keyed.key())) {
                throw unchanged(handle, questionId, revision, keyed.keyVersion());
            }
            AcceptedCorrection accepted = new AcceptedCorrection(
                    UUID.randomUUID(),
                    questionId,
                    revision,
                    keyed.keyVersion() + 1,
                    correction.effect(),
                    // What the database keeps, so that all who are told of it are told the same.
                    clock.instant().truncatedTo(ChronoUnit.MICROS));
            CorrectionTables.write(handle, accepted, keyed.key(), after, correction.reason(), correctedBy);
            return accepted;
        });
    }

    /**
     * Corrections that made versions below the given one, newest first.
     *
     * @throws ProblemException with 404 for an unknown question or revision
     */
    List<CorrectionView> before(UUID questionId, int revision, long keyVersion, int limit) {
        return jdbi.inTransaction(handle -> {
            if (!CorrectionTables.revisionExists(handle, questionId, revision)) {
                throw unknown(handle, questionId, revision);
            }
            return CorrectionTables.before(handle, questionId, revision, keyVersion, limit);
        });
    }

    private static ProblemException unknown(Handle handle, UUID questionId, int revision) {
        return CorrectionTables.questionExists(handle, questionId)
                ? new ProblemException(
                        QuestionError.REVISION_UNKNOWN,
                        "The question has no revision " + revision + "; see GET /api/v1/questions/" + questionId
                                + " for its newest.")
                : new ProblemException(QuestionError.QUESTION_UNKNOWN, "No question has the id " + questionId + ".");
    }

    private static ProblemException unchanged(Handle handle, UUID questionId, int revision, int keyVersion) {
        ProblemException problem = new ProblemException(
                        QuestionError.KEY_UNCHANGED,
                        "This is the key in force already, so nothing was changed and nothing is graded again.")
                .with("keyVersion", keyVersion);
        CorrectionTables.thatMade(handle, questionId, revision, keyVersion)
                .ifPresent(correctionId -> problem.with("correctionId", correctionId.toString()));
        return problem;
    }
}

package io.gradeflow.question.editing;

import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.QuestionError;
import io.gradeflow.question.bank.BankRow;
import io.gradeflow.question.browsing.QuestionQueries;
import io.gradeflow.question.browsing.QuestionView;
import java.util.Arrays;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Takes a question for a change, so that nobody else changes it until the transaction ends. */
final class LockedQuestion {

    private LockedQuestion() {}

    /**
     * The question's bank, locked, and with it all its questions; the key of the newest revision is locked too, against
     * corrections.
     *
     * @param ifMatch one or several ETags, or a star; null where anything may have happened
     * @throws ProblemException with 404 if there is no such question, 412 if none of the ETags is that of the question now
     */
    static BankRow bank(Handle handle, UUID id, @Nullable String ifMatch) {
        String slug = handle.createQuery(
                        "SELECT slug FROM bank JOIN question ON bank_id = bank.id WHERE question.id = :question")
                .bind("question", id)
                .mapTo(String.class)
                .findOne()
                .orElseThrow(() -> unknown(id));
        BankRow bank = BankRow.locked(handle, slug);
        handle.createQuery("""
                        SELECT key_version FROM answer_key k JOIN question ON question.id = question_id
                        WHERE question_id = :question AND k.revision = question.revision FOR UPDATE OF k
                        """).bind("question", id).mapTo(int.class).one();
        QuestionView now = QuestionQueries.find(handle, id).orElseThrow(() -> unknown(id));
        if (ifMatch != null && !matches(ifMatch, now.etag())) {
            throw new ProblemException(
                            QuestionError.QUESTION_CHANGED,
                            "The question isn't what it was when its ETag was given out. GET /api/v1/questions/" + id
                                    + " again, and change that.")
                    .with("revision", now.revision())
                    .with("etag", now.etag());
        }
        return bank;
    }

    private static boolean matches(String ifMatch, String etag) {
        return ifMatch.strip().equals("*")
                || Arrays.stream(ifMatch.split(",")).map(String::strip).anyMatch(etag::equals);
    }

    private static ProblemException unknown(UUID id) {
        return new ProblemException(QuestionError.QUESTION_UNKNOWN, "No question has the id " + id + ".");
    }
}

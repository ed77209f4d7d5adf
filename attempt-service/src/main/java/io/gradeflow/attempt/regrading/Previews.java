package io.gradeflow.attempt.regrading;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.attempt.StoredKey;
import io.gradeflow.attempt.catalog.Effect;
import io.gradeflow.attempt.catalog.Question;
import io.gradeflow.attempt.catalog.Questions;
import io.gradeflow.attempt.people.Viewer;
import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.CreditAllKey;
import io.gradeflow.grading.MatchingKey;
import io.gradeflow.grading.NumericKey;
import io.gradeflow.grading.OrderingKey;
import io.gradeflow.grading.TextKey;
import io.gradeflow.grading.WithdrawnKey;
import io.gradeflow.platform.database.Transactions;
import io.gradeflow.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Grades anew what is here, in memory, a row at a time, and stores nothing. */
@ApplicationScoped
class Previews {

    private static final int ROWS_AT_A_TIME = 1000;

    /** @param scoring says how the question scores: the present one, or that which it put out of force for everybody */
    private record Keys(AnswerKey present, AnswerKey scoring) {}

    private final Jdbi jdbi;
    private final Questions questions;

    Previews(Jdbi jdbi, Questions questions) {
        this.jdbi = jdbi;
        this.questions = questions;
    }

    /**
     * @param everybody whether attempts of all cohorts are counted, and not only of those that the viewer leads
     * @throws ProblemException with 404 if no such revision of a question is known, with 400 if the request doesn't fit it
     */
    Preview of(PreviewRequest request, Viewer viewer, boolean everybody) {
        Question.Ref ref = request.ref();
        Effect effect = request.wanted();
        return Transactions.atOneMoment(jdbi, handle -> {
            Question text = questions.of(handle, List.of(ref)).get(ref);
            Keys keys = keys(handle, ref);
            if (text == null || keys == null) {
                throw new ProblemException(
                        AttemptError.QUESTION_UNKNOWN,
                        "No revision " + ref.revision() + " of a question " + ref.questionId() + " is known here.");
            }
            PreviewCount count = new PreviewCount(key(effect, request, text, keys.scoring()), keys.present());
            try (Stream<SeatedQuestion> seated = SeatedQuestion.of(handle, ref, viewer, everybody, ROWS_AT_A_TIME)) {
                seated.forEach(count::add);
            }
            return count.preview();
        });
    }

    private static @Nullable Keys keys(Handle handle, Question.Ref ref) {
        return handle.createQuery("""
                        SELECT key, coalesce(scoring_key, key) AS scoring_key FROM answer_key
                        WHERE question_id = :question AND revision = :revision
                        """)
                .bind("question", ref.questionId())
                .bind("revision", ref.revision())
                .map((row, context) -> new Keys(key(row, "key"), key(row, "scoring_key")))
                .findOne()
                .orElse(null);
    }

    private static AnswerKey key(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(StoredKey.read(row.getString(column)));
    }

    /** Whether a correction put the key that says how the question scores out of force. */
    private static boolean isGeneral(AnswerKey key) {
        return switch (key) {
            case CreditAllKey creditAll -> true;
            case WithdrawnKey withdrawn -> true;
            case ChoiceKey choice -> false;
            case TextKey typed -> false;
            case NumericKey numeric -> false;
            case MatchingKey matching -> false;
            case OrderingKey ordering -> false;
        };
    }

    /**
     * As question-service makes it of the same correction; but all or nothing where everybody had the credit, or nobody, when the
     * key came here first, because how the question scores isn't known then.
     */
    private static AnswerKey key(Effect effect, PreviewRequest request, Question text, AnswerKey scoring) {
        BigDecimal maximum = scoring.maximum().signum() > 0 ? scoring.maximum() : BigDecimal.ONE;
        return switch (effect) {
            case REGRADE -> request.key(text, isGeneral(scoring) ? text.keyed().anyKey(maximum) : scoring);
            case CREDIT_ALL -> new CreditAllKey(maximum);
            case WITHDRAW -> new WithdrawnKey();
        };
    }
}

package io.gradeflow.attempt.results;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.attempt.ResponseView;
import io.gradeflow.attempt.StoredKey;
import io.gradeflow.attempt.attempts.AttemptHead;
import io.gradeflow.attempt.catalog.Question;
import io.gradeflow.attempt.catalog.Questions;
import io.gradeflow.attempt.life.AttemptStatus;
import io.gradeflow.attempt.modes.Modes;
import io.gradeflow.attempt.people.Viewer;
import io.gradeflow.platform.database.Transactions;
import io.gradeflow.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reads results, each with a handful of statements that see one state of the tables. */
@ApplicationScoped
class Results {

    private final Jdbi jdbi;
    private final Modes modes;
    private final Questions questions;

    Results(Jdbi jdbi, Modes modes, Questions questions) {
        this.jdbi = jdbi;
        this.modes = modes;
        this.questions = questions;
    }

    /**
     * @throws ProblemException with 404 if there is no such attempt that the viewer may see, with 409 as long as it may not be
     *     told what was right
     */
    ResultView of(UUID attemptId, Viewer viewer) {
        return Transactions.atOneMoment(jdbi, handle -> read(handle, attemptId, viewer));
    }

    private ResultView read(Handle handle, UUID attemptId, Viewer viewer) {
        AttemptHead head =
                AttemptHead.find(handle, attemptId, viewer).orElseThrow(() -> AttemptError.unknown(attemptId));
        if (!head.tellsGrades(modes.of(head.mode()).feedback())) {
            throw later(head);
        }
        Terms terms = Terms.of(handle, attemptId);
        List<PaperRow> rows = PaperRow.of(handle, attemptId);
        Map<Question.Ref, Question> texts = questions.of(handle, head.paper());
        boolean voided = head.status() == AttemptStatus.VOIDED;
        boolean provisional =
                !voided && (!head.status().isEnded() || rows.stream().anyMatch(row -> !row.settled()));
        Score score =
                voided ? null : Score.of(rows.stream().filter(PaperRow::scored).toList());
        Scale scale = terms.scale();
        Integer scaled = score == null ? null : score.on(scale);
        Integer passMark = terms.passMark();
        return new ResultView(
                head.id(),
                terms.learnerId(),
                head.bank(),
                head.mode(),
                head.blueprint(),
                head.preview(),
                head.status(),
                head.startedAt(),
                head.deadline(),
                head.finishedAt(),
                score == null ? null : score.score(),
                score == null ? null : score.maximum(),
                score == null ? null : score.percent(),
                scaled,
                scaled == null ? null : scale,
                scaled == null ? null : passMark,
                scaled == null || passMark == null ? null : (Boolean) (scaled >= passMark),
                scaled == null ? null : Scale.LABEL,
                provisional,
                elapsed(rows),
                provisional || score == null ? null : percentile(handle, terms, head.blueprint(), score),
                CorrectedKey.of(handle, attemptId),
                voided ? List.of() : TopicResult.of(handle, attemptId, rows),
                rows.stream()
                        .map(row -> question(
                                row,
                                Objects.requireNonNull(
                                        texts.get(row.question()), "a question on a paper is never deleted"),
                                head.status().isEnded()))
                        .toList());
    }

    private static @Nullable PercentileRank percentile(
            Handle handle, Terms terms, @Nullable String blueprint, Score score) {
        return blueprint == null || score.maximum().signum() == 0
                ? null
                : PercentileRank.of(handle, terms.bankId(), blueprint, score);
    }

    private static @Nullable Long elapsed(List<PaperRow> rows) {
        return rows.stream()
                .map(PaperRow::elapsedMillis)
                .filter(Objects::nonNull)
                .reduce(Long::sum)
                .orElse(null);
    }

    /** @param ended without it, nothing of the key of what isn't graded and so can still be answered */
    private static ResultView.Question question(PaperRow row, Question text, boolean ended) {
        PaperRow.Grade grade = ended || row.isAnswered() ? row.grade() : null;
        boolean tells = ended || grade != null;
        return new ResultView.Question(
                row.position(),
                row.question().questionId(),
                row.question().revision(),
                text.kind(),
                text.stem(),
                row.ticked(),
                ResponseView.of(row.response()),
                status(row),
                row.flagged(),
                row.elapsedMillis(),
                row.scored(),
                grade == null ? null : grade.score(),
                tells ? row.maximum() : null,
                grade == null ? null : (Boolean) grade.correct(),
                tells ? row.right() : null,
                tells ? StoredKey.view(row.key()) : null,
                tells ? row.explanation() : null);
    }

    private static ResultView.AnswerStatus status(PaperRow row) {
        if (!row.isAnswered()) {
            return ResultView.AnswerStatus.UNANSWERED;
        }
        return row.grade() == null ? ResultView.AnswerStatus.PENDING : ResultView.AnswerStatus.GRADED;
    }

    private static ProblemException later(AttemptHead head) {
        if (head.status() == AttemptStatus.VOIDED) {
            return new ProblemException(AttemptError.ATTEMPT_VOIDED, "It counts nowhere and has no results.");
        }
        if (head.examElsewhere()) {
            return new ProblemException(
                    AttemptError.RESULTS_LATER,
                    "An exam over " + head.bank() + " is open; nothing of this bank is told until it is over.");
        }
        if (head.deadline() == null) {
            return new ProblemException(AttemptError.RESULTS_LATER, "They come when the attempt is finished.");
        }
        return new ProblemException(
                        AttemptError.RESULTS_LATER,
                        "They come when the attempt is finished, or by itself after its deadline.")
                .with("deadline", head.deadline().toString());
    }
}

package io.gradeflow.attempt.attempts;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.attempt.catalog.Question;
import io.gradeflow.attempt.catalog.Questions;
import io.gradeflow.attempt.modes.ChoiceOrder;
import io.gradeflow.attempt.modes.Modes;
import io.gradeflow.attempt.people.Viewer;
import io.gradeflow.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reads attempts for their view. */
@ApplicationScoped
class AttemptReader {

    private final Modes modes;
    private final Questions questions;
    private final InstantSource clock;

    AttemptReader(Modes modes, Questions questions, InstantSource clock) {
        this.modes = modes;
        this.questions = questions;
        this.clock = clock;
    }

    /** @throws ProblemException with 404 if there is none that the viewer may see */
    AttemptView read(Handle handle, UUID attemptId, Viewer viewer) {
        AttemptHead head =
                AttemptHead.find(handle, attemptId, viewer).orElseThrow(() -> AttemptError.unknown(attemptId));
        return view(
                head,
                questions.of(handle, head.paper()),
                PaperAnswer.of(handle, attemptId),
                PaperMark.of(handle, attemptId));
    }

    /** An attempt of which nothing can have been answered yet; mostly without a look at the database. */
    AttemptView untouched(Jdbi jdbi, AttemptHead head) {
        return view(head, questions.of(jdbi, head.paper()), Map.of(), Map.of());
    }

    private AttemptView view(
            AttemptHead head,
            Map<Question.Ref, Question> texts,
            Map<Integer, PaperAnswer> answers,
            Map<Integer, PaperMark> marks) {
        boolean tellsGrades = head.tellsGrades(modes.of(head.mode()).feedback());
        List<AttemptView.Question> shown = new ArrayList<>(head.paper().size());
        for (int position = 1; position <= head.paper().size(); position++) {
            Question.Ref ref = head.paper().get(position - 1);
            Question text = Objects.requireNonNull(texts.get(ref), "a question on a paper is never deleted");
            PaperMark mark = marks.getOrDefault(position, PaperMark.NONE);
            shown.add(question(head, position, ref, text, mark, answers.get(position), tellsGrades));
        }
        return new AttemptView(
                head.id(),
                head.bank(),
                head.mode(),
                head.blueprint(),
                head.sittingId(),
                head.preview(),
                head.status(),
                head.startedAt(),
                head.deadline(),
                head.finishedAt(),
                clock.instant(),
                totals(shown.size(), answers.values(), tellsGrades),
                shown);
    }

    private static AttemptView.Question question(
            AttemptHead head,
            int position,
            Question.Ref ref,
            Question text,
            PaperMark mark,
            @Nullable PaperAnswer answer,
            boolean tellsGrades) {
        return new AttemptView.Question(
                position,
                ref.questionId(),
                ref.revision(),
                text.kind(),
                text.stem(),
                shown(ChoiceOrder.of(head.seed(), ref.questionId(), text)),
                text.prompts().isEmpty() ? null : shown(text.prompts()),
                new AttemptView.Select(text.selectMin(), text.selectMax()),
                status(answer, tellsGrades),
                mark.flagged(),
                mark.elapsedMillis(),
                mark.seq(),
                answer == null ? null : answer.view(tellsGrades));
    }

    private static List<AttemptView.Choice> shown(List<Question.Choice> choices) {
        return choices.stream()
                .map(choice -> new AttemptView.Choice(choice.id(), choice.text()))
                .toList();
    }

    private static AttemptView.AnswerStatus status(@Nullable PaperAnswer answer, boolean tellsGrades) {
        if (answer == null) {
            return AttemptView.AnswerStatus.UNANSWERED;
        }
        if (!tellsGrades) {
            return AttemptView.AnswerStatus.ANSWERED;
        }
        return answer.isGraded() ? AttemptView.AnswerStatus.GRADED : AttemptView.AnswerStatus.PENDING;
    }

    private static AttemptView.Totals totals(int questions, Collection<PaperAnswer> answers, boolean tellsGrades) {
        if (!tellsGrades) {
            return AttemptView.Totals.hidden(questions, answers.size());
        }
        return AttemptView.Totals.of(
                questions,
                answers.size(),
                answers.stream()
                        .map(PaperAnswer::points)
                        .flatMap(Optional::stream)
                        .toList());
    }
}

package io.gradeflow.attempt.answering;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.attempt.catalog.Question;
import io.gradeflow.attempt.catalog.Questions;
import io.gradeflow.platform.database.GroupCommit;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Carries out submissions of many learners in one transaction, with the same few statements for one and for hundreds. */
@ApplicationScoped
class AnswerBatch implements GroupCommit.Batch<Submission, Outcome> {

    private final Questions questions;
    private final AnswerRules rules;
    private final InstantSource clock;

    AnswerBatch(Questions questions, AnswerRules rules, InstantSource clock) {
        this.questions = questions;
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public List<Outcome> apply(Handle handle, List<Submission> submissions) {
        Map<Submission, AskedQuestion> held = AnswerTables.hold(handle, submissions);
        // After the rows are held: what was waited for lies before it.
        Instant now = clock.instant();
        // The marks first: whoever stores a version here and holds the mark is waited for, so that the look at the
        // versions, which begins afterwards, sees what the mark tells of. For a first mark see AnswerTables.mark.
        Map<Submission, PositionMark> marks = AnswerTables.marks(handle, submissions);
        Map<Submission, NewestVersion> newest = AnswerTables.newest(handle, submissions);
        Map<Submission, LastLate> late = AnswerTables.lastLate(
                handle,
                held.entrySet().stream()
                        .filter(asked -> rules.isTimeUp(asked.getValue(), now))
                        .map(Map.Entry::getKey)
                        .toList());
        Map<Question.Ref, Question> texts = questions.of(
                handle,
                held.values().stream()
                        .map(AskedQuestion::question)
                        .filter(Objects::nonNull)
                        .toList());
        Map<Submission, Outcome> outcomes = new LinkedHashMap<>();
        for (Submission submission : submissions) {
            AskedQuestion asked = held.get(submission);
            outcomes.put(
                    submission,
                    asked == null
                            ? new Outcome.Refused(AttemptError.unknown(submission.attemptId()))
                            : rules.decide(
                                    submission,
                                    asked,
                                    asked.question() == null ? null : texts.get(asked.question()),
                                    newest.get(submission),
                                    marks.getOrDefault(submission, PositionMark.UNTOUCHED),
                                    late.getOrDefault(submission, LastLate.NONE),
                                    now));
        }
        write(handle, outcomes, marks.keySet(), now);
        return List.copyOf(outcomes.values());
    }

    /** @param marked submissions whose positions bear a mark already */
    private static void write(Handle handle, Map<Submission, Outcome> outcomes, Set<Submission> marked, Instant now) {
        List<StoredAnswer> stored = new ArrayList<>();
        List<AnswerTables.Marked> marks = new ArrayList<>();
        List<AnswerTables.Late> late = new ArrayList<>();
        outcomes.forEach((submission, outcome) -> {
            switch (outcome) {
                case Outcome.Acknowledged acknowledged -> {
                    if (acknowledged.stored() != null) {
                        stored.add(acknowledged.stored());
                    }
                    if (acknowledged.markChanged()) {
                        marks.add(
                                new AnswerTables.Marked(submission, acknowledged.mark(), !marked.contains(submission)));
                    }
                }
                case Outcome.Late tooLate -> late.add(new AnswerTables.Late(submission, tooLate));
                case Outcome.Refused _ -> {}
            }
        });
        AnswerTables.store(handle, stored);
        AnswerTables.mark(handle, marks, now);
        AnswerTables.keepLate(handle, late);
    }
}

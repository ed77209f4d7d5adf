package io.gradeflow.question.exporting.writers;

import io.gradeflow.events.QuestionPublished.Choice;
import io.gradeflow.events.QuestionPublished.Kind;
import io.gradeflow.grading.AnswerKey;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Draft.DraftChoice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A draft that is being changed. */
final class DraftEdit {

    @Nullable
    String externalId;

    Kind kind;
    String stem;
    List<DraftChoice> choices;
    List<Choice> prompts;
    int selectMin;
    int selectMax;
    AnswerKey key;
    List<String> topics;

    @Nullable
    String explanation;

    DraftEdit(Draft draft) {
        externalId = draft.externalId();
        kind = draft.kind();
        stem = draft.stem();
        choices = draft.choices();
        prompts = draft.prompts();
        selectMin = draft.selectMin();
        selectMax = draft.selectMax();
        key = draft.key();
        topics = draft.topics();
        explanation = draft.explanation();
    }

    Draft draft() {
        return new Draft(externalId, kind, stem, choices, prompts, selectMin, selectMax, key, topics, explanation);
    }
}

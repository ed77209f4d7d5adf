package io.gradeflow.question.comparing;

import com.fasterxml.jackson.annotation.JsonValue;
import io.gradeflow.events.QuestionPublished.Kind;
import io.gradeflow.events.QuestionPublished.SelectionCount;
import io.gradeflow.platform.keys.KeyView;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What sets two revisions of a question apart. */
@Schema(name = "RevisionDiff", example = """
        {"from": 1, "to": 2, "changed": ["stem", "key"],
         "stem": [{"op": "same", "text": "Which metric counts "}, {"op": "removed", "text": "missed"}, {"op": "added", "text": "false"},
          {"op": "same", "text": " positives?"}],
         "choices": [{"before": "A", "after": "A", "text": [{"op": "same", "text": "Recall"}], "correctBefore": true,
           "correctAfter": false},
          {"before": "B", "after": "B", "text": [{"op": "same", "text": "Precision"}], "correctBefore": false, "correctAfter": true}],
         "prompts": [], "explanation": [],
         "kind": {"before": "SINGLE", "after": "SINGLE"}, "select": {"before": {"min": 1, "max": 1}, "after": {"min": 1, "max": 1}},
         "key": {"before": {"kind": "choice", "choices": ["A"], "policy": "all-or-nothing", "maximum": 1},
          "after": {"kind": "choice", "choices": ["B"], "policy": "all-or-nothing", "maximum": 1}},
         "topics": {"before": ["modeling/metrics"], "after": ["modeling/metrics"]}}""")
record DiffView(
        int from,
        int to,

        @Schema(
                description =
                        "What differs: `kind`, `stem`, `choices`, `prompts`, `select`, `key`, `explanation`, `topics`")
        List<String> changed,

        @Schema(description = "Of the wording in both revisions, word by word, as plain text and never as markup")
        List<Part> stem,

        @Schema(description = "In the order of the later revision, and then those that it has no more")
        List<Item> choices,

        @Schema(description = "The same of the prompts of a matching question")
        List<Item> prompts,

        List<Part> explanation,
        Both<Kind> kind,
        Both<SelectionCount> select,

        @Schema(description = "The keys in force, with all corrections")
        Both<KeyView> key,

        @Schema(
                description =
                        "The topics that the question had when each revision was made; left out for a revision that is"
                                + " older than the record of that")
        Both<List<String>> topics) {

    enum Op {
        SAME,
        REMOVED,
        ADDED;

        @JsonValue
        String lowerCase() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Schema(name = "DiffPart")
    record Part(Op op, String text) {}

    /**
     * @param before the id in the earlier revision; null where that hasn't it
     * @param after the id in the later revision; null where that hasn't it
     */
    @Schema(name = "DiffItem")
    record Item(
            @Nullable String before,
            @Nullable String after,
            List<Part> text,
            @Nullable Boolean correctBefore,
            @Nullable Boolean correctAfter) {}

    @Schema(name = "DiffBoth")
    record Both<T>(@Nullable T before, @Nullable T after) {

        boolean differs() {
            return !Objects.equals(before, after);
        }
    }
}

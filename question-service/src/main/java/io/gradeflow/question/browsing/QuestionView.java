package io.gradeflow.question.browsing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gradeflow.events.QuestionPublished;
import io.gradeflow.platform.keys.KeyView;
import io.gradeflow.question.QuestionState;
import io.gradeflow.question.finding.Search;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A revision of a question with its key.
 *
 * @param bank the bank's slug
 * @param state of the question, whichever revision this is
 * @param choices each with whether the key in force names it, where choices are ticked; none where everybody has the credit, or
 *     nobody. Empty where the answer is typed
 * @param prompts what the choices are put to, where the question is a matching one
 * @param topics paths, sorted
 * @param key the one in force
 * @param keyVersion counts from 1; each correction adds one
 * @param corrected whether the key isn't the one that the revision was published with
 * @param marks where the words stand that were looked for; null where none were
 */
@Schema(example = """
        {"id": "6f1c2a7e-6a38-4f0e-9d5e-0b8f2a3f1c11", "externalId": "mle-001", "bank": "aws-ml-engineer", "revision": 1,
         "state": "PUBLISHED", "kind": "SINGLE", "stem": "Which metric ...?",
         "choices": [{"id": "A", "text": "Recall", "correct": true}, {"id": "B", "text": "Precision", "correct": false}],
         "select": {"min": 1, "max": 1}, "topics": ["modeling/metrics"], "explanation": "Recall counts ...",
         "key": {"kind": "choice", "choices": ["A"], "policy": "all-or-nothing", "maximum": 1}, "keyVersion": 1, "corrected": false}""")
public record QuestionView(
        UUID id,
        @Nullable String externalId,
        String bank,
        int revision,
        QuestionState state,
        QuestionPublished.Kind kind,
        String stem,
        List<Choice> choices,
        @Nullable List<QuestionPublished.Choice> prompts,
        QuestionPublished.SelectionCount select,
        List<String> topics,
        @Nullable String explanation,
        KeyView key,
        int keyVersion,
        boolean corrected,
        @Nullable Marks marks) {

    private static final JsonMapper JSON = new JsonMapper();

    /** Changes with whatever is shown here, whoever changes it and how. */
    public String etag() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(JSON.writeValueAsBytes(this));
            return '"' + HexFormat.of().formatHex(digest, 0, 16) + '"';
        } catch (NoSuchAlgorithmException | JsonProcessingException e) {
            throw new IllegalStateException("every Java platform has SHA-256, and a view can be written", e);
        }
    }

    /**
     * Where words stand in the texts, by places and never as markup: whoever shows a text cuts it there, and escapes each piece.
     *
     * @param choices by the ids of choices; only those with a mark
     * @param prompts by the ids of prompts; only those with a mark
     */
    @Schema(name = "Marks", example = """
            {"stem": [{"start": 6, "end": 12}], "choices": {"B": [{"start": 0, "end": 9}]}, "prompts": {}}""")
    public record Marks(
            List<Search.Mark> stem, Map<String, List<Search.Mark>> choices, Map<String, List<Search.Mark>> prompts) {}

    /** The same with marks, where something is looked for. */
    QuestionView marked(@Nullable Search search) {
        if (search == null) {
            return this;
        }
        Map<String, List<Search.Mark>> inChoices = new TreeMap<>();
        choices.forEach(choice -> mark(search, choice.id(), choice.text(), inChoices));
        Map<String, List<Search.Mark>> inPrompts = new TreeMap<>();
        if (prompts != null) {
            prompts.forEach(prompt -> mark(search, prompt.id(), prompt.text(), inPrompts));
        }
        return new QuestionView(
                id,
                externalId,
                bank,
                revision,
                state,
                kind,
                stem,
                choices,
                prompts,
                select,
                topics,
                explanation,
                key,
                keyVersion,
                corrected,
                new Marks(search.marks(stem), inChoices, inPrompts));
    }

    private static void mark(Search search, String id, String text, Map<String, List<Search.Mark>> marks) {
        List<Search.Mark> found = search.marks(text);
        if (!found.isEmpty()) {
            marks.put(id, found);
        }
    }

    public record Choice(String id, String text, @Nullable Boolean correct) {}
}

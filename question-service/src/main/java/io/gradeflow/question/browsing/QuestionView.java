package io.gradeflow.question.browsing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gradeflow.events.QuestionPublished;
import io.gradeflow.platform.keys.KeyView;
import io.gradeflow.question.QuestionState;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
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
        boolean corrected) {

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

    public record Choice(String id, String text, @Nullable Boolean correct) {}
}

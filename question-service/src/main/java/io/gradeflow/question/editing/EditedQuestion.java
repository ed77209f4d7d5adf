package io.gradeflow.question.editing;

import io.gradeflow.question.browsing.QuestionView;
import io.gradeflow.question.formats.Problem;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A question after a change, and what its author should look at. */
@Schema(example = """
        {"question": {"id": "6f1c2a7e-6a38-4f0e-9d5e-0b8f2a3f1c11", "bank": "aws-ml-engineer", "revision": 2, "state": "PUBLISHED",
          "kind": "TRUE_FALSE", "stem": "Recall counts false positives.", "choices": [{"id": "true", "text": "True", "correct": false},
          {"id": "false", "text": "False", "correct": true}], "select": {"min": 1, "max": 1}, "topics": ["modeling/metrics"],
          "key": {"kind": "choice", "choices": ["false"], "policy": "all-or-nothing", "maximum": 1}, "keyVersion": 1, "corrected": false},
         "warnings": [{"code": "key-changed", "message": "Only the key differs ..."}]}""")
record EditedQuestion(QuestionView question, List<Warning> warnings) {

    /** @param code stable, for programs; as in reports of imports */
    record Warning(String code, String message) {}

    static EditedQuestion of(QuestionView question, List<Problem> warnings) {
        return new EditedQuestion(
                question,
                warnings.stream()
                        .map(problem -> new Warning(problem.code(), problem.message()))
                        .toList());
    }
}

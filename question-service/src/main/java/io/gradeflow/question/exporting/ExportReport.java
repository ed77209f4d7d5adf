package io.gradeflow.question.exporting;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a format can't hold of a bank. Written a question at a time; this is its form.
 *
 * @param questions those that are not whole, in the order of the bank
 * @param whole how many questions the file has just as the bank
 * @param changed how many it has in another way
 * @param leftOut how many it doesn't have
 */
@Schema(example = """
        {"format": "gift", "questions": [{"number": 3, "questionId": "6f1c2a7e-6a38-4f0e-9d5e-0b8f2a3f1c11",
         "externalId": "mle-003", "leftOut": false, "losses": [{"code": "policy-changed",
         "message": "It is scored all-or-nothing, which is written as weights: each right choice earns 1/2, and a wrong one takes all away."}]}],
         "whole": 61, "changed": 16, "leftOut": 0}""")
record ExportReport(String format, List<QuestionLosses> questions, int whole, int changed, int leftOut) {}

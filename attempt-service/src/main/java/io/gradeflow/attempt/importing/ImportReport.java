package io.gradeflow.attempt.importing;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What became of a stream of responses.
 *
 * @param lines those that hold a response, or should: {@code stored + repeated + bad}
 * @param stored responses that are new here; they are graded from now on
 * @param repeated responses that were stored before, by this stream or an earlier one, and changed nothing
 * @param bad lines of which nothing was stored
 * @param attempts those that began or grew, in this stream or in an earlier one that broke off, and are over now
 * @param verdicts one for each bad line, in the order of the stream; the first 1,000
 */
@Schema(example = """
        {"lines": 3, "stored": 1, "repeated": 1, "bad": 1, "attempts": 1, "verdicts": [
         {"line": 3, "externalId": "quiz-7/ada/q-19", "field": "question", "code": "question-unknown",
          "message": "The bank aws-ml-engineer has no question q-19; import it first, or correct the line."}]}""")
record ImportReport(long lines, long stored, long repeated, long bad, long attempts, List<Verdict> verdicts) {}

package io.gradeflow.platform.setaside;

import io.gradeflow.platform.setaside.SetAsideEvent.Place;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What became of a replay.
 *
 * @param applied how many are applied now
 * @param refused those that are not, each with the reason
 * @param left how many of what was asked for this call did not come to; call again
 */
@Schema(example = """
        {"applied": 41, "refused": [{"event": {"topic": "answers-graded", "partition": 3, "offset": 1042},
         "reason": "not a AnswerGraded: Unrecognized token 'poison'"}], "left": 0}""")
record SetAsideReport(int applied, List<Refused> refused, int left) {

    @Schema(name = "SetAsideRefusal")
    record Refused(Place event, String reason) {}
}

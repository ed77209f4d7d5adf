package io.gradeflow.attempt.answering;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** @param choices the ids of the choices ticked; none clears the answer */
@Schema(example = """
        {"choices": ["B"]}""")
record AnswerRequest(@Nullable List<String> choices) {}

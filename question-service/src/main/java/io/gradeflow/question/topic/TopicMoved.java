package io.gradeflow.question.topic;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of a topic. */
@Schema(example = """
        {"path": "modeling/evaluation/metrics", "topics": 3, "questions": 41, "tagged": 0, "published": true}""")
record TopicMoved(
        @Schema(description = "Where it stands now; of a merged one the topic that it went up in")
        String path,

        @Schema(description = "How many topics changed their place: this one and those below it")
        int topics,

        @Schema(description = "How many questions stand there or below, each once")
        int questions,

        @Schema(description = "How many questions have another topic, because theirs went up in it")
        int tagged,

        @Schema(description = "Whether the other services know of it already; if not, they follow by themselves")
        boolean published) {}

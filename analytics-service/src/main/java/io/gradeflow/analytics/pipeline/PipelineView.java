package io.gradeflow.analytics.pipeline;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The way of answers, in the whole system.
 *
 * @param at when it was looked at
 * @param windowSeconds over how long the rates are taken; 0 right after the start, when there are none
 */
@Schema(example = """
        {"at": "2026-01-31T09:30:00Z", "windowSeconds": 60, "lanes": [{"lane": "live", "submittedPerSecond": 41.5,
         "gradedPerSecond": 41.4, "countedPerSecond": 41.4, "waitingForGraders": {"records": 3, "oldestSeconds": 0.02},
         "waitingToBeCounted": {"records": 0, "oldestSeconds": 0}}], "graders": [{"lane": "live",
         "member": "kafka-consumer-answers-submitted-1f2e", "host": "/10.1.0.17", "partitions": [0, 1, 2, 3]}]}""")
record PipelineView(Instant at, long windowSeconds, List<LaneFlow> lanes, List<Grader> graders) {

    /**
     * One lane.
     *
     * @param lane {@code live}: what learners give now; {@code slow}: what is graded anew or loaded in bulk
     * @param submittedPerSecond answers that came in
     * @param gradedPerSecond grades that graders gave
     * @param countedPerSecond grades that were counted in figures
     * @param waitingForGraders null while the broker doesn't say
     * @param waitingToBeCounted null while the broker doesn't say
     */
    record LaneFlow(
            String lane,
            @Nullable Double submittedPerSecond,
            @Nullable Double gradedPerSecond,
            @Nullable Double countedPerSecond,
            @Nullable Waiting waitingForGraders,
            @Nullable Waiting waitingToBeCounted) {}

    /** @param oldestSeconds for how long the first of them has stood in its topic; 0 where none waits */
    record Waiting(long records, double oldestSeconds) {}

    /**
     * A grader's share of a lane. Each grader is a member of both lanes.
     *
     * @param host as the broker sees it
     * @param partitions of the lane's topic, that are its own now
     */
    record Grader(String lane, String member, String host, List<Integer> partitions) {}
}

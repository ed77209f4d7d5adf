package io.gradeflow.analytics.pipeline;

import io.gradeflow.analytics.pipeline.PipelineView.Waiting;
import io.gradeflow.platform.http.CsvTable;
import org.jspecify.annotations.Nullable;

/** What is under way as tables. */
final class PipelineTables {

    private PipelineTables() {}

    /** A row a lane. */
    static CsvTable ofLanes(PipelineView view) {
        CsvTable table = new CsvTable(
                "lane",
                "submittedPerSecond",
                "gradedPerSecond",
                "countedPerSecond",
                "waitingForGraders",
                "waitingForGradersSeconds",
                "waitingToBeCounted",
                "waitingToBeCountedSeconds");
        view.lanes()
                .forEach(lane -> table.row(
                        lane.lane(),
                        lane.submittedPerSecond(),
                        lane.gradedPerSecond(),
                        lane.countedPerSecond(),
                        records(lane.waitingForGraders()),
                        seconds(lane.waitingForGraders()),
                        records(lane.waitingToBeCounted()),
                        seconds(lane.waitingToBeCounted())));
        return table;
    }

    /** A row a grader's share of a lane. */
    static CsvTable ofGraders(PipelineView view) {
        CsvTable table = new CsvTable("lane", "member", "host", "partitions");
        view.graders().forEach(grader -> table.row(grader.lane(), grader.member(), grader.host(), grader.partitions()));
        return table;
    }

    private static @Nullable Long records(@Nullable Waiting waiting) {
        return waiting == null ? null : (Long) waiting.records();
    }

    private static @Nullable Double seconds(@Nullable Waiting waiting) {
        return waiting == null ? null : (Double) waiting.oldestSeconds();
    }
}

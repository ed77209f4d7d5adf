package io.gradeflow.analytics.pipeline;

import io.gradeflow.platform.http.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/analytics/pipeline")
@Tag(name = "Operating")
@RunOnVirtualThread
class PipelineResource {

    private final Pipeline pipeline;

    PipelineResource(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @GET
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            summary = "What is under way between an answer and its figures",
            description =
                    "Per lane: how much comes in, is graded and is counted each second, over the last minute; how much waits for"
                            + " graders and to be counted, and for how long the first of it; and the graders with their partitions. It"
                            + " is of the whole system, whichever instance tells it.")
    public PipelineView pipeline() {
        return pipeline.view();
    }
}

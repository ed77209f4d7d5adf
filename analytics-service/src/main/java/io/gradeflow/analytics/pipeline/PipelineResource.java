package io.gradeflow.analytics.pipeline;

import io.gradeflow.analytics.query.Parameters;
import io.gradeflow.platform.http.Csv;
import io.gradeflow.platform.http.CsvTable;
import io.gradeflow.platform.http.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/analytics/pipeline")
@Tag(name = "Operating")
@RolesAllowed(Roles.ADMIN)
@RunOnVirtualThread
class PipelineResource {

    private final Pipeline pipeline;

    PipelineResource(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "What is under way between an answer and its figures",
            description =
                    "Per lane: how much comes in, is graded and is counted each second, over the last minute; how much waits for"
                            + " graders and to be counted, and for how long the first of it; and the graders with their partitions. It"
                            + " is of the whole system, whichever instance tells it.\n\n"
                            + "`Accept: text/csv` gives a table: of lanes or of graders.")
    @Parameter(
            name = "table",
            in = ParameterIn.QUERY,
            description = "Which table `text/csv` gives: lanes, which is usual, or graders",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "What is under way; text/csv gives one of its tables",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = PipelineView.class)),
                @Content(
                        mediaType = CsvTable.MEDIA_TYPE,
                        schema = @Schema(type = SchemaType.STRING),
                        example = "lane,submittedPerSecond,gradedPerSecond,countedPerSecond,waitingForGraders,...")
            })
    public PipelineView pipeline() {
        return pipeline.view();
    }

    @GET
    @Produces(CsvTable.ON_REQUEST)
    @Operation(hidden = true)
    public Response csv(@QueryParam("table") @Nullable String table) {
        return switch (Parameters.table(table, "lanes", "graders")) {
            case "graders" -> Csv.response(PipelineTables.ofGraders(pipeline.view()), "graders.csv");
            default -> Csv.response(PipelineTables.ofLanes(pipeline.view()), "lanes.csv");
        };
    }
}

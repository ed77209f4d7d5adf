package io.gradeflow.attempt.results;

import io.gradeflow.attempt.people.Viewers;
import io.gradeflow.platform.audit.Audited;
import io.gradeflow.platform.http.Csv;
import io.gradeflow.platform.http.CsvTable;
import io.gradeflow.platform.http.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/attempts/{id}/results")
@Tag(name = "Results")
@RunOnVirtualThread
class ResultResource {

    private final Results results;
    private final Viewers viewers;

    ResultResource(Results results, Viewers viewers) {
        this.results = results;
        this.viewers = viewers;
    }

    @GET
    @Audited
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.LEARNER, Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(
            summary = "What came of an attempt",
            description =
                    "A learner's own; an instructor sees those of own cohorts as well, an admin all. In practice and review"
                            + " also while it runs, for the answers that are graded. The score counts what is blank as nothing."
                            + " `provisional` is true until every grade of the paper under the newest key is in. The scaled"
                            + " score is rounded down, so that it reaches the pass mark exactly when the attempt is passed. A voided"
                            + " attempt has no score. `percentile` compares with attempts on the same blueprint, once there are five.")
    @APIResponse(
            responseCode = "200",
            description = "The results; text/csv gives the table of questions",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ResultView.class)),
                @Content(
                        mediaType = CsvTable.MEDIA_TYPE,
                        schema = @Schema(type = SchemaType.STRING),
                        example = "position,questionId,revision,stem,choices,status,...")
            })
    @APIResponse(responseCode = "404", description = "There is no such attempt that the caller may see")
    @APIResponse(
            responseCode = "409",
            description =
                    "`results-later`: nothing may be told yet; the problem says when, with the `deadline` if there is one."
                            + " `attempt-voided`: the exam counts nowhere")
    public ResultView results(@PathParam("id") UUID id) {
        return results.of(id, viewers.current());
    }

    @GET
    @Audited
    @Produces(CsvTable.ON_REQUEST)
    @RolesAllowed({Roles.LEARNER, Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(hidden = true)
    public Response csv(@PathParam("id") UUID id) {
        return Csv.response(QuestionTable.of(results.of(id, viewers.current()).questions()), "attempt-" + id + ".csv");
    }
}

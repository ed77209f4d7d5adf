package io.gradeflow.attempt.life;

import io.gradeflow.attempt.people.Viewers;
import io.gradeflow.platform.http.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/attempts/{id}")
@Tag(name = "Exam day")
@RunOnVirtualThread
class StaffMoveResource {

    @Schema(example = """
            {"reason": "fire alarm"}""")
    record VoidRequest(@Nullable String reason) {}

    /** @param minutes from now to the deadline; for attempts that have one */
    @Schema(example = """
            {"reason": "the network was down", "minutes": 20}""")
    record ReopenRequest(@Nullable String reason, @Nullable Integer minutes) {}

    private final StaffMoves moves;
    private final Viewers viewers;

    StaffMoveResource(StaffMoves moves, Viewers viewers) {
        this.moves = moves;
        this.viewers = viewers;
    }

    @POST
    @Path("void")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(
            summary = "Take an attempt out of all figures",
            description = "One of a cohort that the caller leads. A sitting gives its learner another attempt instead.")
    @APIResponse(responseCode = "204", description = "It counts nowhere")
    @APIResponse(responseCode = "409", description = "It is voided already")
    public void voidAttempt(@PathParam("id") UUID id, @Nullable VoidRequest request) {
        moves.voidAttempt(id, request == null ? null : request.reason(), viewers.current());
    }

    @POST
    @Path("reopen")
    @RolesAllowed({Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(
            summary = "Let a learner go on with an attempt that is over",
            description =
                    "One of a cohort that the caller leads, with `minutes` from now on where it has a deadline. If its mode"
                            + " tells results at the end, its learner may have seen them.")
    @APIResponse(responseCode = "204", description = "It is open")
    @APIResponse(
            responseCode = "409",
            description = "It isn't over, or its learner has another exam over the bank open")
    public void reopen(@PathParam("id") UUID id, @Nullable ReopenRequest request) {
        moves.reopen(
                id,
                request == null ? null : request.reason(),
                request == null ? null : request.minutes(),
                viewers.current());
    }

    @GET
    @Path("journal")
    @RolesAllowed({Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(
            summary = "What the staff did to an attempt, and why",
            description =
                    "The first deed first: `EXTRA_TIME`, also what the attempt started with, `CLOSING_MOVED`, `VOIDED`,"
                            + " `REOPENED`, `LATE_ACCEPTED`, and `RESTORED` by nobody. `detail` says how the deadline moved. For those who lead one of the"
                            + " attempt's cohorts.")
    public List<Journal.Entry> journal(@PathParam("id") UUID id) {
        return moves.journal(id, viewers.current());
    }
}

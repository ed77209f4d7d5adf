package io.gradeflow.attempt.attempts;

import io.gradeflow.platform.http.Caller;
import io.gradeflow.platform.http.Roles;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/attempts")
@Tag(name = "Attempts")
@RunOnVirtualThread
class AttemptResource {

    private final Attempts attempts;
    private final Caller caller;

    AttemptResource(Attempts attempts, Caller caller) {
        this.attempts = attempts;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.LEARNER)
    @Operation(
            summary = "Start an attempt",
            description =
                    "Draws questions from the bank's newest revision. Whoever saw an import succeed gets its questions.")
    @APIResponse(responseCode = "201", description = "The attempt; Location names it")
    @APIResponse(
            responseCode = "503",
            description = "The bank's newest questions are still on their way; see Retry-After")
    public Response start(@Nullable AttemptRequest request) {
        if (request == null) {
            throw new ProblemException(
                    PlatformError.BODY_MISSING,
                    "Send {\"bank\": \"...\", \"mode\": \"practice\"} as application/json.");
        }
        AttemptView attempt = attempts.start(caller.id(), request.validated());
        return Response.created(URI.create("/api/v1/attempts/" + attempt.id()))
                .entity(attempt)
                .build();
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.LEARNER, Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(summary = "The attempt with the state of each answer and the totals")
    public AttemptView view(@PathParam("id") UUID id) {
        boolean staff = caller.hasRole(Roles.INSTRUCTOR) || caller.hasRole(Roles.ADMIN);
        return attempts.view(id, staff ? null : caller.id());
    }

    @POST
    @Path("{id}/finish")
    @RolesAllowed(Roles.LEARNER)
    @Operation(
            summary = "Finish the attempt",
            description = "Answering later is refused. Finishing again changes nothing.")
    public AttemptView finish(@PathParam("id") UUID id) {
        return attempts.finish(id, caller.id());
    }
}

package io.gradeflow.attempt.attempts;

import io.gradeflow.attempt.life.Lifecycle;
import io.gradeflow.attempt.modes.Modes;
import io.gradeflow.attempt.people.Viewer;
import io.gradeflow.attempt.people.Viewers;
import io.gradeflow.attempt.presence.Presence;
import io.gradeflow.platform.http.Caller;
import io.gradeflow.platform.http.Roles;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/attempts")
@Tag(name = "Attempts")
@RunOnVirtualThread
class AttemptResource {

    private final Attempts attempts;
    private final Lifecycle lifecycle;
    private final Modes modes;
    private final Caller caller;
    private final Viewers viewers;
    private final Presence presence;

    AttemptResource(
            Attempts attempts, Lifecycle lifecycle, Modes modes, Caller caller, Viewers viewers, Presence presence) {
        this.attempts = attempts;
        this.lifecycle = lifecycle;
        this.modes = modes;
        this.caller = caller;
        this.viewers = viewers;
        this.presence = presence;
    }

    @POST
    @RolesAllowed({Roles.LEARNER, Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(
            summary = "Start an attempt",
            description =
                    "Draws questions from the bank's newest revision. Whoever saw an import succeed gets its questions."
                            + " An exam names a blueprint and ends at its deadline by itself; while it is open, its learner"
                            + " can use the bank for nothing else. A sitting says all that an exam is, so only `sitting` and, where it"
                            + " needs one, `accessCode` are sent. What authors, instructors and admins start is a preview,"
                            + " which no figure counts.")
    @APIResponse(responseCode = "201", description = "The attempt; Location names it")
    @APIResponse(
            responseCode = "409",
            description =
                    "The bank can't give such an attempt, or an exam over it is open; `learner-erased`: what was stored of"
                            + " the learner is")
    @APIResponse(responseCode = "422", description = "The Idempotency-Key belongs to another request")
    @APIResponse(
            responseCode = "503",
            description =
                    "The bank's newest questions are still on their way, or the sitting is being changed; see Retry-After")
    public Response start(
            @Parameter(
                            description =
                                    "The same request under the same key is carried out once: sent again, it gives the attempt that"
                                            + " it made, also where it could make none any more",
                            example = "8f14e45f-ceea")
                    @HeaderParam("Idempotency-Key")
                    @Nullable
                    String idempotencyKey,
            @Nullable AttemptRequest request) {
        if (request == null) {
            throw new ProblemException(
                    PlatformError.BODY_MISSING,
                    "Send {\"bank\": \"...\", \"mode\": \"practice\"} as application/json.");
        }
        AttemptRequest.Asked asked = request.validated(modes);
        IdempotencyKey key = IdempotencyKey.of(idempotencyKey, request);
        // Only a sitting asks for cohorts before the attempt is stored, so nothing else pays for the look.
        List<String> cohorts = asked instanceof AttemptRequest.Asked.OfSitting ? viewers.memberships() : List.of();
        Attempts.Starter starter = new Attempts.Starter(viewers.told(), caller.isStaff(), cohorts, viewers.current());
        AttemptView attempt = attempts.start(starter, asked, key);
        presence.seen(attempt.id());
        return Response.created(URI.create("/api/v1/attempts/" + attempt.id()))
                .entity(attempt)
                .build();
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.LEARNER, Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(
            summary = "The attempt with the state of each answer and the totals",
            description = "A learner's own; an instructor sees those of own cohorts as well, an admin all.")
    public AttemptView view(@PathParam("id") UUID id) {
        Viewer viewer = viewers.current();
        AttemptView attempt = attempts.view(id, viewer);
        if (!viewer.isLeader()) {
            presence.seen(id);
        }
        return attempt;
    }

    @POST
    @Path("{id}/finish")
    @RolesAllowed({Roles.LEARNER, Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(
            summary = "Finish the attempt",
            description = "Answering later is refused. Finishing again changes nothing.")
    public AttemptView finish(@PathParam("id") UUID id) {
        lifecycle.finish(id, caller.id());
        return attempts.view(id, Viewer.learner(caller.id()));
    }

    @POST
    @Path("{id}/pause")
    @RolesAllowed({Roles.LEARNER, Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(summary = "Pause an attempt of practice", description = "Pausing again changes nothing.")
    @APIResponse(responseCode = "409", description = "The attempt is over, or its mode knows no pause")
    public AttemptView pause(@PathParam("id") UUID id) {
        lifecycle.pause(id, caller.id());
        return attempts.view(id, Viewer.learner(caller.id()));
    }

    @POST
    @Path("{id}/resume")
    @RolesAllowed({Roles.LEARNER, Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(summary = "Go on with a paused attempt", description = "Resuming again changes nothing.")
    @APIResponse(responseCode = "409", description = "The attempt is over")
    public AttemptView resume(@PathParam("id") UUID id) {
        lifecycle.resume(id, caller.id());
        return attempts.view(id, Viewer.learner(caller.id()));
    }
}

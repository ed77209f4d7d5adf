package io.gradeflow.attempt.answering;

import io.gradeflow.attempt.presence.Presence;
import io.gradeflow.platform.http.BodyUpTo;
import io.gradeflow.platform.http.Caller;
import io.gradeflow.platform.http.Roles;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.platform.tracing.Trace;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/attempts/{id}/answers/{position}")
@Tag(name = "Attempts")
@RunOnVirtualThread
class AnswerResource {

    private final Answering answering;
    private final Caller caller;
    private final Presence presence;

    AnswerResource(Answering answering, Caller caller, Presence presence) {
        this.answering = answering;
        this.caller = caller;
        this.presence = presence;
    }

    @PUT
    @BodyUpTo(BodyUpTo.SMALL)
    @RolesAllowed({Roles.LEARNER, Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(
            summary = "Answer a question",
            description =
                    "202 means that the answer is durable and will be graded. Sending the same again returns the same"
                            + " answer; another response is its next version, {\"choices\": []} clears it. What is sent"
                            + " follows the `kind` of the question: `choices` (SINGLE, MULTIPLE, TRUE_FALSE), `text`"
                            + " (SHORT_TEXT), `number` (NUMERIC), `pairs` (MATCHING) or `order` (ORDERING). With `seq`,"
                            + " which grows with each change in the client, a retry that comes after a newer change"
                            + " returns the newest version and stores nothing. In practice and review an answer is final"
                            + " once it is graded. What comes after the deadline is kept and not counted.")
    @APIResponse(responseCode = "202", description = "Stored; the body holds the receipt")
    @APIResponse(
            responseCode = "400",
            description = "The response doesn't fit the question; the problem names the field and what to send")
    @APIResponse(
            responseCode = "409",
            description =
                    "The attempt is over or paused, the answer came after the deadline, or is graded and so final")
    public Response answer(
            @PathParam("id") UUID id, @PathParam("position") int position, @Nullable AnswerRequest request) {
        if (request == null) {
            throw new ProblemException(PlatformError.BODY_MISSING, "Send {\"choices\": [\"A\"]} as application/json.");
        }
        Acknowledgement acknowledgement =
                answering.submit(new Submission(caller.id(), id, position, request, Trace.current()));
        presence.seen(id);
        return Response.accepted(acknowledgement).build();
    }
}

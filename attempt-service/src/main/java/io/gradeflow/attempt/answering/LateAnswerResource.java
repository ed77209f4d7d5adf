package io.gradeflow.attempt.answering;

import io.gradeflow.attempt.people.Viewers;
import io.gradeflow.platform.audit.Audited;
import io.gradeflow.platform.http.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/attempts/{id}/late-answers")
@Tag(name = "Exam day")
@RunOnVirtualThread
class LateAnswerResource {

    /** @param positions null for all that wait */
    @Schema(example = """
            {"reason": "the network was down", "positions": [64, 65]}""")
    record AcceptRequest(@Nullable String reason, @Nullable Set<Integer> positions) {}

    record Accepted(int accepted) {}

    private final LateAnswers lateAnswers;
    private final Viewers viewers;

    LateAnswerResource(LateAnswers lateAnswers, Viewers viewers) {
        this.lateAnswers = lateAnswers;
        this.viewers = viewers;
    }

    @GET
    @Audited
    @RolesAllowed({Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(
            summary = "What came after the deadline",
            description =
                    "The last late answer of each position, of an attempt of a cohort that the caller leads. `waiting` says"
                            + " whether it can be accepted still.")
    public List<LateAnswers.LateAnswer> of(@PathParam("id") UUID id) {
        return lateAnswers.of(id, viewers.current());
    }

    @POST
    @Path("accept")
    @RolesAllowed({Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(
            summary = "Let late answers count",
            description =
                    "They become the newest versions of their answers, and are graded. Whoever sent them after the attempt had"
                            + " ended may have seen its results; `receivedAt` says when they came.")
    @APIResponse(responseCode = "200", description = "How many were accepted")
    @APIResponse(responseCode = "409", description = "The attempt isn't over or is voided, or nothing waits")
    public Accepted accept(@PathParam("id") UUID id, @Nullable AcceptRequest request) {
        return new Accepted(lateAnswers.accept(
                id,
                request == null ? null : request.positions(),
                request == null ? null : request.reason(),
                viewers.current()));
    }
}

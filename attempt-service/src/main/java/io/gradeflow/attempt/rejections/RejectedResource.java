package io.gradeflow.attempt.rejections;

import io.gradeflow.attempt.PlaceInTime;
import io.gradeflow.platform.audit.Audited;
import io.gradeflow.platform.http.Caller;
import io.gradeflow.platform.http.Limit;
import io.gradeflow.platform.http.Page;
import io.gradeflow.platform.http.Roles;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/grading/rejected")
@Tag(name = "Rejected")
@RunOnVirtualThread
class RejectedResource {

    private final RejectedAnswers rejected;
    private final Replays replays;
    private final Dismissals dismissals;
    private final Caller caller;

    RejectedResource(RejectedAnswers rejected, Replays replays, Dismissals dismissals, Caller caller) {
        this.rejected = rejected;
        this.replays = replays;
        this.dismissals = dismissals;
        this.caller = caller;
    }

    @GET
    @Audited
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            summary = "What could not be graded",
            description =
                    "What was rejected last comes first. A version of an answer stands here once, with how often it was rejected."
                            + " It goes once its grade has come, and is then found with `resolved=true`; or once it is dismissed, and"
                            + " is then found with `dismissed=true`.")
    @APIResponse(responseCode = "200", description = "A part of the list, and the cursor of the next")
    @APIResponse(responseCode = "400", description = "`invalid-field`: a parameter has a value that is none of its own")
    public Page<RejectedView> list(
            @Parameter(
                            description =
                                    "UNPARSABLE: no answer that a grader reads. KEY_UNKNOWN: its key isn't published."
                                            + " BANK_MISMATCH: it names another bank than its key."
                                            + " UNGRADABLE: grading it by its key fails",
                            example = "KEY_UNKNOWN")
                    @QueryParam("reason")
                    @Nullable
                    String reason,
            @Parameter(
                            description =
                                    "true: those that were sent again and of which nothing has come yet; false: the others")
                    @QueryParam("replayed")
                    @Nullable
                    String replayed,
            @Parameter(description = "true: those whose grade has come, and no others")
                    @QueryParam("resolved")
                    @Nullable
                    String resolved,
            @Parameter(description = "true: those that were dismissed, and no others")
                    @QueryParam("dismissed")
                    @Nullable
                    String dismissed,
            @Parameter(description = "A bank's slug", example = "aws-ml-engineer") @QueryParam("bank") @Nullable
                    String bank,
            @Parameter(description = "`next` of the part before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "How many at most, from 1 to 500; 50 unless given") @QueryParam("limit") @Nullable
                    Integer limit) {
        RejectedFilter filter = RejectedFilter.of(reason, replayed, resolved, dismissed, bank);
        return rejected.list(filter, cursor == null ? null : PlaceInTime.of(cursor), Limit.of(limit, 50, 500));
    }

    @POST
    @Path("replay")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            summary = "Send again what could not be graded",
            description =
                    "Once the cause is gone. An answer of an attempt is sent in its newest version, in the slow lane; anything else"
                            + " goes to its topic, its value to the byte. What is under way isn't sent twice; what is rejected once more"
                            + " can be sent once more, and so can what nothing was heard of for six hours. A call comes to some"
                            + " 10,000; `left` says how many it did not come to.")
    @APIResponse(responseCode = "200", description = "How many were sent, and which were not, and why")
    @APIResponse(responseCode = "400", description = "`invalid-field`: not exactly one of `ids`, `reason` and `all`")
    @APIResponse(
            responseCode = "503",
            description = "`unavailable`: the broker is away; what was not sent is as it was before")
    public ReplayReport replay(@Nullable ReplayRequest request) {
        if (request == null) {
            throw new ProblemException(
                    PlatformError.BODY_MISSING,
                    "Send one of {\"ids\": [\"ID\"]}, {\"reason\": \"KEY_UNKNOWN\"} and {\"all\": true}.");
        }
        return replays.replay(request.validated(), caller.id());
    }

    @POST
    @Path("dismiss")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            summary = "Take out of the list what nobody waits for",
            description =
                    "What can't be sent again, and what is no answer of an attempt here. An answer of an attempt stays until its grade"
                            + " comes, because its paper is provisional until then. Who dismissed it, and when, is kept; a further"
                            + " rejection of the same brings it back.")
    @APIResponse(responseCode = "200", description = "How many have left the list, and which have not, and why")
    @APIResponse(responseCode = "400", description = "`invalid-field`: `ids` are none, or more than 1000")
    public DismissReport dismiss(@Nullable DismissRequest request) {
        if (request == null) {
            throw new ProblemException(PlatformError.BODY_MISSING, "Send {\"ids\": [\"ID\"]}.");
        }
        return dismissals.dismiss(request.wanted(), caller.id());
    }
}

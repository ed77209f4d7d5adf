package io.gradeflow.attempt.regrading;

import io.gradeflow.attempt.people.Viewers;
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
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/regrades")
@Tag(name = "Corrections")
@RunOnVirtualThread
class RegradeResource {

    private final Campaigns campaigns;
    private final GradeChanges changes;
    private final Previews previews;
    private final Viewers viewers;
    private final Caller caller;

    RegradeResource(Campaigns campaigns, GradeChanges changes, Previews previews, Viewers viewers, Caller caller) {
        this.campaigns = campaigns;
        this.changes = changes;
        this.previews = previews;
        this.viewers = viewers;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(
            summary = "Corrections of keys, and how far each is",
            description = "The newest first; those of one question with `question`.")
    public Page<Campaign> list(
            @QueryParam("question") @Nullable UUID question,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return campaigns.list(question, cursor, Limit.of(limit, 20, 100));
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(
            summary = "How far a correction is",
            description =
                    "`ANNOUNCED` until it has come here from where it was made, which takes a moment, and also of an id that no"
                            + " correction has. `COMPLETE` once every answer is graded under its key or a newer one;"
                            + " `ALL_BUT_REJECTED` where the only ones left are `answers.rejected`, which graders could not grade:"
                            + " an admin finds them at `GET /grading/rejected`, and it goes on once they are sent again.")
    public Campaign get(@PathParam("id") UUID id) {
        return campaigns.of(id);
    }

    @GET
    @Path("{id}/changes")
    @RolesAllowed({Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(
            summary = "Whose answers are worth something else by a correction",
            description = "The record of each changed grade, of learners of cohorts that the caller leads.")
    public Page<GradeChanges.GradeChange> changes(
            @PathParam("id") UUID id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return changes.of(id, viewers.current(), cursor, Limit.of(limit, 100, 1000));
    }

    @POST
    @Path("preview")
    @RolesAllowed({Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(
            summary = "What a correction would change",
            description =
                    "Nothing is stored. Authors and admins see counts over all attempts, instructors over those of their cohorts."
                            + " Learners are named to admins, and to instructors of their cohorts.")
    @APIResponse(responseCode = "200", description = "What would change")
    @APIResponse(responseCode = "404", description = "`question-unknown`: no such revision of a question is known here")
    public Preview preview(@Nullable PreviewRequest request) {
        if (request == null) {
            throw new ProblemException(
                    PlatformError.BODY_MISSING, "Send {\"question\": …, \"revision\": 1, \"effect\": \"regrade\", …}.");
        }
        boolean everybody = caller.hasRole(Roles.AUTHOR) || caller.hasRole(Roles.ADMIN);
        return previews.of(request, viewers.current(), everybody);
    }
}

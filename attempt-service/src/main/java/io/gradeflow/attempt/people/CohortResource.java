package io.gradeflow.attempt.people;

import io.gradeflow.platform.audit.Audited;
import io.gradeflow.platform.http.Limit;
import io.gradeflow.platform.http.Page;
import io.gradeflow.platform.http.Roles;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/cohorts")
@Tag(name = "Cohorts")
@RunOnVirtualThread
class CohortResource {

    private static final int MOST = 1000;
    private static final int LONGEST_ID = 200;

    /** @param learners ids, the subjects of their tokens */
    @Schema(example = """
            {"learners": ["5b2f7f0e-7f7b-3d0c-9a55-0c3f8c1f1b11"]}""")
    record MembersRequest(@Nullable List<String> learners) {}

    private final Cohorts cohorts;
    private final Viewers viewers;

    CohortResource(Cohorts cohorts, Viewers viewers) {
        this.cohorts = cohorts;
        this.viewers = viewers;
    }

    @GET
    @RolesAllowed({Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(
            summary = "The cohorts that the caller leads",
            description =
                    "An instructor leads the cohorts to which the token's claim or this API makes a member of, an admin"
                            + " all. `everyone` is whoever has no cohort.")
    public Page<Cohorts.Cohort> list(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @Nullable Integer limit) {
        return cohorts.led(viewers.current(), cursor, Limit.of(limit, 100, 500));
    }

    @GET
    @Audited
    @Path("{cohort}/members")
    @RolesAllowed({Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(summary = "Who belongs to a cohort")
    public Page<Cohorts.Member> members(
            @PathParam("cohort") String cohort,
            @Parameter(
                            description = "Only those with this in their name or id, in any letter case",
                            example = "lovelace")
                    @QueryParam("name")
                    @DefaultValue("")
                    String name,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return cohorts.members(cohort, name, viewers.current(), cursor, Limit.of(limit, 100, 500));
    }

    @POST
    @Path("{cohort}/members")
    @RolesAllowed({Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(
            summary = "Add members",
            description =
                    "Instructors to cohorts that they lead, admins to any, which begins a new one. It holds for attempts"
                            + " that start from now on. An instructor who is added leads the cohort.")
    @APIResponse(responseCode = "204", description = "They are members; who was one before stays one")
    public void add(@PathParam("cohort") String cohort, @Nullable MembersRequest request) {
        List<String> learners = request == null ? null : request.learners();
        if (learners == null || learners.isEmpty() || learners.size() > MOST) {
            throw invalid("Name 1 to " + MOST + " learners: {\"learners\": [\"ID\"]}.");
        }
        for (String learner : learners) {
            if (learner == null
                    || learner.isBlank()
                    || learner.length() > LONGEST_ID
                    || learner.indexOf('\u0000') >= 0) {
                throw invalid("A learner's id is the subject of the token, of 1 to " + LONGEST_ID + " characters.");
            }
        }
        cohorts.add(cohort, learners.stream().distinct().toList(), viewers.current());
    }

    @DELETE
    @Path("{cohort}/members/{learnerId}")
    @RolesAllowed({Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(
            summary = "Take a membership back",
            description =
                    "One that was given here. Who is a member by a token stays one for as long as the tokens say so.")
    @APIResponse(responseCode = "204", description = "The membership is not given any more")
    public void remove(@PathParam("cohort") String cohort, @PathParam("learnerId") String learnerId) {
        cohorts.remove(cohort, learnerId, viewers.current());
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(PlatformError.INVALID_FIELD, detail).field("learners");
    }
}

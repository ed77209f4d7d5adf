package io.gradeflow.attempt.people;

import io.gradeflow.platform.audit.Audited;
import io.gradeflow.platform.http.Roles;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/learners")
@Tag(name = "Cohorts")
@RunOnVirtualThread
class LearnerResource {

    private static final int MOST = 500;

    private final Learners learners;
    private final Viewers viewers;

    LearnerResource(Learners learners, Viewers viewers) {
        this.learners = learners;
        this.viewers = viewers;
    }

    @GET
    @Audited
    @RolesAllowed({Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(
            summary = "Names of learners",
            description =
                    "By their ids, as they stand in attempts and figures. Ids that are unknown, or of other cohorts than"
                            + " the caller's, are left out.")
    public List<Learners.Learner> of(
            @Parameter(description = "Ids, with commas between, 500 at most") @QueryParam("ids") @Nullable String ids) {
        List<String> wanted = ids == null
                ? List.of()
                : Stream.of(ids.split(","))
                        .map(String::strip)
                        .filter(id -> !id.isEmpty())
                        .distinct()
                        .toList();
        if (wanted.isEmpty() || wanted.size() > MOST) {
            throw new ProblemException(
                            PlatformError.INVALID_FIELD, "Name 1 to " + MOST + " learners, for example ?ids=ID,ID.")
                    .field("ids");
        }
        return learners.of(wanted, viewers.current());
    }
}

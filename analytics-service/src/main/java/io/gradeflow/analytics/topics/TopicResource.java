package io.gradeflow.analytics.topics;

import io.gradeflow.platform.http.Caller;
import io.gradeflow.platform.http.Roles;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/analytics/topics")
@Tag(name = "Analytics")
@RunOnVirtualThread
class TopicResource {

    private final TopicFigures figures;
    private final Caller caller;

    TopicResource(TopicFigures figures, Caller caller) {
        this.figures = figures;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.LEARNER, Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(
            summary = "Accuracy of each topic",
            description =
                    "With the 95 % Wilson interval. A topic counts all below it, each answer once. A learner gets own"
                            + " answers only. Answers of an exam are counted when it ends, and not while it is open again;"
                            + " those of a voided attempt are not counted. `pending` answers and endings of attempts are still"
                            + " on their way; an answer of a running exam is not one of them. `asOf` is how far the figures"
                            + " reach.")
    public TopicAccuracy topics(
            @Parameter(description = "The bank's slug", example = "aws-ml-engineer") @QueryParam("bank") @Nullable
                    String bank) {
        if (bank == null || bank.isBlank()) {
            throw new ProblemException(
                            PlatformError.INVALID_FIELD,
                            "Name the bank by its slug, for example ?bank=aws-ml-engineer.")
                    .field("bank");
        }
        boolean staff = caller.hasRole(Roles.AUTHOR) || caller.hasRole(Roles.INSTRUCTOR) || caller.hasRole(Roles.ADMIN);
        return figures.of(bank, staff ? null : caller.id());
    }
}

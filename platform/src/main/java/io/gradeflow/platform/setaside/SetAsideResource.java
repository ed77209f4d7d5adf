package io.gradeflow.platform.setaside;

import io.gradeflow.platform.audit.Audited;
import io.gradeflow.platform.http.Caller;
import io.gradeflow.platform.http.Limit;
import io.gradeflow.platform.http.Page;
import io.gradeflow.platform.http.Roles;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Of each service that applies events to a database; the service's name in the address leads there. */
@Path("/api/v1/set-aside/{service}")
@Tag(name = "Set aside")
@IfBuildProperty(name = "gradeflow.set-aside.api", stringValue = "true")
@RunOnVirtualThread
class SetAsideResource {

    private final SetAsideEvents events;
    private final Caller caller;
    private final String name;

    SetAsideResource(
            SetAsideEvents events, Caller caller, @ConfigProperty(name = "quarkus.application.name") String name) {
        this.events = events;
        this.caller = caller;
        this.name = name;
    }

    @GET
    @Audited
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            summary = "Events that a service could not apply",
            description = "By topic, partition and offset. The others of the same topics were applied.")
    @APIResponse(responseCode = "200", description = "A part of the list, and the cursor of the next")
    @APIResponse(responseCode = "404", description = "`not-found`: no service of this name sets events aside")
    public Page<SetAsideEvent> list(
            @Parameter(example = "attempt-service") @PathParam("service") String service,
            @Parameter(example = "answers-graded") @QueryParam("topic") @Nullable String topic,
            @Parameter(description = "true: those that were applied since, and no others")
                    @DefaultValue("false")
                    @QueryParam("applied")
                    boolean applied,
            @Parameter(description = "`next` of the part before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "How many at most, from 1 to 500; 50 unless given") @QueryParam("limit") @Nullable
                    Integer limit) {
        check(service);
        return events.list(topic, applied, cursor == null ? null : SetAsidePlace.of(cursor), Limit.of(limit, 50, 500));
    }

    @POST
    @Path("replay")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            summary = "Apply again what a service could not apply",
            description =
                    "Once the cause is gone, such as a version of the service that was too old. Nothing is sent: other"
                            + " services have applied it. A call tries at most 1000; `left` says how many it did not come to.")
    @APIResponse(responseCode = "200", description = "How many are applied now, and which are not, and why")
    @APIResponse(responseCode = "400", description = "`invalid-field`: not exactly one of `events`, `topic` and `all`")
    @APIResponse(responseCode = "404", description = "`not-found`: no service of this name sets events aside")
    public SetAsideReport replay(
            @Parameter(example = "attempt-service") @PathParam("service") String service,
            @Nullable SetAsideRequest request) {
        check(service);
        if (request == null) {
            throw new ProblemException(PlatformError.BODY_MISSING, "Send {\"all\": true}, for one.");
        }
        return events.replay(request.validated(), caller.id());
    }

    private void check(String service) {
        if (!service.equals(name)) {
            throw new ProblemException(PlatformError.NOT_FOUND, "This is " + name + ", not " + service + ".");
        }
    }
}

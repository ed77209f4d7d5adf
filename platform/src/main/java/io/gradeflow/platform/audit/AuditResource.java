package io.gradeflow.platform.audit;

import io.gradeflow.platform.http.Limit;
import io.gradeflow.platform.http.Page;
import io.gradeflow.platform.http.Roles;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Of each service with an API; the service's name in the address leads there. */
@Path("/api/v1/audit/{service}")
@Tag(name = "Audit")
@IfBuildProperty(name = "gradeflow.audit.api", stringValue = "true")
@RunOnVirtualThread
class AuditResource {

    private final AuditLog log;
    private final String name;

    AuditResource(AuditLog log, @ConfigProperty(name = "quarkus.application.name") String name) {
        this.log = log;
        this.name = name;
    }

    @GET
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            summary = "What authors, instructors and administrators did in a service",
            description =
                    "The newest first: every call of theirs that isn't GET, also those that were refused, and those that read"
                            + " personal data. An entry is written before what it tells of is begun.")
    @APIResponse(responseCode = "200", description = "A part of the log, and the cursor of the next")
    @APIResponse(responseCode = "400", description = "`invalid-field`: a time is none; `invalid-cursor`")
    @APIResponse(responseCode = "404", description = "`not-found`: no service of this name keeps a log")
    public Page<AuditEntry> list(
            @Parameter(example = "question-service") @PathParam("service") String service,
            @Parameter(description = "The subject of a token") @QueryParam("actor") @Nullable String actor,
            @Parameter(example = "PUT /api/v1/banks/{slug}/modes") @QueryParam("operation") @Nullable String operation,
            @Parameter(description = "How addresses begin", example = "/api/v1/banks/aws")
                    @QueryParam("address")
                    @Nullable
                    String address,
            @Parameter(description = "Then or later", example = "2026-01-31T00:00:00Z") @QueryParam("from") @Nullable
                    String from,
            @Parameter(description = "Before then", example = "2026-02-01T00:00:00Z") @QueryParam("until") @Nullable
                    String until,
            @Parameter(description = "`next` of the part before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "How many at most, from 1 to 500; 50 unless given") @QueryParam("limit") @Nullable
                    Integer limit) {
        if (!service.equals(name)) {
            throw new ProblemException(PlatformError.NOT_FOUND, "This is " + name + ", not " + service + ".");
        }
        return log.list(AuditQuery.of(actor, operation, address, from, until), cursor, Limit.of(limit, 50, 500));
    }
}

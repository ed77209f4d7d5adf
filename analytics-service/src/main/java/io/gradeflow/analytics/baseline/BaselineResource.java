package io.gradeflow.analytics.baseline;

import io.gradeflow.platform.http.EmptyAnswer;
import io.gradeflow.platform.http.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * What figures cost that nobody looks up: the token is checked, and as many bytes answered as the caller wants. Benchmarks hold
 * real figures against it. Answers 404 as an address that doesn't exist, unless the process was started with
 * {@code gradeflow.bench.baseline=true}.
 */
@Path("/api/v1/analytics/baseline")
@RunOnVirtualThread
class BaselineResource {

    private final EmptyAnswer answer;

    BaselineResource(@ConfigProperty(name = "gradeflow.bench.baseline", defaultValue = "false") boolean enabled) {
        this.answer = new EmptyAnswer(enabled);
    }

    @GET
    @RolesAllowed({Roles.LEARNER, Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(hidden = true)
    @Produces(MediaType.APPLICATION_JSON)
    public String answer(@QueryParam("bytes") @DefaultValue("2") int bytes) {
        return answer.of(bytes);
    }
}

package io.gradeflow.attempt.attempts;

import io.gradeflow.platform.http.EmptyAnswer;
import io.gradeflow.platform.http.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * What a start costs that does nothing: the token is checked, the body read, and as many bytes answered as the caller wants.
 * Benchmarks hold real starts against it. Answers 404 as an address that doesn't exist, unless the process was started with
 * {@code gradeflow.bench.baseline=true}.
 */
@Path("/api/v1/attempts/baseline")
@RunOnVirtualThread
class BaselineResource {

    private final EmptyAnswer answer;

    BaselineResource(@ConfigProperty(name = "gradeflow.bench.baseline", defaultValue = "false") boolean enabled) {
        this.answer = new EmptyAnswer(enabled);
    }

    @POST
    @RolesAllowed({Roles.LEARNER, Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(hidden = true)
    @Produces(MediaType.APPLICATION_JSON)
    public String answer(@Nullable AttemptRequest request, @QueryParam("bytes") @DefaultValue("2") int bytes) {
        if (request == null) {
            throw new NotFoundException();
        }
        return answer.of(bytes);
    }
}

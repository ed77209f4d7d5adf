package io.gradeflow.attempt.answering;

import io.gradeflow.platform.http.EmptyAnswer;
import io.gradeflow.platform.http.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * What an answer costs that is stored nowhere: the token is checked, the body read, and as many bytes answered as the caller wants.
 * Benchmarks hold real answers against it. To a call as it should be, it answers 404 unless the process was started with
 * {@code gradeflow.bench.baseline=true}.
 */
@Path("/api/v1/attempts/baseline/answers/{position}")
@RunOnVirtualThread
class AnswerBaselineResource {

    private final EmptyAnswer answer;

    AnswerBaselineResource(@ConfigProperty(name = "gradeflow.bench.baseline", defaultValue = "false") boolean enabled) {
        this.answer = new EmptyAnswer(enabled);
    }

    @PUT
    @RolesAllowed({Roles.LEARNER, Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(hidden = true)
    @Produces(MediaType.APPLICATION_JSON)
    public String answer(@Nullable AnswerRequest request, @QueryParam("bytes") @DefaultValue("2") int bytes) {
        if (request == null) {
            throw new NotFoundException();
        }
        return answer.of(bytes);
    }
}

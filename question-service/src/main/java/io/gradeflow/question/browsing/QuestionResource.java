package io.gradeflow.question.browsing;

import io.gradeflow.platform.audit.Audited;
import io.gradeflow.platform.http.Roles;
import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.QuestionError;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jdbi.v3.core.Jdbi;

/** Shows keys, so learners have no way in. */
@Path("/api/v1/questions")
@Tag(name = "Questions")
@RolesAllowed({Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
@RunOnVirtualThread
public class QuestionResource {

    private final Jdbi jdbi;

    QuestionResource(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @GET
    @Audited
    @Path("{id}")
    @Operation(
            summary = "The newest revision of one question with its key",
            description =
                    "Its ETag changes with whatever is shown here; who changes the question sends it as If-Match.")
    public RestResponse<QuestionView> get(@PathParam("id") UUID id) {
        QuestionView question = jdbi.withHandle(handle -> QuestionQueries.find(handle, id))
                .orElseThrow(() ->
                        new ProblemException(QuestionError.QUESTION_UNKNOWN, "No question has the id " + id + "."));
        return RestResponse.ResponseBuilder.ok(question)
                .header(HttpHeaders.ETAG, question.etag())
                .build();
    }
}

package io.gradeflow.question.exporting;

import io.gradeflow.platform.audit.Audited;
import io.gradeflow.platform.http.Roles;
import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.QuestionError;
import io.gradeflow.question.exporting.BankQuestions.Exported;
import io.gradeflow.question.exporting.writers.ExportFormat;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Jdbi;

/** Shows keys, so learners have no way in. */
@Path("/api/v1/questions/{id}/source")
@Tag(name = "Questions")
@RolesAllowed({Roles.AUTHOR, Roles.ADMIN})
@RunOnVirtualThread
public class SourceResource {

    private final Jdbi jdbi;

    SourceResource(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @GET
    @Audited
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "One question in the form in which it is written",
            description =
                    "The newest revision as a line of JSON Lines has it, with the key in force (of a question that everybody or"
                            + " nobody is credited for, the one before): what PUT /questions/{id} takes.")
    @APIResponse(
            responseCode = "200",
            description = "An object as docs/formats.md has it",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            example =
                                                    "{\"externalId\": \"q-1\", \"type\": \"true-false\", \"stem\": \"Water is wet.\", \"answer\": true}")))
    @APIResponse(responseCode = "404", description = "There is no such question")
    @APIResponse(
            responseCode = "409",
            description =
                    "`key-lost`: a correction credits everybody or nobody, and a restore has lost the key from before")
    public String source(@PathParam("id") UUID id) {
        Exported question = jdbi.withHandle(handle -> BankQuestions.find(handle, id))
                .orElseThrow(() ->
                        new ProblemException(QuestionError.QUESTION_UNKNOWN, "No question has the id " + id + "."));
        if (question.isKeyLost()) {
            throw new ProblemException(
                    QuestionError.KEY_LOST,
                    "A correction credits everybody for the question, or nobody, and since a restore nobody knows the key from"
                            + " before. Write it anew with PUT /api/v1/questions/" + id + ".");
        }
        return ExportFormat.line(question.draft());
    }
}

package io.gradeflow.attempt.importing;

import io.gradeflow.platform.http.BoundedBody;
import io.gradeflow.platform.http.Roles;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/responses")
@Tag(name = "History from other systems")
@RunOnVirtualThread
class ResponseResource {

    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";
    private static final long MAX_BYTES = 1024L * 1024 * 1024;

    private final ResponseImport imports;

    ResponseResource(ResponseImport imports) {
        this.imports = imports;
    }

    /** Takes any media type, so that who may not call at all is told that first. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            summary = "Load responses that were given in another system",
            description =
                    "One response a line, in UTF-8, up to 1 GB; docs/history.md has the fields. The lines of one learner, bank"
                            + " and `attempt` are one attempt of the mode `imported`, which is finished when the stream ends."
                            + " They are graded in the slow lane, behind whatever learners answer. A bad line gets a verdict and"
                            + " stops no other. A response that is stored already, by its `externalId` in the bank, changes"
                            + " nothing: what broke off is completed by sending all of it again. Learners are stored under an"
                            + " HMAC of their name, and their names nowhere.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = NDJSON,
                        schema = @Schema(type = SchemaType.STRING),
                        examples = @ExampleObject(name = "ndjson", value = """
                                        {"externalId": "quiz-7/ada/q-17", "learner": "ada", "bank": "aws-ml-engineer", "question": "q-17", "choices": ["B"], "answeredAt": "2024-05-17T09:30:00Z"}
                                        {"externalId": "quiz-7/ada/q-18", "learner": "ada", "bank": "aws-ml-engineer", "question": "q-18", "choices": ["A", "C"], "attempt": "quiz-7"}
                                        """)),
                @Content(
                        mediaType = CSV,
                        schema = @Schema(type = SchemaType.STRING),
                        examples = @ExampleObject(name = "csv", value = """
                                        externalId,learner,bank,question,choices,answeredAt
                                        quiz-7/ada/q-17,ada,aws-ml-engineer,q-17,B,2024-05-17T09:30:00Z
                                        quiz-7/ada/q-18,ada,aws-ml-engineer,q-18,A C,
                                        """))
            })
    @APIResponse(responseCode = "200", description = "The stream was read to its end; what became of its lines")
    @APIResponse(
            responseCode = "400",
            description =
                    "No line holds a response, the headings name no columns of this call, or the stream broke off")
    @APIResponse(responseCode = "413", description = "More than 1 GB; what came before is stored")
    @APIResponse(responseCode = "415", description = "Neither application/x-ndjson nor text/csv, or not in UTF-8")
    @APIResponse(responseCode = "503", description = "A bank's newest questions are still on their way; send it again")
    public ImportReport load(
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable MediaType type,
            @Nullable InputStream body) {
        if (body == null) {
            throw new ProblemException(PlatformError.BODY_MISSING, "Send the responses as the body, one a line.");
        }
        return imports.load(BoundedBody.of(body, MAX_BYTES), format(type));
    }

    private static LineFormat format(@Nullable MediaType type) {
        return switch (type == null || !isUtf8(type) ? "" : type.getType() + "/" + type.getSubtype()) {
            case NDJSON -> new JsonLines();
            case CSV -> new CsvLines();
            default ->
                throw new ProblemException(
                        PlatformError.UNSUPPORTED_MEDIA_TYPE,
                        "Send the lines as " + NDJSON + " or " + CSV + ", in UTF-8.");
        };
    }

    private static boolean isUtf8(MediaType type) {
        String charset = type.getParameters().get(MediaType.CHARSET_PARAMETER);
        return charset == null || charset.equalsIgnoreCase("utf-8");
    }
}

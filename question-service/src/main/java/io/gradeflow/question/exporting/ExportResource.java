package io.gradeflow.question.exporting;

import io.gradeflow.platform.audit.Audited;
import io.gradeflow.platform.http.Roles;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.QuestionError;
import io.gradeflow.question.exporting.writers.ExportFormat;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Files hold keys, so learners have no way in. */
@Path("/api/v1/banks/{slug}/export")
@Tag(name = "Exports")
@RolesAllowed({Roles.AUTHOR, Roles.ADMIN})
@RunOnVirtualThread
public class ExportResource {

    private static final String FORMATS =
            "jsonl, csv, gift, moodle, qti3 or marked; docs/export.md says what each holds";

    private final Exports exports;

    ExportResource(Exports exports) {
        this.exports = exports;
    }

    @GET
    @Audited
    @Operation(
            summary = "A bank as a file, keys and all",
            description =
                    "The newest revision of every published question, as the bank stands when the call comes. JSON Lines holds"
                            + " everything; what another format can't hold is said in comments, where it has such, and by"
                            + " GET …/export/report beforehand. A file imports into the bank it came from with the verdict"
                            + " unchanged for every question that the report doesn't name.")
    @APIResponse(
            responseCode = "200",
            description = "The file, with its name in Content-Disposition",
            content = @Content(schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "400", description = "There is no such format")
    @APIResponse(responseCode = "404", description = "There is no such bank")
    public Response export(
            @PathParam("slug") String slug,
            @Parameter(description = FORMATS, required = true, example = "moodle") @QueryParam("format") @Nullable
                    String format)
            throws IOException {
        ExportFormat known = known(format);
        return sent(exports.export(slug, known), known.mediaType())
                .header("Content-Disposition", "attachment; filename=\"" + slug + known.ending() + "\"")
                .build();
    }

    @GET
    @Path("report")
    @Operation(
            summary = "What a format can't hold of a bank",
            description =
                    "Names each question that the file would have in another way, or not at all, and why. Questions that"
                            + " aren't named are whole in the file.")
    @APIResponse(
            responseCode = "200",
            description =
                    "How many questions are whole, changed and left out, and the losses of those that are not whole",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ExportReport.class)))
    @APIResponse(responseCode = "400", description = "There is no such format")
    @APIResponse(responseCode = "404", description = "There is no such bank")
    public Response report(
            @PathParam("slug") String slug,
            @Parameter(description = FORMATS, required = true, example = "moodle") @QueryParam("format") @Nullable
                    String format)
            throws IOException {
        return sent(exports.report(slug, known(format)), MediaType.APPLICATION_JSON)
                .build();
    }

    private static ExportFormat known(@Nullable String format) {
        String all = Arrays.stream(ExportFormat.values())
                .map(ExportFormat::parameter)
                .collect(Collectors.joining(", "));
        if (format == null) {
            throw new ProblemException(PlatformError.INVALID_FIELD, "Name the format: one of " + all + ".")
                    .field("format");
        }
        return ExportFormat.of(format)
                .orElseThrow(() -> new ProblemException(
                                QuestionError.FORMAT_UNKNOWN, "format must be one of " + all + ", not " + format + ".")
                        .field("format"));
    }

    /** The file goes away by itself once it is sent, or can't be: its name does so at once. */
    private static Response.ResponseBuilder sent(java.nio.file.Path spool, String mediaType) throws IOException {
        long length = Files.size(spool);
        InputStream file = Files.newInputStream(spool);
        Files.delete(spool);
        StreamingOutput body = receiver -> {
            try (file) {
                file.transferTo(receiver);
            }
        };
        return Response.ok(body, mediaType).header("Content-Length", length);
    }
}

package io.gradeflow.question.importing;

import io.gradeflow.platform.http.BoundedBody;
import io.gradeflow.platform.http.Caller;
import io.gradeflow.platform.http.Roles;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/banks/{slug}/imports")
@Tag(name = "Imports")
@RunOnVirtualThread
public class ImportResource {

    static final long MAX_BYTES = 256L * 1024 * 1024;

    private static final String ASYNC = "respond-async";

    private final Imports imports;
    private final ImportJobs jobs;
    private final Caller caller;

    ImportResource(Imports imports, ImportJobs jobs, Caller caller) {
        this.imports = imports;
        this.jobs = jobs;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Roles.AUTHOR, Roles.ADMIN})
    @Operation(
            summary = "Import a file of questions",
            description = "The body is the file, at most 256 MB. Each question gets a verdict that names its number and"
                    + " line, and in formats that are read by lines `lines`, all that are its own; one that is rejected never stops the rest. The same file again changes nothing. With"
                    + " `Prefer: respond-async` the answer comes at once, and the import is followed by GET of its `Location`"
                    + " or its events; without it, a file may hold 20,000 questions.")
    @APIResponse(
            responseCode = "200",
            description = "A verdict for each question of the file",
            content = @Content(schema = @Schema(implementation = ImportReport.class)))
    @APIResponse(
            responseCode = "202",
            description = "The import goes on, at `Location`",
            content = @Content(schema = @Schema(implementation = ImportView.class)))
    @APIResponse(responseCode = "400", description = "An unknown format, or a file that holds no question")
    @APIResponse(responseCode = "413", description = "More than 256 MB, or `import-too-large`")
    @APIResponse(
            responseCode = "503",
            description =
                    "`imports-full`: as many imports as can wait are waiting; or `bank-busy`: another import has the bank")
    public Response importFile(
            @PathParam("slug") String slug,
            @Parameter(description = "auto, or the name of a format; docs/formats.md has them")
                    @DefaultValue("auto")
                    @QueryParam("format")
                    String format,
            @Parameter(description = "Give the verdicts and change nothing")
                    @DefaultValue("false")
                    @QueryParam("dryRun")
                    String dryRun,
            @Parameter(
                            description =
                                    "Numbers of questions that are not wanted, with commas between, 400 at most. The"
                                            + " rest of the file is read as if they were. A dry run with the same ones says what"
                                            + " that changes for others, such as those that repeat one.",
                            example = "2,5")
                    @DefaultValue("")
                    @QueryParam("leaveOut")
                    String leaveOut,
            @Parameter(
                            description = "respond-async: answer 202 at once, with where the import can be followed",
                            example = "respond-async")
                    @HeaderParam("Prefer")
                    @Nullable
                    String prefer,
            @Nullable InputStream file)
            throws IOException {
        if (file == null) {
            throw new ProblemException(PlatformError.BODY_MISSING, "Send the file as the body.");
        }
        LeftOut leftOut = LeftOut.of(leaveOut);
        InputStream body = BoundedBody.of(file, MAX_BYTES);
        if (!prefersAsync(prefer)) {
            return Response.ok(imports.importFile(slug, body, format, leftOut, isTrue(dryRun), caller.id()))
                    .build();
        }
        ImportView job = jobs.submit(slug, body, format, leftOut, isTrue(dryRun), caller.id());
        return Response.accepted(job)
                .location(URI.create("/api/v1/imports/" + job.id()))
                .header("Preference-Applied", ASYNC)
                .build();
    }

    private static boolean prefersAsync(@Nullable String prefer) {
        return prefer != null
                && Arrays.stream(prefer.split("[,;]")).map(String::strip).anyMatch(ASYNC::equalsIgnoreCase);
    }

    /** A misspelt flag must not import in earnest what somebody only wanted to try. */
    private static boolean isTrue(String dryRun) {
        return switch (dryRun) {
            case "true", "" -> true;
            case "false" -> false;
            default ->
                throw new ProblemException(PlatformError.INVALID_FIELD, "dryRun must be true or false.")
                        .field("dryRun");
        };
    }
}

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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/banks/{slug}/imports")
@Tag(name = "Imports")
@RunOnVirtualThread
public class ImportResource {

    static final long MAX_BYTES = 256L * 1024 * 1024;

    private final Imports imports;
    private final Caller caller;

    ImportResource(Imports imports, Caller caller) {
        this.imports = imports;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Roles.AUTHOR, Roles.ADMIN})
    @Operation(
            summary = "Import a file of questions",
            description = "The body is the file, at most 256 MB. Each question gets a verdict that names its number and"
                    + " line; one that is rejected never stops the rest. The same file again changes nothing.")
    @APIResponse(responseCode = "200", description = "A verdict for each question of the file")
    @APIResponse(responseCode = "400", description = "An unknown format, or a file that holds no question")
    @APIResponse(responseCode = "413", description = "More than 256 MB")
    public ImportReport importFile(
            @PathParam("slug") String slug,
            @Parameter(description = "auto, or the name of a format; docs/formats.md has them")
                    @DefaultValue("auto")
                    @QueryParam("format")
                    String format,
            @Parameter(description = "Give the verdicts and change nothing")
                    @DefaultValue("false")
                    @QueryParam("dryRun")
                    String dryRun,
            @Nullable InputStream file)
            throws IOException {
        if (file == null) {
            throw new ProblemException(PlatformError.BODY_MISSING, "Send the file as the body.");
        }
        return imports.importFile(slug, BoundedBody.of(file, MAX_BYTES), format, isTrue(dryRun), caller.id());
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

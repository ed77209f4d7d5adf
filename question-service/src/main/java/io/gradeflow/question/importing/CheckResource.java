package io.gradeflow.question.importing;

import io.gradeflow.platform.http.BoundedBody;
import io.gradeflow.platform.http.Roles;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/imports/check")
@Tag(name = "Imports")
@RunOnVirtualThread
public class CheckResource {

    private final Imports imports;

    CheckResource(Imports imports) {
        this.imports = imports;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Roles.AUTHOR, Roles.ADMIN})
    @Operation(
            summary = "Check a file of questions",
            description =
                    "The body is the file, at most 256 MB. Each question gets the verdict that an empty bank would"
                            + " give it, and nothing is stored. A file may hold 250,000 questions; of one with more than"
                            + " 20,000, those alone are listed that have problems, and the counts are of all.")
    @APIResponse(responseCode = "200", description = "A verdict for each question of the file")
    @APIResponse(responseCode = "400", description = "An unknown format, or a file that holds no question")
    @APIResponse(
            responseCode = "413",
            description = "More than 256 MB, more than 250,000 questions, or more to say of them than an answer holds")
    public ImportReport check(
            @Parameter(description = "auto, or the name of a format; docs/formats.md has them")
                    @DefaultValue("auto")
                    @QueryParam("format")
                    String format,
            @Nullable InputStream file)
            throws IOException {
        if (file == null) {
            throw new ProblemException(PlatformError.BODY_MISSING, "Send the file as the body.");
        }
        return imports.check(BoundedBody.of(file, ImportResource.MAX_BYTES), format);
    }
}

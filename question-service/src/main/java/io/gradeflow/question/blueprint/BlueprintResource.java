package io.gradeflow.question.blueprint;

import io.gradeflow.platform.http.Caller;
import io.gradeflow.platform.http.Cursor;
import io.gradeflow.platform.http.Limit;
import io.gradeflow.platform.http.Page;
import io.gradeflow.platform.http.Roles;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/banks/{slug}/blueprints")
@Tag(name = "Blueprints", description = "How exams over a bank are composed, timed and scored")
@RunOnVirtualThread
public class BlueprintResource {

    private static final String JSON = MediaType.APPLICATION_JSON;

    private final Blueprints blueprints;
    private final Caller caller;

    BlueprintResource(Blueprints blueprints, Caller caller) {
        this.blueprints = blueprints;
        this.caller = caller;
    }

    @PUT
    @Path("{name}")
    @RolesAllowed({Roles.AUTHOR, Roles.ADMIN})
    @Operation(
            summary = "Create or replace a blueprint",
            description =
                    "Each section draws questions from a topic and those below it: `count` of them, or `share` per cent"
                            + " of `questions`, which becomes whole numbers by largest remainders. The pass mark is a point on a"
                            + " practice scale, which is not equated. Exams that have begun keep what they were composed by; the"
                            + " same blueprint again changes nothing.")
    @APIResponse(
            responseCode = "201",
            description = "It is new; Location names it",
            content = @Content(mediaType = JSON, schema = @Schema(implementation = BlueprintView.class)))
    @APIResponse(
            responseCode = "200",
            description = "It was there, and is now as sent",
            content = @Content(mediaType = JSON, schema = @Schema(implementation = BlueprintView.class)))
    @APIResponse(responseCode = "400", description = "A field is at fault; the problem names it")
    @APIResponse(responseCode = "404", description = "There is no such bank, or it has no such topic")
    @APIResponse(responseCode = "409", description = "The bank has 50 blueprints")
    public Response put(
            @PathParam("slug") String slug,
            @Parameter(description = "1 to 63 lower-case letters, digits and hyphens", example = "associate")
                    @PathParam("name")
                    String name,
            @Nullable BlueprintRequest request) {
        if (request == null) {
            throw new ProblemException(
                    PlatformError.BODY_MISSING,
                    "Send {\"sections\": [...], \"minutes\": ..., \"passMark\": ..., \"scale\": {...}} as application/json.");
        }
        Blueprints.Put put = blueprints.put(slug, BlueprintCheck.check(name, request));
        Response.ResponseBuilder response = put.created()
                ? Response.created(URI.create("/api/v1/banks/" + slug + "/blueprints/" + name))
                : Response.ok();
        return response.entity(put.view()).build();
    }

    @GET
    @RolesAllowed({Roles.LEARNER, Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(
            summary = "The blueprints of a bank, by name",
            description = "Those for sittings alone are shown to authors, instructors and administrators.")
    public Page<BlueprintView> list(
            @PathParam("slug") String slug,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        int size = Limit.of(limit, 20, Blueprints.MAX_BLUEPRINTS);
        List<BlueprintView> found =
                blueprints.after(slug, cursor == null ? "" : Cursor.decode(cursor), caller.isStaff(), size + 1);
        return new Page<>(
                found.subList(0, Math.min(size, found.size())),
                found.size() > size ? Cursor.encode(found.get(size - 1).name()) : null);
    }

    @GET
    @Path("{name}")
    @RolesAllowed({Roles.LEARNER, Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(
            summary = "One blueprint",
            description = "One for sittings alone is 404 to all but authors, instructors and administrators.")
    public BlueprintView get(@PathParam("slug") String slug, @PathParam("name") String name) {
        return blueprints.get(slug, name, caller.isStaff());
    }

    @GET
    @Path("{name}/coverage")
    @RolesAllowed({Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(
            summary = "Whether the bank can fill a blueprint, and what is missing where",
            description =
                    "Of the questions that are asked now. Exact also where questions belong to the topics of several sections: a"
                            + " paper has each once.")
    @APIResponse(responseCode = "200", description = "How many questions each section lacks; 0 where it lacks none")
    @APIResponse(responseCode = "404", description = "There is no such bank or blueprint")
    public CoverageView coverage(@PathParam("slug") String slug, @PathParam("name") String name) {
        return blueprints.coverage(slug, name);
    }

    @DELETE
    @Path("{name}")
    @RolesAllowed({Roles.AUTHOR, Roles.ADMIN})
    @Operation(summary = "Delete a blueprint", description = "Exams that were composed by it go on; no new one starts.")
    @APIResponse(responseCode = "204", description = "It is gone")
    @APIResponse(responseCode = "404", description = "There is no such bank or blueprint")
    public void delete(@PathParam("slug") String slug, @PathParam("name") String name) {
        blueprints.delete(slug, name);
    }
}

package io.gradeflow.question.asset;

import io.gradeflow.platform.http.BoundedBody;
import io.gradeflow.platform.http.Caller;
import io.gradeflow.platform.http.Cursor;
import io.gradeflow.platform.http.Limit;
import io.gradeflow.platform.http.Page;
import io.gradeflow.platform.http.Roles;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.asset.AssetTables.Stored;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/banks/{slug}/assets")
@Tag(name = "Pictures", description = "Pictures that questions show, as ![what it shows](asset:name) in their Markdown")
@RunOnVirtualThread
public class AssetResource {

    private final Assets assets;
    private final Caller caller;

    AssetResource(Assets assets, Caller caller) {
        this.assets = assets;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(summary = "The pictures of a bank, by name")
    public Page<AssetView> list(
            @PathParam("slug") String slug,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        int size = Limit.of(limit, 50, Assets.MOST_IN_A_BANK);
        List<AssetView> found = assets.after(slug, cursor == null ? "" : Cursor.decode(cursor), size + 1);
        return new Page<>(
                found.subList(0, Math.min(size, found.size())),
                found.size() > size ? Cursor.encode(found.get(size - 1).name()) : null);
    }

    @PUT
    @Path("{name}")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Roles.AUTHOR, Roles.ADMIN})
    @Operation(
            summary = "Keep a picture, or replace it",
            description =
                    "The body is a PNG, JPEG, GIF or WebP of at most 2 MB and 10000 x 10000 pixels; its bytes say which, and not"
                            + " its name or Content-Type. SVG is refused, since it can hold programs. A bank keeps 500 pictures and"
                            + " 100 MB of them. A picture that replaces another is shown in all questions at once, also to those who"
                            + " answer them now. Learners can see a picture whose name they know, so let names of exhibits of exams"
                            + " say nothing.")
    @APIResponse(
            responseCode = "201",
            description = "It is new; Location names it",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AssetView.class)))
    @APIResponse(
            responseCode = "200",
            description = "It was there, and is now as sent",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AssetView.class)))
    @APIResponse(responseCode = "400", description = "No picture, or no name that a picture can have")
    @APIResponse(responseCode = "404", description = "There is no such bank")
    @APIResponse(responseCode = "409", description = "The bank is full")
    @APIResponse(responseCode = "413", description = "More than 2 MB")
    public Response put(
            @PathParam("slug") String slug,
            @Parameter(description = AssetName.RULE, example = "vpc.png") @PathParam("name") String name,
            @Nullable InputStream picture)
            throws IOException {
        if (picture == null) {
            throw new ProblemException(PlatformError.BODY_MISSING, "Send the picture as the body.");
        }
        byte[] content = BoundedBody.of(picture, Assets.MOST_BYTES).readAllBytes();
        Assets.Put put = assets.put(slug, name, content, caller.id());
        Response.ResponseBuilder response = put.created()
                ? Response.created(URI.create("/api/v1/banks/" + slug + "/assets/" + name))
                : Response.ok();
        return response.entity(put.view())
                .type(MediaType.APPLICATION_JSON)
                .tag(put.view().digest())
                .build();
    }

    @GET
    @Path("{name}")
    @RolesAllowed({Roles.LEARNER, Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(
            summary = "A picture",
            description = "With its ETag, so that who has it asks with If-None-Match and is answered 304.")
    @APIResponse(
            responseCode = "200",
            description = "Its bytes",
            content = @Content(mediaType = "image/*", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "304", description = "It is the one that the caller has")
    @APIResponse(responseCode = "404", description = "There is no such bank or picture")
    public Response get(@PathParam("slug") String slug, @PathParam("name") String name, @Context Request request) {
        EntityTag known = new EntityTag(assets.digest(slug, name));
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(known);
        if (unchanged != null) {
            return guarded(unchanged, known);
        }
        Stored stored = assets.get(slug, name);
        return guarded(Response.ok(stored.content(), stored.mediaType()), new EntityTag(stored.digest()));
    }

    /** Whatever a browser takes it for, it is a picture that runs nothing, and is shown again only as it is now. */
    private static Response guarded(Response.ResponseBuilder response, EntityTag tag) {
        return response.tag(tag)
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("Cache-Control", "private, no-cache")
                .build();
    }

    @DELETE
    @Path("{name}")
    @RolesAllowed({Roles.AUTHOR, Roles.ADMIN})
    @Operation(summary = "Delete a picture that no question shows as it stands")
    @APIResponse(responseCode = "204", description = "It is gone")
    @APIResponse(responseCode = "404", description = "There is no such bank or picture")
    @APIResponse(responseCode = "409", description = "A question shows it")
    public void delete(@PathParam("slug") String slug, @PathParam("name") String name) {
        assets.delete(slug, name);
    }
}

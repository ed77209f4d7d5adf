package io.gradeflow.question.editing;

import io.gradeflow.platform.http.Caller;
import io.gradeflow.platform.http.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Shows keys, so learners have no way in. */
@Path("/api/v1/banks/{slug}/questions")
@Tag(name = "Questions")
@RolesAllowed({Roles.AUTHOR, Roles.ADMIN})
@RunOnVirtualThread
public class DraftResource {

    private final QuestionEdits edits;
    private final Caller caller;

    DraftResource(QuestionEdits edits, Caller caller) {
        this.edits = edits;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Write a new question, as a draft",
            description = EditResource.FORM
                    + "Nobody is asked a draft, and no other service knows of it, until it is published: PUT"
                    + " /api/v1/questions/{id}/state.")
    @APIResponse(
            responseCode = "201",
            description = "The draft; Location names it",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = EditedQuestion.class)))
    @APIResponse(responseCode = "400", description = "A field is at fault; `problems` has all that are")
    @APIResponse(responseCode = "404", description = "There is no such bank")
    @APIResponse(
            responseCode = "409",
            description = "The bank has a question of this external id, or of this wording; the problem names it")
    public RestResponse<EditedQuestion> create(
            @PathParam("slug") String slug,
            @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT, example = EditResource.SINGLE)))
                    @Nullable
                    String question) {
        EditedQuestion created = edits.create(slug, SentQuestion.read(question), caller.id());
        return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, created)
                .location(URI.create("/api/v1/questions/" + created.question().id()))
                .header(HttpHeaders.ETAG, created.question().etag())
                .build();
    }
}

package io.gradeflow.question.editing;

import io.gradeflow.platform.http.Caller;
import io.gradeflow.platform.http.Roles;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.Reason;
import io.gradeflow.question.browsing.QuestionView;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Shows keys, so learners have no way in. */
@Path("/api/v1/questions")
@Tag(name = "Questions")
@RolesAllowed({Roles.AUTHOR, Roles.ADMIN})
@RunOnVirtualThread
public class EditResource {

    static final String SINGLE = """
            {"externalId": "mle-001", "type": "single", "stem": "Which metric counts missed positives?",
             "choices": [{"id": "A", "text": "Recall", "correct": true}, {"id": "B", "text": "Precision"}],
             "topics": ["modeling/metrics"], "explanation": "Recall counts them among all positives."}""";

    static final String FORM =
            "The body is a question as a line of JSON Lines has it; docs/formats.md has the fields of"
                    + " every `type`. ";

    private static final String IF_MATCH =
            "The ETag of the question as it was seen. If somebody changed it since, nothing happens and the answer is 412."
                    + " Left out, the change is made to whatever the question is now";

    private final QuestionEdits edits;
    private final StateMoves moves;
    private final Caller caller;

    EditResource(QuestionEdits edits, StateMoves moves, Caller caller) {
        this.edits = edits;
        this.moves = moves;
        this.caller = caller;
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change a question",
            description =
                    FORM + "It is the whole question as it is to be: without `topics` the bank's keyword rules find"
                            + " them, without `externalId` it keeps its own. Another wording or key makes a new revision, which"
                            + " attempts that start from then on are given if the question is published; those that have begun, and"
                            + " all answers, keep theirs. If a key was wrong, correct it instead, so that answers are graded again."
                            + " The same question again changes nothing.")
    @APIResponse(responseCode = "200", description = "The question as it is now")
    @APIResponse(responseCode = "400", description = "A field is at fault; `problems` has all that are")
    @APIResponse(responseCode = "404", description = "There is no such question")
    @APIResponse(responseCode = "409", description = "Another question of the bank has this external id")
    @APIResponse(responseCode = "412", description = "Somebody changed it since; the problem has its `etag` now")
    public RestResponse<EditedQuestion> edit(
            @PathParam("id") UUID id,
            @Parameter(description = IF_MATCH) @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT, example = SINGLE))) @Nullable
                    String question) {
        EditedQuestion edited = edits.edit(id, SentQuestion.read(question), ifMatch, caller.id());
        return RestResponse.ResponseBuilder.ok(edited)
                .header(HttpHeaders.ETAG, edited.question().etag())
                .build();
    }

    @PUT
    @Path("{id}/state")
    @Operation(
            summary = "Publish a question, or retire it",
            description =
                    "A draft can be published or retired, a published question retired, and a retired one published again."
                            + " Attempts that have begun keep their questions whole, and figures all answers. Who moved it, when"
                            + " and why is kept: GET /api/v1/questions/{id}/history. The state that it has already changes"
                            + " nothing.")
    @APIResponse(responseCode = "200", description = "The question as it is now")
    @APIResponse(responseCode = "400", description = "No such state, or no reason")
    @APIResponse(responseCode = "404", description = "There is no such question")
    @APIResponse(responseCode = "409", description = "The state can't follow the one that it has")
    @APIResponse(responseCode = "412", description = "Somebody changed it since; the problem has its `etag` now")
    public RestResponse<QuestionView> move(
            @PathParam("id") UUID id,
            @Parameter(description = IF_MATCH) @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable StateRequest request) {
        if (request == null) {
            throw new ProblemException(
                    PlatformError.BODY_MISSING,
                    "Send {\"state\": \"RETIRED\", \"reason\": \"...\"} as application/json.");
        }
        QuestionView moved =
                moves.move(id, request.checkedState(), Reason.checked(request.reason()), ifMatch, caller.id());
        return RestResponse.ResponseBuilder.ok(moved)
                .header(HttpHeaders.ETAG, moved.etag())
                .build();
    }
}

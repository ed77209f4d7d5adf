package io.gradeflow.question.correcting;

import io.gradeflow.platform.http.Caller;
import io.gradeflow.platform.http.Cursor;
import io.gradeflow.platform.http.Limit;
import io.gradeflow.platform.http.Page;
import io.gradeflow.platform.http.Roles;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Shows keys, so learners have no way in. */
@Path("/api/v1/questions/{id}/revisions/{revision}/corrections")
@Tag(name = "Corrections", description = "Wrong keys put right, for answers that were given and those that come")
@RolesAllowed({Roles.AUTHOR, Roles.ADMIN})
@RunOnVirtualThread
public class CorrectionResource {

    private final Corrections corrections;
    private final Caller caller;

    CorrectionResource(Corrections corrections, Caller caller) {
        this.corrections = corrections;
        this.caller = caller;
    }

    @POST
    @Operation(
            summary = "Put the key of a revision right",
            description =
                    "The key has a further version, by which all answers to this revision are graded, also those given"
                            + " long ago; Location says how far that is. The same key as the one in force is refused with"
                            + " 409, so a repeated request changes nothing. An undo is a further correction, with the"
                            + " `choices` that were right before, or the former `key`.")
    @APIResponse(
            responseCode = "202",
            description = "It is stored and reaches all answers by itself; Location names the regrading",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AcceptedCorrection.class)))
    @APIResponse(responseCode = "400", description = "A field is at fault; the problem names it")
    @APIResponse(responseCode = "404", description = "There is no such question, or it has no such revision")
    @APIResponse(
            responseCode = "409",
            description =
                    "The key is the one in force, and the problem names the correction that made it, if one did; or"
                            + " the revision was never asked")
    public Response correct(
            @PathParam("id") UUID id,
            @Parameter(description = "The newest, or one that answers were given to before", example = "1")
                    @PathParam("revision")
                    int revision,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = CorrectionRequest.class),
                                            examples = {
                                                @ExampleObject(name = "Another choice is right", value = """
                                                    {"effect": "regrade", "choices": ["B"], "reason": "A was marked by mistake."}\
                                                    """),
                                                @ExampleObject(name = "Undo: what was right before", value = """
                                                    {"effect": "regrade", "choices": ["A"], "reason": "A was right after all."}\
                                                    """),
                                                @ExampleObject(name = "Another number is right", value = """
                                                    {"effect": "regrade", "key": {"ranges": [{"low": 99.85, "high": 99.95}]},
                                                     "reason": "The guide counts hours, not days."}\
                                                    """),
                                                @ExampleObject(name = "Another order is right", value = """
                                                    {"effect": "regrade", "key": {"order": ["B", "A", "C"]}, "reason": "A and B changed places."}\
                                                    """),
                                                @ExampleObject(name = "Full credit for everybody", value = """
                                                    {"effect": "credit-all", "reason": "Two choices can be defended."}\
                                                    """),
                                                @ExampleObject(name = "It counts no more", value = """
                                                    {"effect": "withdraw", "reason": "The exhibit is missing."}\
                                                    """)
                                            }))
                    @Nullable
                    CorrectionRequest request) {
        if (request == null) {
            throw new ProblemException(
                    PlatformError.BODY_MISSING,
                    "Send {\"effect\": \"regrade\", \"choices\": [...], \"reason\": \"...\"} as application/json.");
        }
        AcceptedCorrection accepted = corrections.correct(id, revision, CorrectionCheck.check(request), caller.id());
        return Response.accepted(accepted)
                .location(URI.create("/api/v1/regrades/" + accepted.correctionId()))
                .build();
    }

    @GET
    @Operation(
            summary = "The corrections of a revision, newest first",
            description = "Who corrected the key, when, why, and what it was before; enough to undo it.")
    @APIResponse(responseCode = "404", description = "There is no such question, or it has no such revision")
    public Page<CorrectionView> list(
            @PathParam("id") UUID id,
            @PathParam("revision") int revision,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        int size = Limit.of(limit, 50, 500);
        List<CorrectionView> found = corrections.before(id, revision, Cursor.number(cursor, Long.MAX_VALUE), size + 1);
        return new Page<>(
                found.subList(0, Math.min(size, found.size())),
                found.size() > size
                        ? Cursor.encode(Integer.toString(found.get(size - 1).keyVersion()))
                        : null);
    }
}

package io.gradeflow.question.topic;

import io.gradeflow.platform.http.Caller;
import io.gradeflow.platform.http.Roles;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/banks/{slug}/topics")
@Tag(name = "Topics")
@RolesAllowed({Roles.AUTHOR, Roles.ADMIN})
@RunOnVirtualThread
public class TopicMoveResource {

    /**
     * @param topic the path that it has
     * @param to the path that it is to have; left out where it stays
     * @param title left out where it stays
     */
    @Schema(name = "TopicMove", example = """
            {"topic": "metrics", "to": "modeling/evaluation/metrics", "title": "Metrics of classifiers"}""")
    record MoveRequest(
            @Nullable String topic,
            @Nullable String to,
            @Nullable String title) {}

    /** @param into the path of the topic that stays */
    @Schema(name = "TopicMerge", example = """
            {"topic": "ml-metrics", "into": "modeling/metrics"}""")
    record MergeRequest(@Nullable String topic, @Nullable String into) {}

    private final TopicMoves moves;
    private final Caller caller;

    TopicMoveResource(TopicMoves moves, Caller caller) {
        this.moves = moves;
        this.caller = caller;
    }

    @POST
    @Path("moves")
    @Operation(
            summary = "Move a topic in the tree, or give it another title",
            description =
                    "All below it goes along, and so do questions, blueprints and all figures, because it stays the same topic."
                            + " Parents that aren't there are created. Files that name it by its old path create a topic of that"
                            + " path when they are imported again.")
    @APIResponse(responseCode = "200", description = "Where it stands now")
    @APIResponse(responseCode = "400", description = "A field is at fault; the problem names it")
    @APIResponse(responseCode = "404", description = "There is no such bank or topic")
    @APIResponse(responseCode = "409", description = "A topic has that path; merge them instead")
    public TopicMoved move(@PathParam("slug") String slug, @Nullable MoveRequest request) {
        if (request == null) {
            throw new ProblemException(
                    PlatformError.BODY_MISSING, "Send {\"topic\": \"...\", \"to\": \"...\"} as application/json.");
        }
        String topic = required(request.topic(), "topic");
        String title = title(request.title());
        if (request.to() == null && title == null) {
            throw invalid("to", "to must say where the topic goes, or title what it is called from now on.");
        }
        if (request.to() != null && !TopicPath.isValid(request.to())) {
            throw invalid("to", "to must be lower-case words joined by hyphens, levels apart by /.");
        }
        return moves.move(slug, topic, request.to(), title);
    }

    @POST
    @Path("merges")
    @Operation(
            summary = "Let a topic go up in another one",
            description =
                    "Its questions, keywords, sections of blueprints and the topics below it become those of the other one, and so"
                            + " do all figures. Topics below both that have the same name are merged too.")
    @APIResponse(responseCode = "200", description = "The topic that stays")
    @APIResponse(responseCode = "400", description = "A field is at fault; the problem names it")
    @APIResponse(responseCode = "404", description = "There is no such bank or topic")
    @APIResponse(responseCode = "409", description = "A blueprint has sections for both; the problem names it")
    public TopicMoved merge(@PathParam("slug") String slug, @Nullable MergeRequest request) {
        if (request == null) {
            throw new ProblemException(
                    PlatformError.BODY_MISSING, "Send {\"topic\": \"...\", \"into\": \"...\"} as application/json.");
        }
        return moves.merge(slug, required(request.topic(), "topic"), required(request.into(), "into"), caller.id());
    }

    private static String required(@Nullable String path, String field) {
        if (path == null || !TopicPath.isValid(path)) {
            throw invalid(field, field + " must be the path of a topic.");
        }
        return path;
    }

    private static @Nullable String title(@Nullable String title) {
        if (title != null && (title.isBlank() || title.length() > 200 || title.indexOf('\u0000') >= 0)) {
            throw invalid("title", "title must have 1 to 200 characters.");
        }
        return title == null ? null : title.strip();
    }

    private static ProblemException invalid(String field, String detail) {
        return new ProblemException(PlatformError.INVALID_FIELD, detail).field(field);
    }
}

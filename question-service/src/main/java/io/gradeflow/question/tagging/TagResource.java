package io.gradeflow.question.tagging;

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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/banks/{slug}/questions/tags")
@Tag(name = "Topics")
@RolesAllowed({Roles.AUTHOR, Roles.ADMIN})
@RunOnVirtualThread
public class TagResource {

    private final Tags tags;
    private final Caller caller;

    TagResource(Tags tags, Caller caller) {
        this.tags = tags;
        this.caller = caller;
    }

    @POST
    @Operation(
            summary = "Give many questions topics, and take topics from them",
            description =
                    "The questions are named by `ids`, or found by `filter`. All of them change or, if anything is at fault, none."
                            + " Figures follow at once: they are sums over the questions of a topic now. From then on the keyword"
                            + " rules leave these questions alone. The same again changes nothing.")
    @APIResponse(responseCode = "200", description = "How many questions were meant, and how many changed")
    @APIResponse(responseCode = "400", description = "A field is at fault; the problem names it")
    @APIResponse(responseCode = "404", description = "There is no such bank, or it has no such topic or question")
    public TaggedView change(@PathParam("slug") String slug, @Nullable TagRequest request) {
        if (request == null) {
            throw new ProblemException(
                    PlatformError.BODY_MISSING,
                    "Send {\"filter\": {...}, \"add\": [\"...\"], \"remove\": [\"...\"]} as application/json.");
        }
        return tags.change(slug, request.checked(), caller.id());
    }
}

package io.gradeflow.question.comparing;

import io.gradeflow.platform.audit.Audited;
import io.gradeflow.platform.http.Cursor;
import io.gradeflow.platform.http.Limit;
import io.gradeflow.platform.http.Page;
import io.gradeflow.platform.http.Roles;
import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.QuestionError;
import io.gradeflow.question.browsing.QuestionQueries;
import io.gradeflow.question.browsing.QuestionView;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Shows keys, so learners have no way in. */
@Path("/api/v1/questions/{id}/revisions")
@Tag(name = "Questions")
@RolesAllowed({Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
@RunOnVirtualThread
public class RevisionResource {

    private final Jdbi jdbi;

    RevisionResource(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @GET
    @Operation(summary = "The revisions of a question, newest first")
    @APIResponse(responseCode = "404", description = "There is no such question")
    public Page<RevisionView> list(
            @PathParam("id") UUID id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        int size = Limit.of(limit, 50, 500);
        long before = Cursor.number(cursor, Long.MAX_VALUE);
        List<RevisionView> found = jdbi.inTransaction(handle -> {
            newest(handle, id);
            return RevisionQueries.before(handle, id, before, size + 1);
        });
        return new Page<>(
                found.subList(0, Math.min(size, found.size())),
                found.size() > size
                        ? Cursor.encode(Integer.toString(found.get(size - 1).revision()))
                        : null);
    }

    @GET
    @Audited
    @Path("{revision}")
    @Operation(
            summary = "One revision of a question with its key",
            description = "State and topics are those of the question now; the rest is the revision's own.")
    @APIResponse(responseCode = "404", description = "There is no such question, or it has no such revision")
    public QuestionView get(@PathParam("id") UUID id, @Parameter(example = "1") @PathParam("revision") int revision) {
        return jdbi.inTransaction(handle -> find(handle, id, revision));
    }

    @GET
    @Audited
    @Path("{from}/diff/{to}")
    @Operation(
            summary = "What sets two revisions of a question apart",
            description = "Texts word by word; long ones line by line. Of one revision and itself nothing.")
    @APIResponse(responseCode = "404", description = "There is no such question, or it has no such revision")
    public DiffView diff(
            @PathParam("id") UUID id,
            @Parameter(example = "1") @PathParam("from") int from,
            @Parameter(example = "2") @PathParam("to") int to) {
        return jdbi.inTransaction(handle -> new Comparison(
                        find(handle, id, from),
                        find(handle, id, to),
                        RevisionQueries.topics(handle, id, from),
                        RevisionQueries.topics(handle, id, to))
                .view());
    }

    private static QuestionView find(Handle handle, UUID id, int revision) {
        return QuestionQueries.find(handle, id, revision)
                .orElseThrow(() -> new ProblemException(
                        QuestionError.REVISION_UNKNOWN,
                        "The question has the revisions 1 to "
                                + newest(handle, id).revision() + ", and no " + revision + "."));
    }

    private static QuestionView newest(Handle handle, UUID id) {
        return QuestionQueries.find(handle, id)
                .orElseThrow(() ->
                        new ProblemException(QuestionError.QUESTION_UNKNOWN, "No question has the id " + id + "."));
    }
}

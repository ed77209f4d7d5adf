package io.gradeflow.question.journal;

import io.gradeflow.platform.http.Cursor;
import io.gradeflow.platform.http.Limit;
import io.gradeflow.platform.http.Page;
import io.gradeflow.platform.http.Roles;
import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.QuestionError;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/questions/{id}/history")
@Tag(name = "Questions")
@RolesAllowed({Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
@RunOnVirtualThread
public class HistoryResource {

    private final Jdbi jdbi;

    HistoryResource(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @GET
    @Operation(
            summary = "What was done to a question, newest first",
            description =
                    "Revisions, moves from state to state, corrections of keys, other topics: who did it, when, and why. A"
                            + " question that came in a file was published as it was created. Nothing is ever taken out.")
    @APIResponse(responseCode = "404", description = "There is no such question")
    public Page<HistoryEntry> list(
            @PathParam("id") UUID id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        int size = Limit.of(limit, 50, 500);
        HistoryTables.Place before = cursor == null ? HistoryTables.Place.END : place(cursor);
        List<HistoryTables.Placed> found = jdbi.inTransaction(handle -> {
            if (!HistoryTables.questionExists(handle, id)) {
                throw new ProblemException(QuestionError.QUESTION_UNKNOWN, "No question has the id " + id + ".");
            }
            return HistoryTables.before(handle, id, before, size + 1);
        });
        List<HistoryTables.Placed> page = found.subList(0, Math.min(size, found.size()));
        return new Page<>(
                page.stream().map(HistoryTables.Placed::entry).toList(),
                found.size() > size ? Cursor.encode(page.getLast().place().text()) : null);
    }

    private static HistoryTables.Place place(String cursor) {
        return HistoryTables.Place.parse(Cursor.decode(cursor)).orElseThrow(Cursor::invalid);
    }
}

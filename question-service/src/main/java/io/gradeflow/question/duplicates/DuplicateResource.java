package io.gradeflow.question.duplicates;

import io.gradeflow.platform.http.Cursor;
import io.gradeflow.platform.http.Limit;
import io.gradeflow.platform.http.Page;
import io.gradeflow.platform.http.Roles;
import io.gradeflow.question.bank.BankRow;
import io.gradeflow.question.browsing.QuestionQueries;
import io.gradeflow.question.browsing.QuestionView;
import io.gradeflow.question.duplicates.DuplicatePairs.Pair;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Shows keys, so learners have no way in. */
@Path("/api/v1/banks/{slug}/duplicates")
@Tag(name = "Questions")
@RolesAllowed({Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
@RunOnVirtualThread
public class DuplicateResource {

    private final Jdbi jdbi;

    DuplicateResource(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @GET
    @Operation(
            summary = "Questions of a bank that say almost the same, two by two",
            description =
                    "In the order in which the later of the two came; a page holds all pairs of its last question, so it may have"
                            + " some more than `limit`. Questions whose numbers differ are never told of. To settle a pair, retire"
                            + " one: retired questions aren't compared.")
    @APIResponse(responseCode = "404", description = "There is no such bank")
    public Page<DuplicateView> list(
            @PathParam("slug") String slug,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        int size = Limit.of(limit, 20, 100);
        long after = Cursor.number(cursor, 0);
        return jdbi.inTransaction(handle -> {
            BankRow bank = BankRow.of(handle, slug);
            List<Pair> found = DuplicatePairs.after(handle, bank.id(), after, size + 1);
            long last = found.size() > size ? found.get(size - 1).question().number() : Long.MAX_VALUE;
            List<Pair> page = found.stream()
                    .filter(pair -> pair.question().number() <= last)
                    .toList();
            boolean hasMore = page.size() < found.size() || found.size() > size;
            return new Page<>(views(handle, page), hasMore ? Cursor.encode(Long.toString(last)) : null);
        });
    }

    private static List<DuplicateView> views(Handle handle, List<Pair> pairs) {
        Map<UUID, QuestionView> questions = QuestionQueries.find(
                handle,
                pairs.stream()
                        .flatMap(pair -> Stream.of(pair.question(), pair.other()))
                        .map(SketchTables.Sketched::questionId)
                        .distinct()
                        .toList());
        return pairs.stream()
                .map(pair -> new DuplicateView(
                        BigDecimal.valueOf(pair.similarity()).setScale(2, RoundingMode.DOWN),
                        Objects.requireNonNull(questions.get(pair.question().questionId())),
                        Objects.requireNonNull(questions.get(pair.other().questionId()))))
                .toList();
    }
}

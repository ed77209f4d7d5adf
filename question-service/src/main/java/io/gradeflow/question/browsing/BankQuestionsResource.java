package io.gradeflow.question.browsing;

import io.gradeflow.platform.http.Limit;
import io.gradeflow.platform.http.Page;
import io.gradeflow.platform.http.Roles;
import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.QuestionError;
import io.gradeflow.question.bank.BankRow;
import io.gradeflow.question.topic.TopicTables;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Shows keys, so learners have no way in. */
@Path("/api/v1/banks/{slug}/questions")
@Tag(name = "Questions")
@RolesAllowed({Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
@RunOnVirtualThread
public class BankQuestionsResource {

    private final Jdbi jdbi;

    BankQuestionsResource(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @GET
    @Operation(summary = "The questions of a bank with their keys, in the order in which they came")
    public Page<QuestionView> list(
            @PathParam("slug") String slug,
            @Parameter(description = "A topic's path; questions below it count too") @QueryParam("topic") @Nullable
                    String topic,
            @Parameter(description = "Words that stand in stem, choices or external id") @QueryParam("q") @Nullable
                    String words,
            @Parameter(description = "Only questions without a topic") @DefaultValue("false") @QueryParam("untagged")
                    boolean untagged,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        int size = Limit.of(limit, 50, 500);
        return jdbi.inTransaction(handle -> {
            BankRow bank = BankRow.of(handle, slug);
            if (topic != null && !TopicTables.ids(handle, bank.id()).containsKey(topic)) {
                throw new ProblemException(
                                QuestionError.TOPIC_UNKNOWN,
                                "The bank has no such topic; see GET /api/v1/banks/" + slug + "/topics.")
                        .field("topic");
            }
            return QuestionQueries.page(
                    handle, bank.id(), new QuestionQueries.Filter(topic, words, untagged), cursor, size);
        });
    }
}

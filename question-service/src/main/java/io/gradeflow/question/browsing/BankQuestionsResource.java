package io.gradeflow.question.browsing;

import io.gradeflow.platform.audit.Audited;
import io.gradeflow.platform.http.Limit;
import io.gradeflow.platform.http.Page;
import io.gradeflow.platform.http.Roles;
import io.gradeflow.question.bank.BankRow;
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
    @Audited
    @Operation(
            summary = "The questions of a bank with their keys, in the order in which they came",
            description =
                    "All of them, drafts and retired ones too, unless parameters hold some back; those hold together. A page"
                            + " follows the one before whatever changed in between: each question stands once at most.")
    public Page<QuestionView> list(
            @PathParam("slug") String slug,
            @Parameter(description = "A topic's path; questions below it count too") @QueryParam("topic") @Nullable
                    String topic,
            @Parameter(
                            description =
                                    "Words, each of which must begin some word of stem, choices, prompts or external id, whatever"
                                            + " its case and accents; `marks` says where",
                            example = "missed posit")
                    @QueryParam("q")
                    @Nullable
                    String words,
            @Parameter(
                            description = "SINGLE, MULTIPLE, TRUE_FALSE, SHORT_TEXT, NUMERIC, MATCHING or ORDERING",
                            example = "SINGLE")
                    @QueryParam("kind")
                    @Nullable
                    String kind,
            @Parameter(description = "DRAFT, PUBLISHED or RETIRED", example = "PUBLISHED")
                    @QueryParam("state")
                    @Nullable
                    String state,
            @Parameter(description = "Only questions without a topic") @DefaultValue("false") @QueryParam("untagged")
                    boolean untagged,
            @Parameter(description = "Only questions without an explanation")
                    @DefaultValue("false")
                    @QueryParam("unexplained")
                    boolean unexplained,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        int size = Limit.of(limit, 50, 500);
        QuestionFilter filter = QuestionFilter.of(topic, words, kind, state, untagged, unexplained, "");
        return jdbi.inTransaction(handle -> {
            BankRow bank = BankRow.of(handle, slug);
            filter.requireTopic(handle, bank, "topic");
            return QuestionQueries.page(handle, bank.id(), filter, cursor, size);
        });
    }
}

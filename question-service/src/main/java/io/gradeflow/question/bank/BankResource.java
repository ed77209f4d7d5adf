package io.gradeflow.question.bank;

import io.gradeflow.platform.http.Caller;
import io.gradeflow.platform.http.Cursor;
import io.gradeflow.platform.http.Limit;
import io.gradeflow.platform.http.Page;
import io.gradeflow.platform.http.Roles;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.AttemptModes;
import io.gradeflow.question.QuestionError;
import io.gradeflow.question.Slug;
import io.gradeflow.question.publishing.Publisher;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/banks")
@Tag(name = "Banks")
@RunOnVirtualThread
public class BankResource {

    /** @param allowedModes all where it is left out */
    @Schema(example = """
            {"slug": "aws-ml-engineer", "title": "AWS ML Engineer practice", "allowedModes": ["practice", "exam", "review"]}""")
    record BankRequest(
            @Nullable String slug,
            @Nullable String title,
            @Nullable List<@Nullable String> allowedModes) {}

    @Schema(example = """
            {"modes": ["exam"]}""")
    record ModesRequest(@Nullable List<@Nullable String> modes) {}

    /** @param allowedModes the modes in which attempts may be started */
    record BankView(UUID id, String slug, String title, int revision, List<String> allowedModes) {

        static BankView of(Bank bank) {
            return new BankView(bank.id, bank.slug, bank.title, bank.revision, bank.modes());
        }
    }

    private final BankRepository banks;
    private final Banks changes;
    private final Publisher publisher;
    private final Caller caller;

    BankResource(BankRepository banks, Banks changes, Publisher publisher, Caller caller) {
        this.banks = banks;
        this.changes = changes;
        this.publisher = publisher;
        this.caller = caller;
    }

    @POST
    @RolesAllowed({Roles.AUTHOR, Roles.ADMIN})
    @Operation(summary = "Create a bank")
    @APIResponse(responseCode = "201", description = "The bank; Location names it")
    @APIResponse(responseCode = "409", description = "A bank with this slug exists")
    public Response create(@Nullable BankRequest request) {
        if (request == null) {
            throw new ProblemException(
                    PlatformError.BODY_MISSING, "Send {\"slug\": \"...\", \"title\": \"...\"} as application/json.");
        }
        String slug = request.slug();
        if (slug == null || !Slug.isValid(slug)) {
            throw new ProblemException(PlatformError.INVALID_FIELD, "slug must be " + Slug.RULE + ".").field("slug");
        }
        String title = request.title();
        if (title == null || title.isBlank() || title.length() > 200 || title.indexOf('\u0000') >= 0) {
            throw new ProblemException(PlatformError.INVALID_FIELD, "title must have 1 to 200 characters.")
                    .field("title");
        }
        List<String> modes = request.allowedModes() == null
                ? AttemptModes.ALL
                : AttemptModes.checked(request.allowedModes(), "allowedModes");
        Bank bank = changes.create(slug, title.strip(), modes, caller.id());
        publisher.publishSoon(bank.id, bank.revision);
        return Response.created(URI.create("/api/v1/banks/" + bank.slug))
                .entity(BankView.of(bank))
                .build();
    }

    @GET
    @RolesAllowed({Roles.LEARNER, Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(summary = "All banks, by slug")
    @Transactional
    public Page<BankView> list(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @Nullable Integer limit) {
        int size = Limit.of(limit, 100, 500);
        List<Bank> found = banks.after(cursor == null ? "" : Cursor.decode(cursor), size + 1);
        List<Bank> page = found.subList(0, Math.min(size, found.size()));
        return new Page<>(
                page.stream().map(BankView::of).toList(),
                found.size() > size ? Cursor.encode(page.getLast().slug) : null);
    }

    @GET
    @Path("{slug}")
    @RolesAllowed({Roles.LEARNER, Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(summary = "One bank")
    @Transactional
    public BankView get(@PathParam("slug") String slug) {
        return banks.find("slug", slug)
                .firstResultOptional()
                .map(BankView::of)
                .orElseThrow(() -> BankRow.unknown(slug));
    }

    @PUT
    @Path("{slug}/modes")
    @RolesAllowed({Roles.AUTHOR, Roles.ADMIN})
    @Operation(
            summary = "Say in which modes attempts over the bank may be started",
            description =
                    "One or more of practice, exam and review. Attempts that have begun go on. The same modes again"
                            + " change nothing.")
    @APIResponse(responseCode = "200", description = "The bank as it is now")
    @APIResponse(responseCode = "400", description = "No mode, an unknown one, or one named twice")
    @APIResponse(responseCode = "404", description = "There is no such bank")
    public BankView putModes(@PathParam("slug") String slug, @Nullable ModesRequest request) {
        if (request == null) {
            throw new ProblemException(PlatformError.BODY_MISSING, "Send {\"modes\": [\"exam\"]} as application/json.");
        }
        BankView bank = changes.allow(slug, AttemptModes.checked(request.modes(), "modes"));
        publisher.publishSoon(bank.id(), bank.revision());
        return bank;
    }

    static ProblemException exists(String slug) {
        return new ProblemException(
                        QuestionError.BANK_EXISTS,
                        "The slug " + slug + " is taken; choose another, or import into that bank.")
                .field("slug");
    }
}

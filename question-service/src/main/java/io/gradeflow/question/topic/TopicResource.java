package io.gradeflow.question.topic;

import io.gradeflow.platform.http.BodyUpTo;
import io.gradeflow.platform.http.Caller;
import io.gradeflow.platform.http.Roles;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.QuestionError;
import io.gradeflow.question.bank.BankRow;
import io.gradeflow.question.publishing.Publisher;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/banks/{slug}/topics")
@Tag(name = "Topics")
@RunOnVirtualThread
public class TopicResource {

    /**
     * @param keywords the staff's alone, because a keyword may stand in a question's correct choices only; else null
     * @param questions below the topic that are asked now, each once
     */
    record TopicView(
            UUID id, String path, String title, @Nullable List<String> keywords, int questions) {}

    record TopicsView(List<TopicView> topics) {}

    /**
     * @param tagged questions that the keyword rules give a topic
     * @param untagged questions without any topic
     * @param kept topics that the taxonomy lacks and that stay because questions name them
     * @param published whether the other services were told
     */
    record PutView(int topics, int tagged, int untagged, List<String> kept, boolean published) {}

    private record Outcome(BankRow bank, int revision, PutView view) {}

    private final Jdbi jdbi;
    private final Publisher publisher;
    private final Caller caller;
    private final InstantSource clock;

    TopicResource(Jdbi jdbi, Publisher publisher, Caller caller, InstantSource clock) {
        this.clock = clock;
        this.jdbi = jdbi;
        this.publisher = publisher;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.LEARNER, Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(summary = "The bank's tree of topics, by path", description = "Keywords are shown to the staff alone.")
    public TopicsView get(@PathParam("slug") String slug) {
        boolean tellsKeywords = caller.isStaff();
        return jdbi.withHandle(handle -> {
            BankRow bank = BankRow.of(handle, slug);
            return new TopicsView(handle.createQuery("""
                            SELECT id, path, title, keywords, (
                                SELECT count(DISTINCT question_id) FROM topic lower JOIN question_topic ON topic_id = lower.id
                                    JOIN question ON question.id = question_id AND state = 'PUBLISHED'
                                WHERE lower.bank_id = topic.bank_id
                                    AND (lower.path = topic.path OR starts_with(lower.path, topic.path || '/'))) AS questions
                            FROM topic WHERE bank_id = :bank ORDER BY path COLLATE "C"
                            """)
                    .bind("bank", bank.id())
                    .map((row, context) -> new TopicView(
                            row.getObject("id", UUID.class),
                            row.getString("path"),
                            row.getString("title"),
                            tellsKeywords
                                    ? List.of(
                                            (String[]) row.getArray("keywords").getArray())
                                    : null,
                            row.getInt("questions")))
                    .list());
        });
    }

    @PUT
    @BodyUpTo(BodyUpTo.LARGE)
    @Consumes({"application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml", "text/plain", "application/json"})
    @RolesAllowed({Roles.AUTHOR, Roles.ADMIN})
    @Operation(
            summary = "Replace the bank's taxonomy",
            description =
                    "YAML or JSON: {topics: [{path, title, keywords}]}. Topics keep their identity as long as they keep"
                            + " their path. Questions without topics of their own are tagged anew by the keywords.")
    @APIResponse(responseCode = "200", description = "The taxonomy is in place; `kept` names what stays besides")
    @APIResponse(responseCode = "400", description = "The taxonomy can't be read; the problem says where")
    @APIResponse(
            responseCode = "409",
            description = "A topic would go away from which a blueprint draws questions; the problem names both")
    public PutView put(@PathParam("slug") String slug, @Nullable String body) {
        if (body == null || body.isBlank()) {
            throw new ProblemException(
                    PlatformError.BODY_MISSING, "Send topics: as a list of {path, title, keywords}, in YAML or JSON.");
        }
        Taxonomy taxonomy = parse(body);
        Outcome outcome = jdbi.inTransaction(handle -> replace(handle, slug, taxonomy, caller.id(), clock.instant()));
        boolean published = publisher.publishSoon(outcome.bank().id(), outcome.revision());
        PutView view = outcome.view();
        return new PutView(view.topics(), view.tagged(), view.untagged(), view.kept(), published);
    }

    private static Taxonomy parse(String body) {
        try {
            return Taxonomy.parse(body.replace("\u0000", ""));
        } catch (InvalidTaxonomyException e) {
            throw new ProblemException(QuestionError.INVALID_TAXONOMY, e.getMessage() + ".").field(e.field());
        }
    }

    private static Outcome replace(Handle handle, String slug, Taxonomy taxonomy, String by, Instant at) {
        BankRow bank = BankRow.locked(handle, slug);
        TopicTables.put(handle, bank.id(), taxonomy.entries());
        dropUnnamed(handle, bank.id(), taxonomy);
        Tagging.Outcome tagging = Tagging.retag(handle, bank.id(), by, at);
        dropUnnamed(handle, bank.id(), taxonomy);
        requireNoneLeftToBlueprints(handle, bank, taxonomy);
        List<String> named = paths(taxonomy);
        List<String> kept = TopicTables.entries(handle, bank.id()).stream()
                .map(TopicEntry::path)
                .filter(path -> !named.contains(path))
                .toList();
        int revision = bank.revision() + 1;
        BankRow.raise(handle, bank.id(), revision);
        return new Outcome(
                bank,
                revision,
                new PutView(named.size() + kept.size(), tagging.tagged(), tagging.untagged(), kept, false));
    }

    /**
     * Removes topics that the taxonomy lacks, unless a question stands in one of them or below it, or a blueprint names one
     * of them or below it.
     */
    private static void dropUnnamed(Handle handle, UUID bankId, Taxonomy taxonomy) {
        handle.createUpdate("""
                        UPDATE topic SET keywords = '{}' WHERE bank_id = :bank AND NOT path = ANY (:named)
                        """)
                .bind("bank", bankId)
                .bindArray("named", String.class, paths(taxonomy))
                .execute();
        handle.createUpdate("""
                        DELETE FROM topic WHERE bank_id = :bank AND NOT path = ANY (:named) AND NOT EXISTS (
                            SELECT FROM topic lower
                            WHERE lower.bank_id = :bank
                                AND (lower.path = topic.path OR starts_with(lower.path, topic.path || '/'))
                                AND (EXISTS (SELECT FROM question_topic WHERE topic_id = lower.id)
                                    OR EXISTS (SELECT FROM blueprint_section WHERE topic_id = lower.id)))
                        """)
                .bind("bank", bankId)
                .bindArray("named", String.class, paths(taxonomy))
                .execute();
    }

    /**
     * @throws ProblemException with 409 if a topic that the taxonomy lacks is still there only because a blueprint names it:
     *     no exam could be composed any more, and nobody would know before its day
     */
    private static void requireNoneLeftToBlueprints(Handle handle, BankRow bank, Taxonomy taxonomy) {
        handle.createQuery("""
                        SELECT path, blueprint FROM blueprint_section s JOIN topic ON topic.id = topic_id
                        WHERE s.bank_id = :bank AND NOT path = ANY (:named) AND NOT EXISTS (
                            SELECT FROM topic lower JOIN question_topic ON topic_id = lower.id
                            WHERE lower.bank_id = :bank
                                AND (lower.path = topic.path OR starts_with(lower.path, topic.path || '/')))
                        ORDER BY blueprint, position LIMIT 1
                        """)
                .bind("bank", bank.id())
                .bindArray("named", String.class, paths(taxonomy))
                .map((row, context) -> inUse(bank.slug(), row.getString("path"), row.getString("blueprint")))
                .findOne()
                .ifPresent(problem -> {
                    throw problem;
                });
    }

    private static ProblemException inUse(String slug, String path, String blueprint) {
        return new ProblemException(
                        QuestionError.TOPIC_IN_USE,
                        "The blueprint " + blueprint + " draws questions from " + path
                                + ", which this taxonomy lacks. Keep the topic, or first change the blueprint: PUT or DELETE"
                                + " /api/v1/banks/" + slug + "/blueprints/" + blueprint + ".")
                .field("topics")
                .with("topic", path)
                .with("blueprint", blueprint);
    }

    private static List<String> paths(Taxonomy taxonomy) {
        return taxonomy.entries().stream().map(TopicEntry::path).toList();
    }
}

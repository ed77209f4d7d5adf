package io.gradeflow.question.restoring;

import io.gradeflow.events.BankPublished;
import io.gradeflow.events.BankPublished.BankTopic;
import io.gradeflow.events.BankPublished.Blueprint;
import io.gradeflow.events.BankPublished.Section;
import io.gradeflow.platform.database.ArrayText;
import io.gradeflow.platform.database.Columns;
import io.gradeflow.question.AttemptModes;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Banks as they were published, with their topics and blueprints. Keywords of topics and shares of sections are in no event: new ones have none. */
final class RestoredBanks {

    /** Stands where an author's id does that nobody knows any more. */
    static final String AUTHOR = "restore";

    private record TopicOf(UUID bank, BankTopic topic) {}

    private record BlueprintOf(UUID bank, Blueprint blueprint) {}

    private record SectionOf(UUID bank, String blueprint, int position, Section section) {}

    private RestoredBanks() {}

    static void takeOver(Handle handle, List<StaleBank> stale, Instant now) {
        if (stale.isEmpty()) {
            return;
        }
        List<StaleBank> told =
                stale.stream().filter(bank -> bank.published() != null).toList();
        addBanks(handle, told, now);
        raise(handle, stale);
        List<BankPublished> banks = StaleBank.published(told).toList();
        putTopics(handle, banks);
        putBlueprints(handle, banks);
    }

    /** A revision that was told counts as published, but for one whose questions came further than the bank itself. */
    private static void addBanks(Handle handle, List<StaleBank> told, Instant now) {
        Columns.of(told)
                .uuid("ids", StaleBank::id)
                .text("slugs", bank -> of(bank).slug())
                .text("titles", bank -> of(bank).title())
                .integer("published", bank -> of(bank).revision())
                .text("modes", RestoredBanks::modes)
                .bindTo(handle.createUpdate("""
                        INSERT INTO bank (id, slug, title, revision, created_at, created_by, published, allowed_modes)
                        SELECT id, slug, title, published, :now, :author, published, modes::text[]
                        FROM unnest(:ids, :slugs, :titles, :published, :modes) AS b (id, slug, title, published, modes)
                        ON CONFLICT (id) DO UPDATE SET title = excluded.title, published = excluded.published,
                            allowed_modes = excluded.allowed_modes
                        WHERE bank.revision < excluded.revision
                        """))
                .bind("now", Timestamp.from(now))
                .bind("author", AUTHOR)
                .execute();
    }

    private static @Nullable String modes(StaleBank bank) {
        List<String> stored = AttemptModes.toStored(of(bank).allowedModes());
        return stored == null ? null : ArrayText.ofTexts(stored);
    }

    private static BankPublished of(StaleBank bank) {
        return Objects.requireNonNull(bank.published());
    }

    private static void raise(Handle handle, List<StaleBank> stale) {
        Columns.of(stale)
                .uuid("ids", StaleBank::id)
                .integer("revisions", StaleBank::revision)
                .bindTo(handle.createUpdate("""
                        UPDATE bank SET revision = b.revision FROM unnest(:ids, :revisions) AS b (id, revision)
                        WHERE bank.id = b.id AND bank.revision < b.revision
                        """))
                .execute();
    }

    /** First all paths give way, for topics may have taken each other's. */
    private static void putTopics(Handle handle, List<BankPublished> banks) {
        handle.createUpdate("UPDATE topic SET path = id::text WHERE bank_id = ANY (:banks)")
                .bindArray("banks", UUID.class, ids(banks))
                .execute();
        List<TopicOf> topics = new ArrayList<>();
        banks.forEach(bank -> bank.topics().forEach(topic -> topics.add(new TopicOf(bank.bankId(), topic))));
        Columns.of(topics)
                .uuid("ids", one -> one.topic().topicId())
                .uuid("banks", TopicOf::bank)
                .text("paths", one -> one.topic().path())
                .text("titles", one -> one.topic().title())
                .bindTo(handle.createUpdate("""
                        INSERT INTO topic (id, bank_id, path, title, keywords)
                        SELECT id, bank_id, path, title, '{}' FROM unnest(:ids, :banks, :paths, :titles)
                            AS t (id, bank_id, path, title)
                        ON CONFLICT (id) DO UPDATE SET path = excluded.path, title = excluded.title
                        """))
                .execute();
    }

    private static void putBlueprints(Handle handle, List<BankPublished> banks) {
        handle.createUpdate("DELETE FROM blueprint WHERE bank_id = ANY (:banks)")
                .bindArray("banks", UUID.class, ids(banks))
                .execute();
        List<BlueprintOf> blueprints = new ArrayList<>();
        List<SectionOf> sections = new ArrayList<>();
        for (BankPublished bank : banks) {
            for (Blueprint blueprint : Objects.requireNonNullElse(bank.blueprints(), List.<Blueprint>of())) {
                blueprints.add(new BlueprintOf(bank.bankId(), blueprint));
                for (Section section : blueprint.sections()) {
                    sections.add(new SectionOf(
                            bank.bankId(),
                            blueprint.name(),
                            blueprint.sections().indexOf(section) + 1,
                            section));
                }
            }
        }
        Columns.of(blueprints)
                .uuid("banks", BlueprintOf::bank)
                .text("names", one -> one.blueprint().name())
                .text("titles", one -> one.blueprint().title())
                .integer("unscored", one -> one.blueprint().unscored())
                .integer("minutes", one -> one.blueprint().minutes())
                .integer("marks", one -> one.blueprint().passMark())
                .integer("minima", one -> one.blueprint().scale().min())
                .integer("maxima", one -> one.blueprint().scale().max())
                .bool("sittings", one -> one.blueprint().sittingOnly())
                .bindTo(handle.createUpdate("""
                        INSERT INTO blueprint (bank_id, name, title, unscored, minutes, pass_mark, scale_min, scale_max, sitting_only)
                        SELECT * FROM unnest(:banks, :names, :titles, :unscored, :minutes, :marks, :minima, :maxima, :sittings)
                        """))
                .execute();
        Columns.of(sections)
                .uuid("banks", SectionOf::bank)
                .text("blueprints", SectionOf::blueprint)
                .integer("positions", SectionOf::position)
                .text("paths", one -> one.section().topicPath())
                .integer("counts", one -> one.section().count())
                .bindTo(handle.createUpdate("""
                        INSERT INTO blueprint_section (bank_id, blueprint, position, topic_id, count)
                        SELECT s.bank_id, s.blueprint, s.position, topic.id, s.count
                        FROM unnest(:banks, :blueprints, :positions, :paths, :counts)
                                AS s (bank_id, blueprint, position, path, count)
                            JOIN topic ON topic.bank_id = s.bank_id AND topic.path = s.path
                        """))
                .execute();
    }

    /** Topics that weren't published any more, once no question names them. */
    static void dropGone(Handle handle, List<StaleBank> stale) {
        handle.createUpdate("""
                        DELETE FROM topic WHERE bank_id = ANY (:banks) AND path = id::text
                            AND NOT EXISTS (SELECT FROM question_topic WHERE topic_id = topic.id)
                            AND NOT EXISTS (SELECT FROM blueprint_section WHERE topic_id = topic.id)
                        """)
                .bindArray("banks", UUID.class, StaleBank.ids(stale))
                .execute();
    }

    private static List<UUID> ids(List<BankPublished> banks) {
        return banks.stream().map(BankPublished::bankId).toList();
    }
}

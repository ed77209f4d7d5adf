package io.gradeflow.attempt.catalog;

import io.gradeflow.events.BankPublished;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.QuestionPublished;
import io.gradeflow.platform.database.ArrayText;
import io.gradeflow.platform.database.Columns;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Writes published banks and questions. Each statement takes a whole batch, and repeating one changes nothing. */
final class CatalogTables {

    private CatalogTables() {}

    static void storeBanks(Handle handle, List<BankPublished> published) {
        for (BankPublished bank :
                newest(published, BankPublished::bankId, Comparator.comparing(BankPublished::revision))) {
            int stored = handle.createUpdate("""
                            INSERT INTO bank AS held (bank_id, slug, title, revision, allowed_modes, question_count, digest)
                            VALUES (:bank, :slug, :title, :revision, :modes, :count, :digest)
                            ON CONFLICT (bank_id) DO UPDATE SET
                                slug = excluded.slug, title = excluded.title, revision = excluded.revision,
                                allowed_modes = excluded.allowed_modes, question_count = excluded.question_count,
                                digest = excluded.digest
                            WHERE held.revision <= excluded.revision
                            """)
                    .bind("bank", bank.bankId())
                    .bind("slug", bank.slug())
                    .bind("title", bank.title())
                    .bind("revision", bank.revision())
                    .bindArray("modes", String.class, bank.allowedModes())
                    .bind("count", bank.questionCount())
                    .bind("digest", bank.digest())
                    .execute();
            if (stored == 1) {
                storeTopics(handle, bank);
                storeBlueprints(handle, bank);
            }
        }
    }

    private static void storeTopics(Handle handle, BankPublished bank) {
        Columns.of(bank.topics())
                .uuid("topics", BankPublished.BankTopic::topicId)
                .text("paths", BankPublished.BankTopic::path)
                .text("titles", BankPublished.BankTopic::title)
                .bindTo(handle.createUpdate("""
                        WITH told AS (SELECT * FROM unnest(:topics, :paths, :titles) AS t (topic_id, path, title)),
                        gone AS (
                            DELETE FROM topic WHERE bank_id = :bank AND topic_id NOT IN (SELECT topic_id FROM told))
                        INSERT INTO topic (topic_id, bank_id, path, title)
                        SELECT topic_id, :bank, path, title FROM told
                        ON CONFLICT (topic_id) DO UPDATE SET path = excluded.path, title = excluded.title
                        """))
                .bind("bank", bank.bankId())
                .execute();
    }

    private static void storeBlueprints(Handle handle, BankPublished bank) {
        handle.createUpdate("DELETE FROM blueprint WHERE bank_id = :bank")
                .bind("bank", bank.bankId())
                .execute();
        Columns.of(bank.blueprints() == null ? List.<BankPublished.Blueprint>of() : bank.blueprints())
                .text("names", BankPublished.Blueprint::name)
                .text("titles", BankPublished.Blueprint::title)
                .text("sections", blueprint -> json(blueprint.sections()))
                .integer("unscored", BankPublished.Blueprint::unscored)
                .integer("minutes", BankPublished.Blueprint::minutes)
                .integer("passMarks", BankPublished.Blueprint::passMark)
                .integer("minima", blueprint -> blueprint.scale().min())
                .integer("maxima", blueprint -> blueprint.scale().max())
                .bool("sittingOnly", BankPublished.Blueprint::sittingOnly)
                .bindTo(handle.createUpdate("""
                        INSERT INTO blueprint (bank_id, name, title, sections, unscored, minutes, pass_mark, scale_min,
                            scale_max, sitting_only)
                        SELECT :bank, name, title, sections::jsonb, unscored, minutes, pass_mark, scale_min, scale_max,
                            sitting_only
                        FROM unnest(:names, :titles, :sections, :unscored, :minutes, :passMarks, :minima, :maxima,
                                :sittingOnly)
                            AS b (name, title, sections, unscored, minutes, pass_mark, scale_min, scale_max, sitting_only)
                        """))
                .bind("bank", bank.bankId())
                .execute();
    }

    static void storeQuestions(Handle handle, List<QuestionPublished> published) {
        // Records of one key come in their order, so the last one of a batch is the newest state.
        Columns.of(last(published, QuestionPublished::recordKey))
                .uuid("questions", QuestionPublished::questionId)
                .integer("revisions", QuestionPublished::revision)
                .uuid("banks", QuestionPublished::bankId)
                .text("externalIds", QuestionPublished::externalId)
                .integer("introduced", QuestionPublished::introducedIn)
                .integer("retired", QuestionPublished::retiredIn)
                .text("kinds", question -> question.kind().name())
                .text("stems", QuestionPublished::stem)
                .text("choices", question -> json(question.choices()))
                .text("prompts", question -> question.prompts() == null ? null : json(question.prompts()))
                .integer("minima", question -> question.select().min())
                .integer("maxima", question -> question.select().max())
                .text("topics", question -> ArrayText.of(question.topicIds(), id -> id))
                .bindTo(handle.createUpdate("""
                        INSERT INTO question (question_id, revision, bank_id, external_id, introduced_in, retired_in, kind, stem,
                            choices, prompts, select_min, select_max, topic_ids)
                        SELECT question_id, revision, bank_id, external_id, introduced_in, retired_in, kind, stem,
                            choices::jsonb, prompts::jsonb, select_min, select_max, topics::uuid[]
                        FROM unnest(:questions, :revisions, :banks, :externalIds, :introduced, :retired, :kinds, :stems,
                                :choices, :prompts, :minima, :maxima, :topics)
                            AS q (question_id, revision, bank_id, external_id, introduced_in, retired_in, kind, stem, choices,
                                prompts, select_min, select_max, topics)
                        ON CONFLICT (question_id, revision) DO UPDATE SET
                            external_id = excluded.external_id,
                            introduced_in = excluded.introduced_in, retired_in = excluded.retired_in,
                            kind = excluded.kind, stem = excluded.stem, choices = excluded.choices, prompts = excluded.prompts,
                            select_min = excluded.select_min, select_max = excluded.select_max,
                            topic_ids = excluded.topic_ids
                        """))
                .execute();
    }

    static <T, K> Collection<T> newest(List<T> events, Function<T, K> key, Comparator<T> age) {
        return events.stream()
                .collect(Collectors.toMap(key, Function.identity(), BinaryOperator.maxBy(age)))
                .values();
    }

    private static <T> List<T> last(List<T> events, Function<T, String> key) {
        return List.copyOf(events.stream()
                .collect(Collectors.toMap(key, Function.identity(), (earlier, later) -> later))
                .values());
    }

    static String json(Object value) {
        return new String(EventJson.write(value), StandardCharsets.UTF_8);
    }
}

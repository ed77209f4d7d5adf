package io.gradeflow.analytics.catalog;

import io.gradeflow.analytics.catalog.ExamBlueprint.Section;
import io.gradeflow.events.BankPublished;
import io.gradeflow.events.BankPublished.Blueprint;
import io.gradeflow.platform.database.ArrayText;
import io.gradeflow.platform.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Blueprints of banks, as they are published now. */
public final class Blueprints {

    private Blueprints() {}

    /** In the order of their names. */
    public static List<ExamBlueprint> of(Handle handle, UUID bank) {
        return handle.createQuery("SELECT * FROM blueprint WHERE bank_id = :bank ORDER BY name")
                .bind("bank", bank)
                .map((row, context) -> new ExamBlueprint(
                        row.getString("name"),
                        row.getString("title"),
                        row.getInt("pass_mark"),
                        row.getInt("scale_min"),
                        row.getInt("scale_max"),
                        sections(row)))
                .list();
    }

    private static List<Section> sections(ResultSet row) throws SQLException {
        String[] topics = (String[]) row.getArray("topics").getArray();
        Integer[] questions = (Integer[]) row.getArray("questions").getArray();
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < topics.length; i++) {
            sections.add(new Section(topics[i], questions[i]));
        }
        return sections;
    }

    static void store(Handle handle, UUID bank, List<Blueprint> published) {
        Columns.of(published)
                .text("names", Blueprint::name)
                .text("titles", Blueprint::title)
                .integer("passMarks", Blueprint::passMark)
                .integer("mins", blueprint -> blueprint.scale().min())
                .integer("maxs", blueprint -> blueprint.scale().max())
                .text(
                        "topics",
                        blueprint -> ArrayText.ofTexts(blueprint.sections().stream()
                                .map(BankPublished.Section::topicPath)
                                .toList()))
                .text("questions", blueprint -> ArrayText.of(blueprint.sections(), BankPublished.Section::count))
                .bindTo(handle.createUpdate("""
                        WITH told AS (
                            SELECT * FROM unnest(:names, :titles, :passMarks, :mins, :maxs, :topics, :questions)
                                AS t (name, title, pass_mark, scale_min, scale_max, topics, questions)),
                        gone AS (
                            DELETE FROM blueprint WHERE bank_id = :bank AND name NOT IN (SELECT name FROM told))
                        INSERT INTO blueprint (bank_id, name, title, pass_mark, scale_min, scale_max, topics, questions)
                        SELECT :bank, name, title, pass_mark, scale_min, scale_max, topics::text[], questions::int[] FROM told
                        ON CONFLICT (bank_id, name) DO UPDATE SET
                            title = excluded.title, pass_mark = excluded.pass_mark, scale_min = excluded.scale_min,
                            scale_max = excluded.scale_max, topics = excluded.topics, questions = excluded.questions
                        """))
                .bind("bank", bank)
                .execute();
    }
}

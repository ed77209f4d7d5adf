package io.gradeflow.attempt.catalog;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.gradeflow.events.QuestionPublished;
import io.gradeflow.platform.database.Columns;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The texts of questions, kept in memory as far as they are asked for: a revision's text never changes. */
@ApplicationScoped
public class Questions {

    /** In characters, so that some ten thousand questions stay. */
    private static final long LARGEST = 32_000_000;

    private static final TypeReference<List<Question.Choice>> CHOICES = new TypeReference<>() {};

    private final ObjectMapper json;
    private final Cache<Question.Ref, Question> cache = Caffeine.newBuilder()
            .maximumWeight(LARGEST)
            .<Question.Ref, Question>weigher((ref, question) -> question.stem().length()
                    + Stream.concat(question.choices().stream(), question.prompts().stream())
                            .mapToInt(choice -> choice.text().length() + 50)
                            .sum()
                    + 200)
            .build();

    Questions(ObjectMapper json) {
        this.json = json;
    }

    /** The same, without a connection where all are in memory. */
    public Map<Question.Ref, Question> of(Jdbi jdbi, Collection<Question.Ref> wanted) {
        Map<Question.Ref, Question> found = cache.getAllPresent(wanted);
        return found.keySet().containsAll(wanted) ? found : jdbi.withHandle(handle -> of(handle, wanted));
    }

    /** The questions that are known of those asked for, with one statement at most. */
    public Map<Question.Ref, Question> of(Handle handle, Collection<Question.Ref> wanted) {
        Map<Question.Ref, Question> found = new HashMap<>(cache.getAllPresent(wanted));
        List<Question.Ref> missing = wanted.stream()
                .distinct()
                .filter(ref -> !found.containsKey(ref))
                .toList();
        if (!missing.isEmpty()) {
            Map<Question.Ref, Question> loaded = load(handle, missing);
            cache.putAll(loaded);
            found.putAll(loaded);
        }
        return found;
    }

    private Map<Question.Ref, Question> load(Handle handle, List<Question.Ref> missing) {
        return Columns.of(missing)
                .uuid("questions", Question.Ref::questionId)
                .integer("revisions", Question.Ref::revision)
                .bindTo(handle.createQuery("""
                        SELECT question_id, revision, kind, stem, choices, prompts, select_min, select_max
                        FROM question JOIN unnest(:questions, :revisions) AS wanted (question_id, revision)
                            USING (question_id, revision)
                        """))
                .reduceResultSet(new HashMap<>(), (loaded, row, context) -> {
                    loaded.put(
                            new Question.Ref(row.getObject("question_id", UUID.class), row.getInt("revision")),
                            question(row));
                    return loaded;
                });
    }

    private Question question(ResultSet row) throws SQLException {
        try {
            return Question.of(
                    QuestionPublished.Kind.valueOf(row.getString("kind")),
                    row.getString("stem"),
                    json.readValue(row.getString("choices"), CHOICES),
                    row.getString("prompts") == null ? List.of() : json.readValue(row.getString("prompts"), CHOICES),
                    row.getInt("select_min"),
                    row.getInt("select_max"));
        } catch (IOException e) {
            throw new UncheckedIOException("stored choices can't be read", e);
        }
    }
}

package io.gradeflow.analytics.population;

import io.gradeflow.analytics.facts.TimeBuckets;
import io.gradeflow.analytics.items.Answer;
import io.gradeflow.analytics.items.Item;
import io.gradeflow.events.EventJson;
import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.ChoiceResponse;
import io.gradeflow.grading.CreditAllKey;
import io.gradeflow.grading.MatchingKey;
import io.gradeflow.grading.NumberResponse;
import io.gradeflow.grading.NumericKey;
import io.gradeflow.grading.OrderResponse;
import io.gradeflow.grading.OrderingKey;
import io.gradeflow.grading.PairsResponse;
import io.gradeflow.grading.TextKey;
import io.gradeflow.grading.TextResponse;
import io.gradeflow.grading.WithdrawnKey;
import io.gradeflow.grading.Grade;
import io.gradeflow.grading.Grading;
import io.gradeflow.grading.Response;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Reads a population out of facts, papers and keys, all within the transaction of the handle. */
final class PopulationReader {

    private static final int ROWS_AT_A_TIME = 5000;

    /** Of a point; grades have no finer ones. */
    private static final int DECIMALS = 6;

    private static final String ATTEMPTS = """
            SELECT DISTINCT ON (learner_id) attempt_id FROM attempt
            WHERE bank_id = :bank AND mode IN ('exam', 'imported') AND ending IN ('FINISHED', 'EXPIRED')
                AND (:cohort = '' OR :cohort = ANY (cohorts))
                AND (:any OR blueprint IS NOT DISTINCT FROM CAST(:blueprint AS text))
                %s
            ORDER BY learner_id, finished_at, attempt_id
            """;

    /**
     * A row for each question of each paper. A grade that is not of the version on the paper is of a version that was replaced,
     * or of one that is to replace it.
     */
    private static final String CELLS = """
            WITH chosen AS (%s)
            SELECT attempt_id, paper.question_id, paper.revision, paper.version, paper.unscored,
                fact.answer_version, fact.response, fact.score, fact.maximum, %s AS time_bucket
            FROM chosen JOIN attempt USING (attempt_id)
                CROSS JOIN LATERAL unnest(question_ids, revisions, answer_versions, unscored)
                    WITH ORDINALITY AS paper (question_id, revision, version, unscored, position)
                LEFT JOIN answer_fact AS fact USING (attempt_id, question_id)
            ORDER BY attempt_id, position
            """;

    private static final String ITEMS = """
            SELECT question_id, revision, external_id, choice_ids, key
            FROM question_revision LEFT JOIN answer_key USING (question_id, revision)
            WHERE question_revision.bank_id = :bank
            """;

    /** Those who have an attempt of which something changed, with all of their attempts. */
    private static final String LEARNERS = """
            SELECT learner_id, attempt_id FROM attempt
            WHERE bank_id = :bank AND mode IN ('exam', 'imported')
                AND learner_id IN (SELECT learner_id FROM attempt WHERE attempt_id = ANY (:attempts))
            """;

    private final Handle handle;
    private final Sample sample;

    PopulationReader(Handle handle, Sample sample) {
        this.handle = handle;
        this.sample = sample;
    }

    Population read() {
        Population population = new Population(items());
        cells(population, cells(""));
        return population;
    }

    /** Brings up to date what the attempts change, which may be another attempt of the same learner. */
    void reread(Population population, Collection<UUID> changed) {
        Map<UUID, String> learners = handle.createQuery(LEARNERS)
                .bind("bank", sample.bank())
                .bindArray("attempts", UUID.class, changed.toArray())
                .reduceResultSet(new HashMap<>(), (found, row, context) -> {
                    found.put(row.getObject("attempt_id", UUID.class), row.getString("learner_id"));
                    return found;
                });
        population.remove(learners.keySet());
        Query cells = cells("AND learner_id = ANY (:learners)")
                .bindArray(
                        "learners", String.class, Set.copyOf(learners.values()).toArray());
        cells(population, cells);
    }

    private Query cells(String which) {
        Sample.Composed composed = sample.composed();
        return handle.createQuery(CELLS.formatted(ATTEMPTS.formatted(which), TimeBuckets.sql("fact.elapsed_millis")))
                .bind("bank", sample.bank())
                .bind("cohort", sample.cohort())
                .bind("any", composed == null)
                .bind("blueprint", composed == null ? null : composed.blueprint())
                .setFetchSize(ROWS_AT_A_TIME);
    }

    private static final class Paper {

        private final UUID attempt;
        private final List<Answer> form = new ArrayList<>();
        private boolean provisional;

        Paper(UUID attempt) {
            this.attempt = attempt;
        }

        void closeInto(Population population) {
            if (provisional) {
                population.putOff(attempt);
            } else {
                population.put(attempt, form);
            }
        }
    }

    private static void cells(Population population, Query query) {
        Paper last = query.reduceResultSet((Paper) null, (paper, row, context) -> {
            UUID attempt = row.getObject("attempt_id", UUID.class);
            Paper current = paper;
            if (current == null || !current.attempt.equals(attempt)) {
                if (current != null) {
                    current.closeInto(population);
                }
                current = new Paper(attempt);
            }
            Answer answer = answer(population, row);
            if (answer == null) {
                current.provisional = true;
            } else {
                current.form.add(answer);
            }
            return current;
        });
        if (last != null) {
            last.closeInto(population);
        }
    }

    /** Null while its question, key or grade isn't here. */
    private static @Nullable Answer answer(Population population, ResultSet row) throws SQLException {
        String id = new ItemId(row.getObject("question_id", UUID.class), row.getInt("revision")).toString();
        DescribedItem described = population.described(id);
        if (described == null) {
            return null;
        }
        boolean counts = !row.getBoolean("unscored");
        int version = row.getInt("version");
        if (version == 0) {
            Grade blank = described.blank();
            return blank == null
                    ? null
                    : new Answer(id, rounded(blank.score()), rounded(blank.maximum()), Set.of(), null, counts);
        }
        Integer graded = row.getObject("answer_version", Integer.class);
        if (graded == null || graded != version) {
            return null;
        }
        Set<String> chosen = chosen(row.getString("response"));
        return new Answer(
                id,
                rounded(row.getBigDecimal("score")),
                rounded(row.getBigDecimal("maximum")),
                described.item().options().containsAll(chosen) ? chosen : Set.of(),
                row.getObject("time_bucket", Integer.class),
                counts);
    }

    private static BigDecimal rounded(BigDecimal points) {
        return points.scale() > DECIMALS ? points.setScale(DECIMALS, RoundingMode.HALF_EVEN) : points;
    }

    /** Nothing is chosen where the answer is typed or arranged. */
    private static Set<String> chosen(@Nullable String response) {
        if (response == null) {
            return Set.of();
        }
        Response read = EventJson.read(response.getBytes(StandardCharsets.UTF_8), Response.class);
        return switch (read) {
            case ChoiceResponse choice -> choice.choices();
            case TextResponse text -> Set.of();
            case NumberResponse number -> Set.of();
            case PairsResponse pairs -> Set.of();
            case OrderResponse order -> Set.of();
        };
    }

    /** Whether choices are ticked. What is put in order or to prompts is published as choices, too. */
    private static boolean isTicked(@Nullable AnswerKey key) {
        return switch (key) {
            case null -> true;
            case ChoiceKey choice -> true;
            case CreditAllKey creditAll -> true;
            case WithdrawnKey withdrawn -> true;
            case TextKey text -> false;
            case NumericKey numeric -> false;
            case MatchingKey matching -> false;
            case OrderingKey ordering -> false;
        };
    }

    private Map<String, DescribedItem> items() {
        return handle.createQuery(ITEMS)
                .bind("bank", sample.bank())
                .reduceResultSet(new HashMap<>(), (items, row, context) -> {
                    String id = new ItemId(row.getObject("question_id", UUID.class), row.getInt("revision")).toString();
                    items.put(id, described(id, row));
                    return items;
                });
    }

    private static DescribedItem described(String id, ResultSet row) throws SQLException {
        String stored = row.getString("key");
        AnswerKey key =
                stored == null ? null : EventJson.read(stored.getBytes(StandardCharsets.UTF_8), AnswerKey.class);
        List<String> options =
                isTicked(key) ? List.of((String[]) row.getArray("choice_ids").getArray()) : List.of();
        Set<String> right = key instanceof ChoiceKey choice ? choice.correct() : Set.of();
        boolean small = options.size() <= Item.MOST_OPTIONS;
        return new DescribedItem(
                new Item(id, small ? options : List.of(), small ? right : Set.of()),
                row.getString("external_id"),
                key == null ? null : Grading.grade(key, null));
    }
}

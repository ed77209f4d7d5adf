package io.gradeflow.analytics.topics;

import io.gradeflow.analytics.facts.TimeHistogram;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;

/**
 * Where the counted answers are read from: sums of all time or by day for many learners, facts for one.
 *
 * @param sums SQL that gives {@code question_id, first, answers, correct, score, maximum, times}, and {@code day} where it is by day
 * @param bindings what stands for their parameters
 */
record AnswerSource(String sums, Map<String, Object> bindings) {

    private static final String FACTS = """
            (SELECT *, 1 AS answers, (answered_at AT TIME ZONE 'UTC')::date AS day, %s AS times
            FROM answer_fact WHERE learner_id = :learner AND bank_id = :bank AND counted AND answered) AS fact
            """.formatted(TimeHistogram.sql("elapsed_millis"));

    private record Condition(String sql, String name, Object value) {}

    static AnswerSource of(UUID bank, Whose whose, TopicFilter filter, boolean byDay) {
        List<Condition> conditions = new ArrayList<>();
        if (filter.from() != null) {
            conditions.add(new Condition("day >= :from", "from", filter.from()));
        }
        if (filter.to() != null) {
            conditions.add(new Condition("day <= :to", "to", filter.to()));
        }
        if (filter.mode() != null) {
            conditions.add(new Condition("mode = :mode", "mode", filter.mode()));
        }
        if (filter.answers() != TopicFilter.Answers.ALL) {
            conditions.add(new Condition("first = :first", "first", filter.answers() == TopicFilter.Answers.FIRST));
        }
        return switch (whose) {
            case Whose.InCohort in -> ofCohort(bank, in.cohort(), conditions, byDay || filter.hasRange());
            case Whose.OfLearner of -> ofLearner(bank, of, conditions);
        };
    }

    private static AnswerSource ofCohort(UUID bank, String cohort, List<Condition> conditions, boolean byDay) {
        conditions.add(new Condition("bank_id = :bank", "bank", bank));
        conditions.add(new Condition("cohort = :cohort", "cohort", cohort));
        String day = byDay ? "day, " : "";
        String where = where(conditions);
        return new AnswerSource(
                "SELECT " + day + "question_id, first, answers, correct, score, maximum, times FROM question_"
                        + (byDay ? "day_" : "") + "rollup" + where,
                bindings(conditions));
    }

    private static AnswerSource ofLearner(UUID bank, Whose.OfLearner learner, List<Condition> conditions) {
        if (learner.within() != null) {
            conditions.add(new Condition(
                    "cohorts && :within", "within", learner.within().toArray(String[]::new)));
        }
        String where = where(conditions);
        Map<String, Object> bindings = bindings(conditions);
        bindings.put("bank", bank);
        bindings.put("learner", learner.learnerId());
        return new AnswerSource(
                "SELECT day, question_id, first, answers, correct::int AS correct, score, maximum, times FROM " + FACTS
                        + where,
                bindings);
    }

    Query bindTo(Query query) {
        bindings.forEach(query::bind);
        return query;
    }

    private static String where(List<Condition> conditions) {
        return conditions.isEmpty()
                ? ""
                : " WHERE "
                        + String.join(
                                " AND ", conditions.stream().map(Condition::sql).toList());
    }

    private static Map<String, Object> bindings(List<Condition> conditions) {
        Map<String, Object> bindings = new HashMap<>();
        conditions.forEach(condition -> bindings.put(condition.name(), condition.value()));
        return bindings;
    }
}

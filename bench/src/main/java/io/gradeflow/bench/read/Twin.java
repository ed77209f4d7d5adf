package io.gradeflow.bench.read;

import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.facts.Counting;
import io.gradeflow.bench.system.Insides;
import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.Topic;
import io.gradeflow.grading.Response;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The same answers under other ids, told by events and counted by the service: all its rows have to be those that were filled
 * by SQL, but for the ids.
 */
final class Twin {

    private static final int SHOWN = 3;

    private final Insides insides;
    private final FilledTables tables;
    private final FilledBank bank;

    Twin(Insides insides, FilledTables tables, FilledBank bank) {
        this.insides = insides;
        this.tables = tables;
        this.bank = bank;
    }

    /**
     * Puts the bank's answers onto the log, half of them in each lane, and waits until they are counted.
     *
     * @return rows that one of both has and the other has not; none if the tables are filled as the service fills them
     */
    List<String> differences(Counting counting) {
        List<AnswerGraded> answers = answers();
        List<AnswerGraded> live = answers.subList(0, answers.size() / 2);
        List<AnswerGraded> slow = answers.subList(answers.size() / 2, answers.size());
        counting.count(Topic.ANSWERS_REGRADED, slow.size(), slow::get);
        counting.count(Topic.ANSWERS_GRADED, live.size(), live::get);
        List<String> differences = new ArrayList<>();
        if (answers.isEmpty()) {
            differences.add("The smallest bank has no facts to be compared");
        }
        FilledTables.FACTS_AND_SUMS.forEach(table -> differences.addAll(differences(table)));
        return differences;
    }

    /** A sum of zeros means the same as none. */
    private List<String> differences(String table) {
        List<String> columns = tables.texts("""
                SELECT CASE WHEN atttypid = 'uuid'::regtype
                    THEN format('(left(replace(%%1$s::text, ''-'', ''''), 24) || ''%s'')::uuid AS %%1$s', attname) ELSE attname::text END
                FROM pg_attribute WHERE attrelid = '%s'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum
                """.formatted(bank.twinDigits(), table));
        String rows = "SELECT " + String.join(", ", columns) + " FROM " + table + " WHERE bank_id = '%s'"
                + (table.equals(FilledTables.FACTS) ? "" : " AND answers <> 0");
        String filled = rows.formatted(bankId(bank.digits()));
        String counted = rows.formatted(bankId(bank.twinDigits()));
        List<String> odd = tables.texts("""
                SELECT side || row_to_json(odd) FROM (
                    (SELECT 'only filled ' AS side, * FROM (%1$s EXCEPT %2$s) AS one)
                    UNION ALL (SELECT 'only counted ', * FROM (%2$s EXCEPT %1$s) AS other)) AS odd
                """.formatted(filled, counted));
        return odd.isEmpty()
                ? List.of()
                : List.of(table + " differs in " + odd.size() + " rows: "
                        + odd.stream().limit(SHOWN).collect(Collectors.joining("; ")));
    }

    private String bankId(String digits) {
        return tables.texts("SELECT (left(md5('bank'), 24) || '" + digits + "')::uuid")
                .getFirst();
    }

    private List<AnswerGraded> answers() {
        List<AnswerGraded> answers = new ArrayList<>();
        try (Connection connection = insides.analyticsDatabase();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM answer_fact WHERE bank_id = '"
                        + bankId(bank.digits()) + "' ORDER BY answer_id")) {
            while (row.next()) {
                answers.add(answer(row));
            }
            return answers;
        } catch (SQLException e) {
            throw new BenchException("The facts can't be read: " + e.getMessage(), e);
        }
    }

    private AnswerGraded answer(ResultSet row) throws SQLException {
        return new AnswerGraded(
                twin(row.getString("answer_id")),
                row.getInt("answer_version"),
                row.getInt("key_version"),
                twin(row.getString("attempt_id")),
                1,
                row.getString("learner_id"),
                twin(row.getString("bank_id")),
                row.getString("mode"),
                List.of((String[]) row.getArray("cohorts").getArray()),
                twin(row.getString("question_id")),
                row.getInt("revision"),
                EventJson.read(row.getString("response").getBytes(StandardCharsets.UTF_8), Response.class),
                row.getBigDecimal("score"),
                row.getBigDecimal("maximum"),
                row.getBoolean("correct"),
                row.getLong("elapsed_millis"),
                row.getObject("answered_at", OffsetDateTime.class).toInstant(),
                null,
                null);
    }

    private UUID twin(String id) {
        return UUID.fromString(id.substring(0, id.length() - bank.digits().length()) + bank.twinDigits());
    }
}

package io.gradeflow.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.gradeflow.analytics.facts.TimeHistogram;
import io.gradeflow.devstack.testing.DevStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "analytics"))
class UpgradeTest {

    /** A schema of its own, beside the service's. */
    private static final String SCHEMA = "upgrade";

    @Inject
    AgroalDataSource dataSource;

    @Inject
    Jdbi jdbi;

    @Test
    void shouldKeepWhatIsCountedAndWithholdExamsUntilTheirEndingsAreRead() {
        migrateTo("1");
        jdbi.useHandle(handle -> handle.createScript("""
                        INSERT INTO upgrade.answer_fact
                        SELECT gen_random_uuid(), 1, 1, gen_random_uuid(), bank, 'ada', bank, 1, mode, answered, correct, 0.5, 1, now()
                        FROM (VALUES ('practice', true, true), ('practice', true, false), ('exam', true, true), ('exam', false, false))
                                AS told (mode, answered, correct),
                            CAST('0198a000-0000-7000-8000-000000000001' AS uuid) AS bank;
                        INSERT INTO upgrade.question_rollup
                        SELECT bank_id, question_id, 3, 2, 1.5, 3 FROM upgrade.answer_fact LIMIT 1;
                        INSERT INTO upgrade.learner_question_rollup
                        SELECT bank_id, learner_id, question_id, 3, 2 FROM upgrade.answer_fact LIMIT 1;
                        """).execute());

        migrateTo("2");

        assertThat(
                        rows(
                                "SELECT concat_ws(' ', mode, counted, count(*)) FROM upgrade.answer_fact GROUP BY mode, counted"))
                .containsExactlyInAnyOrder("practice t 2", "exam f 2");
        assertThat(rows("SELECT concat_ws(' ', answers, correct, score, maximum) FROM upgrade.question_rollup"))
                .containsExactly("2 1 1.0 2");
        assertThat(rows("SELECT concat_ws(' ', answers, correct) FROM upgrade.learner_question_rollup"))
                .containsExactly("2 1");
    }

    @Test
    void shouldReadGradesAndEndingsAgainSinceFactsHoldMoreNow() {
        migrateTo("2");
        jdbi.useHandle(handle -> handle.createScript("""
                        INSERT INTO upgrade.stored_offset
                        SELECT topic, 0, 7, now() FROM unnest(ARRAY['banks', 'questions', 'answers-graded', 'answers-regraded',
                            'attempts-finished']) AS read (topic);
                        INSERT INTO upgrade.set_aside_event (topic, partition, record_offset, reason, set_aside_at)
                        SELECT topic, 0, 3, 'no event', now() FROM unnest(ARRAY['banks', 'answers-graded']) AS refused (topic);
                        """).execute());

        migrateTo("3");

        assertThat(rows("SELECT topic FROM upgrade.stored_offset")).containsExactlyInAnyOrder("banks", "questions");
        assertThat(rows("SELECT topic FROM upgrade.set_aside_event")).containsExactly("banks");
        assertThat(rows("SELECT answer_id::text FROM upgrade.answer_fact")).isEmpty();
    }

    @Test
    void shouldPutTimesBesideTheOtherSumsAlsoOfWhatWasProven() {
        migrateTo("5");
        jdbi.useHandle(handle -> handle.createScript("""
                        INSERT INTO upgrade.question_rollup
                        SELECT bank, '', bank, mode, true, answers, 1, 0.5, answers
                        FROM (VALUES ('practice', 3), ('review', 1)) AS told (mode, answers),
                            CAST('0198a000-0000-7000-8000-000000000001' AS uuid) AS bank;
                        INSERT INTO upgrade.question_time_rollup
                        SELECT bank_id, cohort, question_id, mode, first, bucket, time.answers
                        FROM (SELECT * FROM upgrade.question_rollup WHERE mode = 'practice') AS told,
                            (VALUES (0, 2), (57, 1), (58, 0)) AS time (bucket, answers);
                        INSERT INTO upgrade.question_day_rollup
                        SELECT bank_id, cohort, '2026-03-01', question_id, mode, first, answers, correct, score, maximum
                        FROM upgrade.question_rollup;
                        INSERT INTO upgrade.question_day_time_rollup
                        SELECT bank_id, cohort, '2026-03-01', question_id, mode, first, bucket, answers
                        FROM upgrade.question_time_rollup;
                        CREATE SCHEMA proven;
                        CREATE TABLE proven.question_rollup (LIKE upgrade.question_rollup INCLUDING ALL);
                        CREATE TABLE proven.question_time_rollup (LIKE upgrade.question_time_rollup INCLUDING ALL);
                        CREATE TABLE proven.question_day_rollup (LIKE upgrade.question_day_rollup INCLUDING ALL);
                        CREATE TABLE proven.question_day_time_rollup (LIKE upgrade.question_day_time_rollup INCLUDING ALL);
                        INSERT INTO proven.question_rollup TABLE upgrade.question_rollup;
                        INSERT INTO proven.question_time_rollup TABLE upgrade.question_time_rollup;
                        """).execute());

        migrateTo("6");

        for (String table :
                List.of("upgrade.question_rollup", "proven.question_rollup", "upgrade.question_day_rollup")) {
            assertThat(rows("SELECT concat_ws(' ', mode, answers, correct, score, maximum) FROM " + table
                            + " ORDER BY mode"))
                    .containsExactly("practice 3 1 0.5 3", "review 1 1 0.5 1");
            assertThat(rows("SELECT times::text FROM " + table + " ORDER BY mode").stream()
                            .map(number ->
                                    TimeHistogram.counts(new BigDecimal(number)).toString()))
                    .containsExactly("{0=2, 57=1}", "{}");
        }
        assertThat(rows("SELECT times::text FROM proven.question_day_rollup")).isEmpty();
        assertThat(
                        rows(
                                "SELECT tablename::text FROM pg_tables WHERE schemaname IN ('upgrade', 'proven') AND tablename LIKE '%time%'"))
                .isEmpty();
        assertThat(
                        rows(
                                "SELECT conname::text FROM pg_constraint WHERE conrelid = 'upgrade.question_day_rollup'::regclass AND contype = 'p'"))
                .containsExactly("question_day_rollup_pkey");
    }

    @BeforeEach
    @AfterEach
    void dropTheSchemas() {
        jdbi.useHandle(handle -> handle.execute("DROP SCHEMA IF EXISTS upgrade, proven CASCADE"));
    }

    private void migrateTo(String version) {
        Flyway.configure()
                .dataSource(dataSource)
                .schemas(SCHEMA)
                .locations("db/platform", "db/migration")
                .target(version)
                .load()
                .migrate();
    }

    private List<String> rows(String query) {
        return jdbi.withHandle(
                handle -> handle.createQuery(query).mapTo(String.class).list());
    }
}

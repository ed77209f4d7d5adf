package io.gradeflow.analytics;

import static io.gradeflow.analytics.ProofApi.awaitEnd;
import static io.gradeflow.analytics.ProofApi.look;
import static io.gradeflow.analytics.ProofApi.prove;
import static io.gradeflow.analytics.ProofApi.request;
import static io.gradeflow.analytics.ProofApi.run;
import static io.gradeflow.devstack.testing.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.devstack.testing.TopicRecords;
import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.AttemptFinished.Ending;
import io.gradeflow.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "analytics"))
class ProofTest {

    private final MeasuredBank bank = new MeasuredBank();
    private final Random random = new Random(7);
    private List<AnswerGraded> sent = List.of();

    @Inject
    Jdbi jdbi;

    /** Other tests of the same database write to its tables what never was in the log. */
    @BeforeEach
    void startFromTheLog() {
        bank.publish();
        bank.awaitPending(0);
        run("rebuild").body("status", equalTo("REBUILT"));
        answer();
    }

    @Test
    void shouldEqualAReplayWhateverCameTwiceOrLate() {
        prove().body("status", equalTo("EQUAL")).body("differences", hasSize(0));

        List<AnswerGraded> again = new ArrayList<>(sent);
        again.addAll(sent);
        Collections.shuffle(again, random);
        again.forEach(MeasuredBank::send);
        bank.awaitPending(0);

        prove().body("status", equalTo("EQUAL"));
        given().header("Authorization", TestTokens.bearer("operator", "admin"))
                .get("/api/v1/analytics/proof")
                .then()
                .statusCode(200)
                .body("status", equalTo("EQUAL"))
                .body("offsets.'answers-graded'", not(anEmptyMap()));
    }

    @Test
    void shouldEqualAReplayThoughEachEventCameTwiceAndInAnyOrder() {
        List<Runnable> events = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Sitter sitter = bank.practice("twice-" + i).taking(1_000 + i);
            tell(events, sitter.graded(bank.both, 1, 1, false));
            tell(events, sitter.graded(bank.both, 2, 1, false));
            tell(events, sitter.graded(bank.both, 2, 2, true));
            tell(events, sitter.graded(bank.one, 1, 1, false));
            tell(events, sitter.graded(bank.one, 1, 2, true));
            Sitter exam = bank.exam("twice-" + i).in("spring");
            tell(events, exam.graded(bank.both, 1, 1, true));
            tell(events, exam.graded(bank.one, 1, 1, false));
            Ending ending = i % 2 == 0 ? Ending.FINISHED : Ending.VOIDED;
            events.add(() ->
                    MeasuredBank.send(Topic.ATTEMPTS_FINISHED, exam.ended(0, Ending.REOPENED, 1, bank.both, bank.one)));
            events.add(() ->
                    MeasuredBank.send(Topic.ATTEMPTS_FINISHED, exam.ended(1, Ending.FINISHED, 1, bank.both, bank.one)));
            events.add(() -> MeasuredBank.send(Topic.ATTEMPTS_FINISHED, exam.ended(2, ending, 1, bank.both, bank.one)));
        }
        events.addAll(List.copyOf(events));
        Collections.shuffle(events, random);

        events.forEach(Runnable::run);

        bank.awaitPending(0);
        bank.assertTotal(6 + 20 + 10, 3 + 20 + 5);
        prove().body("status", equalTo("EQUAL"));
    }

    @Test
    void shouldEqualAReplayThoughSomethingWasSetAside() {
        TopicRecords.send(Topic.ANSWERS_GRADED.topicName(), "somebody", "poison".getBytes(StandardCharsets.UTF_8));
        bank.awaitPending(0);

        prove().body("status", equalTo("EQUAL"));
    }

    @Test
    void shouldFindAFalsifiedFact() {
        falsify("UPDATE answer_fact SET elapsed_millis = 7 WHERE bank_id = ? AND learner_id = 'ada'");

        prove().body("status", equalTo("DIFFERENT"))
                .body("differences", hasSize(1))
                .body("differences[0].table", equalTo("answer_fact"))
                .body("differences[0].live", equalTo(2))
                .body("differences[0].replayed", equalTo(2))
                .body("differences[0].examples.side", hasItem("live"))
                .body("differences[0].examples.row.learner_id", everyItem(equalTo("ada")));

        assertThat(csv("proof").lines()).containsExactly("table,live,replayed", "answer_fact,2,2");
        assertThat(csv("proof?table=examples").lines())
                .hasSize(1 + 4)
                .startsWith("table,side,row")
                .anyMatch(line -> line.startsWith("answer_fact,live,\"{") && line.contains("\"\"elapsed_millis\"\":7"));
        assertThat(csv("proof?table=offsets").lines())
                .startsWith("topic,partition,offset")
                .anyMatch(line -> line.startsWith("answers-graded,"));
        assertThat(csv("proofs?limit=1").lines())
                .hasSize(2)
                .element(1, STRING)
                .contains(",PROOF,DIFFERENT,")
                .endsWith(",1,");
    }

    @Test
    void shouldFindAFalsifiedSumAndMakeItGoodByARebuild() {
        falsify("UPDATE question_rollup SET correct = correct + 1 WHERE bank_id = ? AND cohort = '' AND first");
        prove().body("status", equalTo("DIFFERENT")).body("differences.table", equalTo(List.of("question_rollup")));

        run("rebuild").body("status", equalTo("REBUILT"));

        prove().body("status", equalTo("EQUAL"));
        bank.grade("late", bank.one, true);
        bank.awaitPending(0);
        prove().body("status", equalTo("EQUAL"));
    }

    @Test
    void shouldFindAFalsifiedTimeAndTellItLegibly() {
        falsify(
                "UPDATE question_rollup SET times = times + 1 WHERE bank_id = ? AND cohort = '' AND first AND times <> 0");

        prove().body("status", equalTo("DIFFERENT"))
                .body("differences.table", equalTo(List.of("question_rollup")))
                .body("differences[0].live", greaterThan(0))
                .body("differences[0].replayed", greaterThan(0))
                .body("differences[0].examples.findAll { it.side == 'live' }.row.times.'56'", everyItem(equalTo(1)))
                .body(
                        "differences[0].examples.findAll { it.side == 'replayed' }.row.times.'56'",
                        everyItem(nullValue()));
    }

    @Test
    void shouldFindAFactThatIsMissing() {
        falsify("DELETE FROM answer_fact WHERE bank_id = ? AND learner_id = 'ada'");

        prove().body("status", equalTo("DIFFERENT"))
                .body("differences.table", equalTo(List.of("answer_fact")))
                .body("differences[0].live", equalTo(0));
    }

    @Test
    void shouldFindAFalsifiedOffset() {
        for (int step : new int[] {-1, 1}) {
            int moved = jdbi.withHandle(handle -> handle.execute("""
                    UPDATE stored_offset SET next_offset = next_offset + ?
                    WHERE topic = 'answers-graded' AND partition = (
                        SELECT min(partition) FROM stored_offset WHERE topic = 'answers-graded' AND next_offset > 2)
                    """, step));
            assertThat(moved).isEqualTo(1);

            prove().body("status", equalTo("DIFFERENT")).body("differences.table", hasItem("stored_offset"));

            jdbi.useHandle(handle -> handle.execute("""
                    UPDATE stored_offset SET next_offset = next_offset - ?
                    WHERE topic = 'answers-graded' AND partition = (
                        SELECT min(partition) FROM stored_offset WHERE topic = 'answers-graded' AND next_offset > 1)
                    """, step));
        }
        prove().body("status", equalTo("EQUAL"));
    }

    @Test
    void shouldServeTheFiguresWhileTheirTablesAreMadeAnew() {
        String run = request("rebuild");

        await().pollInSameThread().pollInterval(Duration.ofMillis(5)).until(() -> {
            bank.figures("admin", "x", "&trend=day")
                    .body("total.answers", equalTo(6))
                    .body("trend.answers.sum()", equalTo(6));
            return look(run).extract().path("finishedAt") != null;
        });
    }

    @Test
    void shouldMakeTheTablesAnewThoughAnswersKeepComing() {
        int[] late = {0};
        String run = request("rebuild");

        await().pollInSameThread().pollInterval(Duration.ofMillis(5)).until(() -> {
            bank.grade("late-" + late[0]++, bank.one, true);
            return look(run).extract().path("finishedAt") != null;
        });

        look(run).body("status", equalTo("REBUILT"));
        bank.awaitTotal(6 + late[0], 3 + late[0]);
        prove().body("status", equalTo("EQUAL"));
    }

    @Test
    void shouldKeepCountingWhileItProves() {
        for (int i = 0; i < 5; i++) {
            String run = request("proofs");
            bank.grade("learner-" + i, bank.both, i % 2 == 0);
            awaitEnd(run).body("status", equalTo("EQUAL"));
        }
        bank.awaitTotal(4 + 2 + 5, 2 + 1 + 3);
    }

    @Test
    void shouldKeepAllOthersOut() {
        for (String role : List.of("learner", "author", "instructor")) {
            for (String path : List.of("proofs", "rebuild")) {
                given().header("Authorization", TestTokens.bearer("somebody", role))
                        .post("/api/v1/analytics/" + path)
                        .then()
                        .statusCode(403);
            }
            given().header("Authorization", TestTokens.bearer("somebody", role))
                    .get("/api/v1/analytics/proof")
                    .then()
                    .statusCode(403);
        }
    }

    private static void tell(List<Runnable> events, AnswerGraded grade) {
        events.add(() -> MeasuredBank.send(grade));
    }

    private void falsify(String sql) {
        int falsified = jdbi.withHandle(handle -> handle.execute(sql, bank.id));
        assertThat(falsified).isPositive();
    }

    /** Practice of two learners, of which one is corrected and one changed, and an exam that ends. */
    private void answer() {
        Sitter ada = bank.practice("ada").taking(4_000);
        Sitter bob = bank.practice("bob").in("spring");
        Sitter exam = bank.exam("cleo");
        sent = List.of(
                ada.graded(bank.both, 1, 1, true),
                ada.graded(bank.one, 1, 1, false),
                ada.graded(bank.one, 1, 2, true),
                bob.graded(bank.both, 1, 1, false),
                bob.graded(bank.one, 2, 1, false),
                exam.graded(bank.both, 1, 1, true),
                exam.graded(bank.one, 1, 1, false));
        sent.forEach(MeasuredBank::send);
        MeasuredBank.send(Topic.ATTEMPTS_FINISHED, exam.ended(1, Ending.FINISHED, 1, bank.both, bank.one));
        bank.awaitPending(0);
        bank.awaitTotal(6, 3);
    }

    private static String csv(String path) {
        return given().header("Authorization", TestTokens.bearer("operator", "admin"))
                .accept("text/csv")
                .get("/api/v1/analytics/" + path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}

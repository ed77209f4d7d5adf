package io.gradeflow.analytics;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "analytics"))
class ReadinessFiguresTest {

    private static final int LEARNERS = 120;

    private final ExamBank bank = new ExamBank(8);
    private final String ada = TestTokens.learnerId("ada").toString();
    private final String grace = TestTokens.learnerId("grace").toString();

    @Inject
    Jdbi jdbi;

    @BeforeEach
    void publish() {
        bank.publish(60);
    }

    @Test
    void shouldTellHowReadyALearnerIs() {
        examine(true);
        practise(ada, "11111111");
        practise(grace, "00000000");
        bank.awaitAttempts(LEARNERS);
        await().untilAsserted(() -> bank.ask("calibration", "author", "an-author")
                .statusCode(200)
                .body("n", equalTo(LEARNERS))
                .body("withheld", nullValue()));

        JsonPath strong = readiness("ada");
        JsonPath weak = readiness("grace");
        assertThat(strong.getInt("ability.n")).isEqualTo(8);
        assertThat(strong.getDouble("ability.estimate")).isGreaterThan(0.5);
        assertThat(strong.getDouble("ability.standardError")).isBetween(0.0, 1.0);
        assertThat(weak.getDouble("ability.estimate")).isLessThan(-0.5);
        assertThat(strong.getString("topics[0].topic")).isEqualTo("data");
        assertThat(strong.getInt("topics[0].ability.n")).isEqualTo(8);
        assertThat(strong.getDouble("exams[0].chance"))
                .isGreaterThan(weak.getDouble("exams[0].chance"))
                .isBetween(strong.getDouble("exams[0].low"), strong.getDouble("exams[0].high"));
        assertThat(strong.getDouble("exams[0].calibrated")).isEqualTo(1);
        assertThat(strong.getInt("difficulties.n")).isEqualTo(LEARNERS);
        bank.ask("readiness?learner=" + ada, "admin", "an-admin")
                .statusCode(200)
                .body("learner", equalTo(ada))
                .body("exams[0].blueprint", equalTo(ExamBank.BLUEPRINT));
        bank.ask("readiness?learner=" + TestTokens.learnerId("new"), "admin", "an-admin")
                .body("exams[0].chance", nullValue())
                .body("exams[0].withheld", containsString("No question was answered"));

        bank.ask("calibration", "admin", "an-admin")
                .body("difficulties", hasSize(8))
                .body("computedAt", notNullValue())
                .body("slope", greaterThan(0f))
                .body("forecasts.blueprint", contains(ExamBank.BLUEPRINT))
                .body("forecasts[0].table.n", equalTo(LEARNERS))
                .body("forecasts[0].table.tenths", hasSize(10));
        assertThat(bank.csv("calibration").lines()).hasSize(1 + 8);
        assertThat(bank.csv("calibration?table=forecasts").lines()).hasSize(1 + 10);
        assertThat(bank.csv("readiness?learner=" + ada).lines()).hasSize(2);
        assertThat(bank.csv("readiness?table=topics&learner=" + ada).lines()).hasSize(3);
    }

    /** What is estimated follows what is answered: forecasts of an exam need answers from before it. */
    @Test
    void shouldEstimateAnewAfterMoreExams() {
        examine(false);
        bank.awaitAttempts(LEARNERS);
        await().untilAsserted(() -> bank.ask("calibration", "admin", "an-admin").body("n", equalTo(LEARNERS)));
        bank.ask("calibration", "admin", "an-admin").body("forecasts[0].table.n", equalTo(0));

        bank.sit(bank.exam("one-more"), "10101010");

        await().untilAsserted(() -> bank.ask("calibration", "admin", "an-admin").body("n", equalTo(LEARNERS + 1)));
    }

    @Test
    void shouldSayWhyNothingCanBeTold() {
        bank.sit(bank.exam("one"), "11111111");
        bank.awaitAttempts(1);

        await().untilAsserted(() -> bank.ask("readiness", "learner", "ada")
                .statusCode(200)
                .body("difficulties.withheld", containsString("Fewer than two items"))
                .body("ability", nullValue())
                .body("topics", empty())
                .body("exams[0].chance", nullValue())
                .body("exams[0].withheld", containsString("Fewer than two items")));
        bank.ask("calibration", "admin", "an-admin")
                .body("difficulties", empty())
                .body("leftOut", hasSize(8))
                .body("withheld", containsString("Fewer than two items"));
    }

    @Test
    void shouldEstimateOtherBanksWhereOneCannotBe() {
        ExamBank broken = new ExamBank(2);
        broken.publish(60);
        broken.sit(broken.exam("one"), "11");
        broken.awaitAttempts(1);
        jdbi.useHandle((Handle handle) -> {
            handle.execute("UPDATE answer_key SET key = 'none' WHERE bank_id = ?", broken.id);
            handle.execute("INSERT INTO analysis_change (bank_id, scope) VALUES (?, 'ALL')", broken.id);
        });
        await().untilAsserted(() -> broken.ask("calibration", "admin", "an-admin")
                .body("withheld", containsString("The estimation failed")));

        bank.sit(bank.exam("one"), "11111111");

        await().untilAsserted(() -> bank.ask("calibration", "admin", "an-admin").body("leftOut", hasSize(8)));
        jdbi.useHandle((Handle handle) -> handle.execute("DELETE FROM answer_key WHERE bank_id = ?", broken.id));
    }

    @Test
    void shouldTellLearnersAlone() {
        bank.ask("readiness?learner=" + grace, "learner", "ada").statusCode(403).body("field", equalTo("learner"));
        bank.ask("readiness", "admin", "an-admin").statusCode(400).body("field", equalTo("learner"));
        bank.ask("readiness", "author", "an-author").statusCode(403);
        bank.ask("calibration", "learner", "ada").statusCode(403);
        bank.ask("calibration", "instructor", "an-instructor").statusCode(403);
        bank.ask("methods", "learner", "ada").statusCode(200).body("name", hasItem("readiness"));
    }

    /** Items get harder one by one; learners differ. */
    private void examine(boolean practised) {
        Random random = new Random(7);
        for (int i = 0; i < LEARNERS; i++) {
            double ability = random.nextGaussian();
            String learner = "learner-" + i;
            if (practised) {
                practise(learner, answers(random, ability));
            }
            bank.sit(bank.exam(learner), answers(random, ability));
        }
    }

    private static String answers(Random random, double ability) {
        StringBuilder answers = new StringBuilder();
        for (int item = 0; item < 8; item++) {
            double chance = 1 / (1 + Math.exp(-1.5 * (ability - (item - 3.5) / 2)));
            answers.append(random.nextDouble() < chance ? '1' : '0');
        }
        return answers.toString();
    }

    private void practise(String learner, String right) {
        Sitter sitter = bank.practice(learner).at(Instant.now().minus(Duration.ofDays(1)));
        for (int i = 0; i < right.length(); i++) {
            MeasuredBank.send(Topic.ANSWERS_GRADED, sitter.graded(bank.questions.get(i), 1, 1, right.charAt(i) == '1'));
        }
    }

    private JsonPath readiness(String user) {
        return bank.ask("readiness", "learner", user).statusCode(200).extract().jsonPath();
    }
}

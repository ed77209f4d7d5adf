package io.gradeflow.attempt;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** The slow lane stands still at a row that somebody holds; the live one doesn't. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class GradeLanesTest extends AttemptApi {

    @Inject
    Jdbi jdbi;

    @Test
    void shouldTakeGradesOfTheLiveLaneWhileTheSlowOneStandsStillAndTellHowMuchWaits() {
        AnswerSubmitted slow = answered();
        AnswerSubmitted live = answered();

        jdbi.useTransaction(handle -> {
            handle.createQuery("SELECT change FROM attempt_progress WHERE attempt_id = :attempt FOR UPDATE")
                    .bind("attempt", slow.attemptId())
                    .mapTo(long.class)
                    .one();
            grade(Topic.ANSWERS_REGRADED, slow, 1, 1);
            Waits.until(jdbi, "%FROM attempt_progress%FOR UPDATE%");

            grade(Topic.ANSWERS_GRADED, live, 1, 1);

            await().untilAsserted(() -> view(live.attemptId().toString()).body("totals.graded", equalTo(1)));
            view(slow.attemptId().toString()).body("totals.graded", equalTo(0));
            await().untilAsserted(() -> {
                assertThat(metric("lag", "live")).isZero();
                assertThat(metric("lag", "slow")).isEqualTo(1);
                assertThat(metric("oldest_age_seconds", "slow")).isPositive();
            });
        });

        await().untilAsserted(() -> view(slow.attemptId().toString()).body("totals.graded", equalTo(1)));
        await().untilAsserted(() -> assertThat(metric("lag", "slow")).isZero());
        assertThat(metric("answers_total", "slow")).isPositive();
    }

    private AnswerSubmitted answered() {
        String attempt = attempt(PublishedBank.of(1));
        answer(attempt, 1, "A");
        return awaitSubmitted(attempt, 1).getFirst();
    }

    private static double metric(String name, String lane) {
        String scraped =
                RestAssured.get("/q/metrics").then().statusCode(200).extract().asString();
        Matcher line = Pattern.compile(
                        "^gradeflow_lane_" + name + "\\{lane=\"" + lane + "\",?} (\\S+)", Pattern.MULTILINE)
                .matcher(scraped);
        assertThat(line.find()).as("gradeflow_lane_%s of %s", name, lane).isTrue();
        return Double.parseDouble(line.group(1));
    }
}

package io.gradeflow.grader;

import static io.gradeflow.devstack.testing.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
class LanesTest extends Answers {

    @Test
    void shouldGradeTheLiveLaneWhileTheSlowOneStandsStillAndTellHowMuchWaits() {
        publishKey(1, "A");
        AnswerSubmitted slow;
        try (HeldClock.Hold hold = HeldClock.holdSlowLane()) {
            slow = submit(1, "A", Topic.ANSWERS_RESUBMITTED);
            await().until(hold::holds);

            AnswerSubmitted live = submit(1, "A", Topic.ANSWERS_SUBMITTED);

            assertThat(grade(live, Topic.ANSWERS_GRADED).correct()).isTrue();
            assertThat(grades(slow, Topic.ANSWERS_REGRADED)).isEmpty();
            await().untilAsserted(() -> {
                assertThat(metric("lag", "live")).isZero();
                assertThat(metric("oldest_age_seconds", "live")).isZero();
                assertThat(metric("lag", "slow")).isEqualTo(1);
                assertThat(metric("oldest_age_seconds", "slow")).isBetween(0.2, 60.0);
            });
        }

        assertThat(grade(slow, Topic.ANSWERS_REGRADED).correct()).isTrue();
        await().untilAsserted(() -> {
            assertThat(metric("lag", "slow")).isZero();
            assertThat(metric("oldest_age_seconds", "slow")).isZero();
        });
    }

    @Test
    void shouldReadOnWhileGradesAreOnTheirWayAndCommitNothingUntilTheyAre() {
        publishKey(1, "A");
        grade(submit(1, "A", Topic.ANSWERS_SUBMITTED), Topic.ANSWERS_GRADED);
        await().until(() -> metric("lag", "live") == 0);
        AnswerSubmitted unsent;
        AnswerSubmitted behindIt;
        try (HeldRecords.Hold hold = HeldRecords.holdGradesOf(learner)) {
            unsent = submit(1, "A", Topic.ANSWERS_SUBMITTED);
            await().until(hold::holds);
            int gradedBefore = HeldClock.askedByLiveLane();

            behindIt = submit(1, "B", Topic.ANSWERS_SUBMITTED);

            await().until(() -> HeldClock.askedByLiveLane() > gradedBefore);
            await().until(() -> metric("lag", "live") == 2);
            await().during(Duration.ofSeconds(2)).until(() -> metric("lag", "live") == 2);
            assertThat(grades(unsent, Topic.ANSWERS_GRADED)).isEmpty();
            assertThat(grades(behindIt, Topic.ANSWERS_GRADED)).isEmpty();
        }

        assertThat(grade(unsent, Topic.ANSWERS_GRADED).correct()).isTrue();
        assertThat(grade(behindIt, Topic.ANSWERS_GRADED).correct()).isFalse();
        await().until(() -> metric("lag", "live") == 0);
        given().get("/q/health/live").then().statusCode(200).body("checks.name", hasItem("live lane works"));
    }

    @Test
    void shouldCountWhatEachLaneHasDone() {
        publishKey(1, "A");
        double liveBefore = metric("answers_total", "live");
        double slowBefore = metric("answers_total", "slow");

        submit(1, "A", Topic.ANSWERS_SUBMITTED);
        submit(1, "B", Topic.ANSWERS_SUBMITTED);
        submit(1, "A", Topic.ANSWERS_RESUBMITTED);

        await().untilAsserted(() -> {
            assertThat(metric("answers_total", "live")).isGreaterThanOrEqualTo(liveBefore + 2);
            assertThat(metric("answers_total", "slow")).isGreaterThanOrEqualTo(slowBefore + 1);
        });
    }

    private static double metric(String name, String lane) {
        String scraped =
                given().get("/q/metrics").then().statusCode(200).extract().asString();
        Matcher line = Pattern.compile(
                        "^gradeflow_lane_" + name + "\\{lane=\"" + lane + "\",?} (\\S+)", Pattern.MULTILINE)
                .matcher(scraped);
        assertThat(line.find())
                .as("gradeflow_lane_%s of %s in%n%s", name, lane, scraped)
                .isTrue();
        return Double.parseDouble(line.group(1));
    }
}

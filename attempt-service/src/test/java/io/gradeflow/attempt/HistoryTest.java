package io.gradeflow.attempt;

import static io.gradeflow.devstack.testing.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.gradeflow.devstack.LocalUser;
import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class HistoryTest extends AttemptApi {

    @Inject
    Jdbi jdbi;

    @Test
    void shouldListALearnersOwnAttemptsNewestFirstWithoutGapOrRepetition() {
        PublishedBank bank = PublishedBank.of(1);
        List<String> started = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            started.addFirst(attempt(bank));
        }

        List<String> listed = new ArrayList<>();
        String query = "?limit=2";
        for (int part = 0; part < 3; part++) {
            JsonPath page = list(token(), query).statusCode(200).extract().jsonPath();
            listed.addAll(page.getList("items.id"));
            query = "?limit=2&cursor=" + page.getString("next");
            if (part == 2) {
                assertThat(page.getString("next")).isNull();
            }
        }

        assertThat(listed).isEqualTo(started);
        list(TestTokens.bearer("other-" + learner, "learner"), "").body("items", hasSize(0));
    }

    @Test
    void shouldTellTheScoreOnlyWhereWhatWasRightMayBeTold() {
        PublishedBank bank = PublishedBank.withExam(2, 2, 30);
        String exam = start(examBody(bank)).statusCode(201).extract().path("id");
        answer(exam, 1, "A");
        grade(Topic.ANSWERS_GRADED, awaitSubmitted(exam, 1).getFirst(), 1, 1);

        list(token(), "?bank=" + bank.slug)
                .body("items", hasSize(1))
                .body("items[0].status", equalTo("OPEN"))
                .body("items[0].questions", equalTo(2))
                .body("items[0].answered", equalTo(1))
                .body("items[0].score", nullValue())
                .body("items[0].provisional", nullValue());
        finish(exam);

        await().untilAsserted(() -> list(token(), "?bank=" + bank.slug)
                .body("items[0].provisional", equalTo(false))
                .body("items[0].score", equalTo(1.0f))
                .body("items[0].maximum", equalTo(2))
                .body("items[0].scaledScore", equalTo(550))
                .body("items[0].passed", equalTo(false)));
    }

    @Test
    void shouldFilterAndNameTheParameterAtFault() {
        PublishedBank bank = PublishedBank.of(1);
        String open = attempt(bank);
        String finished = attempt(bank);
        finish(finished);
        String other = attempt(PublishedBank.of(1));

        list(token(), "?bank=" + bank.slug).body("items.id", equalTo(List.of(finished, open)));
        list(token(), "?status=FINISHED").body("items.id", equalTo(List.of(finished)));
        list(token(), "?status=OPEN&bank=" + bank.slug).body("items.id", equalTo(List.of(open)));
        list(token(), "?mode=exam").body("items", hasSize(0));
        list(token(), "?mode=practice").body("items.id", equalTo(List.of(other, finished, open)));
        list(token(), "?cohort=everyone").body("items", hasSize(3));
        list(token(), "?cohort=nobody").body("items", hasSize(0));
        list(token(), "?preview=true").body("items", hasSize(0));
        list(token(), "?status=finished").statusCode(400).body("field", equalTo("status"));
        list(token(), "?mode=sleep").statusCode(400).body("field", equalTo("mode"));
        list(token(), "?limit=0").statusCode(400).body("field", equalTo("limit"));
        list(token(), "?cursor=eA").statusCode(400).body("field", equalTo("cursor"));
        list(token(), "?cursor=MjAyNi8xMi8x").statusCode(400).body("field", equalTo("cursor"));
        for (String forged : ForgedCursors.beyondAllTimes()) {
            list(token(), "?cursor=" + forged).statusCode(400).body("code", equalTo("invalid-cursor"));
        }
    }

    @Test
    void shouldShowAnInstructorTheAttemptsOfOwnCohortsWithNames() {
        PublishedBank bank = PublishedBank.of(1);
        String attempt = attempt(bank);
        String away = startAs(TestTokens.bearer("away-" + learner, "learner"), practice(bank))
                .statusCode(201)
                .extract()
                .path("id");
        String cohort = "cohort-" + UUID.randomUUID();
        String learnerId = TestTokens.learnerId(learner).toString();
        jdbi.useHandle(handle -> {
            handle.execute(
                    "UPDATE attempt SET cohorts = ARRAY[?] WHERE attempt_id = ?", cohort, UUID.fromString(attempt));
            handle.execute(
                    "INSERT INTO learner (learner_id, name, seen_at) VALUES (?, ?, now())"
                            + " ON CONFLICT (learner_id) DO UPDATE SET name = excluded.name",
                    learnerId,
                    "=Ada");
        });
        String leader = TestTokens.bearer(new LocalUser("leader-" + cohort, List.of("instructor"), List.of(cohort)));

        list(leader, "")
                .body("items.id", equalTo(List.of(attempt)))
                .body("items[0].learnerId", equalTo(learnerId))
                .body("items[0].learnerName", equalTo("=Ada"));
        list(
                        leader,
                        "?cohort=" + cohort + "&learner=" + learnerId + "&bank=" + bank.slug
                                + "&status=OPEN&mode=practice")
                .body("items", hasSize(1));
        list(token(), "").body("items[0].learnerName", nullValue());
        list(TestTokens.bearer("admin-" + learner, "admin"), "?bank=" + bank.slug)
                .body("items.id", equalTo(List.of(away, attempt)));

        given().header("Authorization", leader)
                .accept("text/csv")
                .get(ATTEMPTS + "?limit=1")
                .then()
                .statusCode(200)
                .header("Content-Type", containsString("text/csv"))
                .body(containsString("id,learnerId,learnerName,bank"))
                .body(containsString(attempt + "," + learnerId + ",'=Ada," + bank.slug));
    }

    @Test
    void shouldNameTheNextPartOfATableInItsLink() {
        PublishedBank bank = PublishedBank.of(1);
        String older = attempt(bank);
        attempt(bank);

        String link = given().header("Authorization", token())
                .accept("text/csv")
                .get(ATTEMPTS + "?limit=1&bank=" + bank.slug)
                .then()
                .header("Link", containsString("rel=\"next\""))
                .extract()
                .header("Link");

        given().header("Authorization", token())
                .accept("text/csv")
                .urlEncodingEnabled(false)
                .get(link.substring(1, link.indexOf('>')))
                .then()
                .statusCode(200)
                .header("Link", nullValue())
                .body(containsString(older));
    }

    @Test
    void shouldShowPreviewsOnRequestAlone() {
        PublishedBank bank = PublishedBank.of(1);
        String author = TestTokens.bearer("author-" + learner, "author");
        String attempt =
                startAs(author, practice(bank)).statusCode(201).extract().path("id");

        list(author, "").body("items", hasSize(0));
        list(author, "?preview=true").body("items.id", equalTo(List.of(attempt)));
    }

    private static String practice(PublishedBank bank) {
        return "{\"bank\":\"" + bank.slug + "\",\"mode\":\"practice\"}";
    }

    private static String examBody(PublishedBank bank) {
        return "{\"bank\":\"" + bank.slug + "\",\"mode\":\"exam\",\"blueprint\":\"mock\"}";
    }

    private static ValidatableResponse list(String token, String query) {
        return given().header("Authorization", token)
                .urlEncodingEnabled(false)
                .get(ATTEMPTS + query)
                .then();
    }
}

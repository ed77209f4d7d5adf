package io.gradeflow.analytics;

import static io.gradeflow.devstack.testing.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.events.AttemptFinished.Ending;
import io.gradeflow.events.QuestionPublished;
import io.gradeflow.events.Topic;
import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.CreditAllKey;
import io.gradeflow.grading.OrderingKey;
import io.gradeflow.grading.OrderingPolicy;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "analytics"))
class ItemFiguresTest {

    private static final int LEARNERS = 40;

    private final ExamBank bank = new ExamBank(3);

    @Inject
    Jdbi jdbi;

    @BeforeEach
    void publish() {
        bank.publish(60);
    }

    @Test
    void shouldTellHowItemsWorkInEachLearnersFirstExam() {
        for (int i = 0; i < LEARNERS; i++) {
            bank.sit(bank.exam("learner-" + i).taking(4_000), (i % 2 == 0 ? "1" : "0") + (i % 4 < 2 ? "1" : "0") + "1");
        }
        // Practice and a second exam count for nothing here.
        MeasuredBank.send(Topic.ANSWERS_GRADED, bank.practice("learner-0").graded(question(0), 1, 1, false));
        bank.awaitAttempts(LEARNERS);
        bank.sit(bank.exam("learner-1"), "111");

        bank.awaitAttempts(LEARNERS);
        items().body("items", hasSize(3))
                .body("items[0].question", equalTo(question(0).toString()))
                .body("items[0].externalId", equalTo("q0"))
                .body("items[0].figures.n", equalTo(LEARNERS))
                .body("items[0].figures.facility.successes", equalTo(LEARNERS / 2))
                .body("items[0].figures.options.option", contains("A", "B"))
                .body("items[0].figures.options.key", contains(true, false))
                .body("items[0].figures.options[1].chosen.successes", equalTo(LEARNERS / 2))
                .body("items[0].figures.medianMillis", equalTo(4_177))
                .body("items[0].correction", nullValue())
                .body("items[2].figures.flags.kind", hasItem("TOO_EASY"));
        // Those who were right on the other two, and those who were right on one of them.
        bank.ask("items/" + question(0) + "/1/curves", "admin", "an-admin")
                .statusCode(200)
                .body("population.attempts", equalTo(LEARNERS))
                .body("asOf", notNullValue())
                .body("pending.live", equalTo(0))
                .body("groups.n", contains(LEARNERS / 2, LEARNERS / 2))
                .body("groups.low", contains(0.5f, 1f))
                .body("groups[0].options.option", contains("A", "B"))
                .body("groups[0].options[0].key", equalTo(true))
                .body("groups[0].options[0].chosen.successes", equalTo(LEARNERS / 4));
        assertThat(bank.csv("items/" + question(0) + "/1/curves").lines()).hasSize(5);
        bank.ask("items/" + UUID.randomUUID() + "/1/curves", "admin", "an-admin")
                .statusCode(404)
                .body("code", equalTo("item-unknown"));
        assertThat(bank.csv("items").lines())
                .hasSize(4)
                .first()
                .asString()
                .startsWith("question,revision,externalId,n,")
                .endsWith(",efficiency,effectiveWeight,provisional,unfit");
        bank.table("items")
                .header("Gradeflow-As-Of", startsWith("20"))
                .header("Gradeflow-Lag-Millis", notNullValue())
                .header("Gradeflow-Pending-Live", "0")
                .header("Gradeflow-Pending-Slow", "0");
        assertThat(bank.csv("items?table=options").lines()).hasSize(7);
        assertThat(bank.csv("items?table=patterns").lines()).hasSize(6);
    }

    /** Whoever is right on the one is wrong on the other two. */
    @Test
    void shouldFlagAnItemThatGoesAgainstTheOthersAndLeadToItsCorrection() {
        for (int i = 0; i < LEARNERS; i++) {
            bank.sit(bank.exam("learner-" + i), i % 2 == 0 ? "100" : "011");
        }
        bank.awaitAttempts(LEARNERS);

        items().body("items[0].figures.itemRest.value", equalTo(-1f))
                .body("items[0].figures.flags.kind", hasItem("KEY_MAY_BE_WRONG"))
                .body("items[0].correction", equalTo("/api/v1/questions/" + question(0) + "/revisions/1/corrections"))
                .body("items[0].preview", equalTo("/api/v1/regrades/preview"));
        assertThat(bank.csv("items?table=flags").lines())
                .first()
                .isEqualTo("question,revision,externalId,flag,option,reason,correction,preview");
        assertThat(bank.csv("items?table=flags").lines())
                .anyMatch(line -> line.startsWith(question(0) + ",1,q0,KEY_MAY_BE_WRONG,B,\"Those who are strong")
                        && line.endsWith("/revisions/1/corrections,/api/v1/regrades/preview"));
    }

    @Test
    void shouldFollowACorrectedKey() {
        List<Sitter> sitters = IntStream.range(0, LEARNERS)
                .mapToObj(i -> bank.exam("learner-" + i))
                .toList();
        for (int i = 0; i < LEARNERS; i++) {
            bank.sit(sitters.get(i), i % 2 == 0 ? "100" : "011");
        }
        bank.awaitAttempts(LEARNERS);
        items().body("items[0].figures.options.key", contains(true, false));

        bank.key(question(0), 2, "B");
        for (int i = 0; i < LEARNERS; i++) {
            MeasuredBank.send(
                    Topic.ANSWERS_REGRADED,
                    sitters.get(i).regraded(question(0), 2, i % 2 == 0 ? "A" : "B", i % 2 != 0));
        }

        await().untilAsserted(() -> items().body("items[0].figures.itemRest.value", equalTo(1f)));
        items().body("items[0].figures.options.key", contains(false, true))
                .body("items[0].figures.flags", empty())
                .body("population.attempts", equalTo(LEARNERS));
    }

    @Test
    void shouldTakeABlankAsNothingEarned() {
        bank.sit(bank.exam("ada"), "1-");
        bank.awaitAttempts(1);

        items().body("items", hasSize(2))
                .body("items[0].figures.meanScore", equalTo(1f))
                .body("items[1].figures.meanScore", equalTo(0f))
                .body("items[1].figures.options[0].chosen.successes", equalTo(0));
    }

    @Test
    void shouldWaitForTheGradesOfAPaper() {
        Sitter sitter = bank.exam("ada");
        MeasuredBank.send(Topic.ANSWERS_GRADED, sitter.graded(question(0), 1, 1, true));
        MeasuredBank.send(
                Topic.ATTEMPTS_FINISHED,
                sitter.endedWith(
                        1, Ending.FINISHED, List.of(question(0), question(1)), List.of(question(0), question(1))));
        await().untilAsserted(() -> items().body("population.provisional", equalTo(1)));
        items().body("population.attempts", equalTo(0)).body("items", empty());

        MeasuredBank.send(Topic.ANSWERS_GRADED, sitter.graded(question(1), 1, 1, false));

        bank.awaitAttempts(1);
        items().body("items.figures.meanScore", contains(1f, 0f));
    }

    @Test
    void shouldTakeTheNextAttemptOfALearnerWhoseFirstIsVoided() {
        Sitter first = bank.exam("ada");
        bank.sit(first, "000");
        bank.awaitAttempts(1);
        bank.sit(bank.exam("ada"), "111");
        bank.sit(bank.exam("grace"), "100");
        bank.awaitAttempts(2);
        items().body("items[1].figures.facility.successes", equalTo(0));

        MeasuredBank.send(Topic.ATTEMPTS_FINISHED, first.endedWith(2, Ending.VOIDED, bank.questions, bank.questions));

        await().untilAsserted(() -> items().body("items[1].figures.facility.successes", equalTo(1)));
        items().body("population.attempts", equalTo(2)).body("items[0].figures.facility.successes", equalTo(2));
    }

    /** What was read before and brought up to date is what somebody finds who reads it all at once. */
    @Test
    void shouldTellTheSameAfterManyChangesAsWhoeverReadsEverything() {
        for (int i = 0; i < LEARNERS; i++) {
            bank.sit(
                    bank.exam("learner-" + i),
                    (i % 2 == 0 ? "1" : "-") + (i % 3 == 0 ? "1" : "0") + (i % 5 == 0 ? "-" : "1"));
            if (i % 8 == 0) {
                bank.awaitAttempts(i + 1);
            }
        }
        bank.awaitAttempts(LEARNERS);
        JsonPath kept = items().extract().jsonPath();

        note("ALL");

        await().untilAsserted(() -> assertThat(items().extract().jsonPath().getString("computedAt"))
                .isNotEqualTo(kept.getString("computedAt")));
        assertThat(rounded(items().extract().jsonPath().getString("items.figures")))
                .isEqualTo(rounded(kept.getString("items.figures")));
    }

    /** Transactions don't become visible in the order in which they began. */
    @Test
    void shouldFollowAChangeThatBeganBeforeALookAndIsCommittedAfterIt() {
        Sitter ada = bank.exam("ada");
        bank.sit(ada, "111");
        bank.awaitAttempts(1);
        try (Handle slow = jdbi.open()) {
            slow.begin();
            slow.execute(
                    "UPDATE answer_fact SET score = 0 WHERE attempt_id = ? AND question_id = ?",
                    ada.attempt(),
                    question(0));
            slow.execute(
                    "INSERT INTO analysis_change (bank_id, scope, attempt_id) VALUES (?, 'ATTEMPT', ?)",
                    bank.id,
                    ada.attempt());
            bank.sit(bank.exam("grace"), "111");
            bank.awaitAttempts(2);
            items().body("items[0].figures.facility.successes", equalTo(2));

            slow.commit();
        }

        await().untilAsserted(() -> items().body("items[0].figures.facility.successes", equalTo(1)));
    }

    @Test
    void shouldTakeTheEarliestAnswerOfAQuestionThatHistoryHasTwiceInOneAttempt() {
        Instant time = Instant.now().minusSeconds(60);
        Sitter sitter = new Sitter(bank.id, "ada", "imported").at(time);
        MeasuredBank.send(Topic.ANSWERS_GRADED, sitter.at(time.plusSeconds(9)).again(question(0), true));
        MeasuredBank.send(Topic.ANSWERS_GRADED, sitter.graded(question(0), 1, 1, false));
        MeasuredBank.send(Topic.ANSWERS_GRADED, sitter.graded(question(1), 1, 1, true));
        MeasuredBank.send(
                Topic.ATTEMPTS_FINISHED, sitter.ended(1, Ending.FINISHED, 1, question(0), question(0), question(1)));

        bank.awaitAttempts(1);
        items().body("population.unfit", equalTo(0))
                .body("items", hasSize(2))
                .body("items.figures.meanScore", contains(0f, 1f));
    }

    /** What is put in order is published as choices, but nobody ticks them, whatever the key is. */
    @Test
    void shouldFollowAnOrderingQuestionForWhichEverybodyGetsTheCreditAndBack() {
        AnswerKey order = new OrderingKey(List.of("B", "A"), OrderingPolicy.ALL_OR_NOTHING, BigDecimal.ONE);
        bank.publish(question(0), QuestionPublished.Kind.ORDERING);
        bank.key(question(0), 2, order);
        bank.sit(bank.exam("ada"), "-1");
        bank.awaitAttempts(1);
        await().untilAsserted(() -> items().body("items[0].figures.options", empty()));
        items().body("items[0].figures.meanScore", equalTo(0f));

        bank.key(question(0), 3, new CreditAllKey(BigDecimal.ONE));
        await().untilAsserted(() -> items().body("items[0].figures.meanScore", equalTo(1f)));
        items().body("items[0].figures.options", empty())
                .body("items[0].figures.patterns", empty())
                .body("items[0].figures.item.keyed", equalTo(false));

        bank.key(question(0), 4, order);
        await().untilAsserted(() -> items().body("items[0].figures.meanScore", equalTo(0f)));
        items().body("items[0].figures.options", empty()).body("items[0].figures.item.keyed", equalTo(true));
    }

    /** A grade of an older key is not mixed with those of the newer one. */
    @Test
    void shouldTellTheGradesOfTheNewestKeyBeforeTheyArrive() {
        bank.sit(bank.exam("ada"), "111");
        bank.awaitAttempts(1);

        bank.key(question(0), 2, "B");

        await().untilAsserted(() -> items().body("items[0].figures.facility.successes", equalTo(0)));
        items().body("items[0].figures.options.key", contains(false, true)).body("population.provisional", equalTo(0));
    }

    @Test
    void shouldTellInstructorsOfTheirCohortsAndLearnersNothing() {
        bank.sit(bank.exam("ada").in("spring"), "111");
        bank.awaitAttempts(1);

        bank.ask("items?cohort=spring", "admin", "x")
                .statusCode(200)
                .body("population.attempts", equalTo(1))
                .body("population.cohort", equalTo("spring"))
                .body("asOf", notNullValue());
        bank.ask("items?cohort=autumn", "admin", "x")
                .statusCode(200)
                .body("population.attempts", equalTo(0))
                .body("items", hasSize(0));
        bank.ask("items?cohort=spring", "instructor", "leads-nobody")
                .statusCode(403)
                .body("field", equalTo("cohort"));
        bank.ask("items?cohort=spring", "author", "an-author").statusCode(403);
        bank.ask("items", "learner", "ada").statusCode(403);
        bank.ask("tests", "learner", "ada").statusCode(403);
        bank.ask("items?cohort=" + "x".repeat(201), "admin", "x")
                .statusCode(400)
                .body("field", equalTo("cohort"));
        given().header("Authorization", TestTokens.bearer("an-admin", "admin"))
                .accept("text/csv")
                .get("/api/v1/analytics/items?table=colours&bank=" + bank.slug)
                .then()
                .statusCode(400)
                .body("field", equalTo("table"));
    }

    private void note(String scope) {
        jdbi.useHandle((Handle handle) -> handle.createUpdate(
                        "INSERT INTO analysis_change (bank_id, scope) VALUES (:bank, :scope)")
                .bind("bank", bank.id)
                .bind("scope", scope)
                .execute());
    }

    private UUID question(int index) {
        return bank.questions.get(index);
    }

    private ValidatableResponse items() {
        return bank.ask("items", "admin", "an-admin").statusCode(200);
    }

    /** Sums of doubles in another order may differ in their last digits. */
    private static String rounded(String figures) {
        return Pattern.compile("(\\d\\.\\d{4})\\d+").matcher(figures).replaceAll("$1");
    }
}

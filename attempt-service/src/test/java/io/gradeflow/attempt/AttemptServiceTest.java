package io.gradeflow.attempt;

import static io.gradeflow.devstack.testing.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.AttemptFinished;
import io.gradeflow.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class AttemptServiceTest extends AttemptApi {

    @Test
    void shouldStartAnAttemptOverTheWholeBankAtOnce() {
        for (int i = 0; i < 20; i++) {
            PublishedBank bank = PublishedBank.of(25);

            start(bank, "").statusCode(201).body("questions", hasSize(25)).body("status", equalTo("OPEN"));
        }
    }

    @Test
    void shouldShowTheQuestionsAndNothingOfTheirKeys() {
        PublishedBank bank = PublishedBank.of(3);

        String body = start(bank, "")
                .statusCode(201)
                .header("Location", containsString(ATTEMPTS + "/"))
                .body("startedAt", notNullValue())
                .body("questions[0].position", equalTo(1))
                .body("questions[0].choices.id", containsInAnyOrder("A", "B", "C", "D"))
                .body("questions[0].select.max", equalTo(1))
                .body("questions[0].status", equalTo("UNANSWERED"))
                .extract()
                .asString();

        assertThat(body).doesNotContain("correct\":[").doesNotContain("Because");
        assertThat(new HashSet<>(given().header("Authorization", token())
                        .get(ATTEMPTS + "/" + attemptId(body))
                        .jsonPath()
                        .getList("questions.questionId")))
                .hasSize(3);
    }

    @Test
    void shouldNameAnAttemptByTheAddressOfTheDoor() {
        PublishedBank bank = PublishedBank.of(1);

        given().header("Authorization", token())
                .header("X-Forwarded-Host", "exams.example.org")
                .header("X-Forwarded-Proto", "https")
                .contentType("application/json")
                .body("{\"bank\":\"" + bank.slug + "\",\"mode\":\"practice\"}")
                .post(ATTEMPTS)
                .then()
                .statusCode(201)
                .header("Location", startsWith("https://exams.example.org" + ATTEMPTS + "/"));
    }

    @Test
    void shouldWaitForTheRestOfABankAndSayWhenItDoesNotCome() {
        PublishedBank bank = PublishedBank.of(2);
        start(bank, "").statusCode(201);

        bank.addWithoutBank(1);
        bank.publishBank("0".repeat(64));

        start(bank, "").statusCode(503).header("Retry-After", "2").body("code", equalTo("bank-loading"));
        bank.publishBank();
        start(bank, "").statusCode(201).body("questions", hasSize(3));
    }

    @Test
    void shouldKeepComposingFromTheOldRevisionWhileTheNewOneIsOnItsWay() {
        PublishedBank bank = PublishedBank.of(2);

        bank.addWithoutBank(5);

        start(bank, "").statusCode(201).body("questions", hasSize(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/attempts/%00/late-answers",
                "/api/v1/sittings/a%00b/accommodations",
                "/api/v1/cohorts/%E2%80%AE%00%07/members",
                "/api/v1/learners/%00/personal-data"
            })
    void shouldKnowNothingByANameThatNoDatabaseHolds(String address) {
        given().header("Authorization", TestTokens.bearer("somebody-of-the-staff", "admin"))
                .urlEncodingEnabled(false)
                .get(address)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("not-found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/receipts/verify", "/api/v1/attempts/3cdbcee9-312e-3059-8d35-c5abb2ad0ffd/void"})
    void shouldTakeABodyOfOneTextOnlyAsJson(String address) {
        given().header("Authorization", TestTokens.bearer("somebody-of-the-staff", "admin"))
                .contentType("text/plain")
                .body("a text")
                .post(address)
                .then()
                .statusCode(415)
                .body("code", equalTo("unsupported-media-type"));
    }

    @Test
    void shouldNameTheFaultOfARequestToStart() {
        PublishedBank bank = PublishedBank.of(2);

        start("{\"bank\":\"no-such-bank\",\"mode\":\"practice\"}")
                .statusCode(404)
                .body("code", equalTo("bank-unknown"));
        start("{\"mode\":\"practice\"}").statusCode(400).body("field", equalTo("bank"));
        start("{\"bank\":\"a\\u0000\",\"mode\":\"practice\"}").statusCode(400).body("field", equalTo("bank"));
        start("{\"bank\":\"a\",\"mode\":\"sleep\"}").statusCode(400).body("field", equalTo("mode"));
        start(bank, ",\"questionCount\":0").statusCode(400).body("field", equalTo("questionCount"));
        start(bank, ",\"questionCount\":3").statusCode(409).body("available", equalTo(2));
        start(bank, ",\"topics\":[\"nowhere\"]").statusCode(400).body("field", equalTo("topics"));
        start(bank, ",\"topic\":\"all\"").statusCode(400).body("field", equalTo("topic"));
        start("{\"bank\":")
                .statusCode(400)
                .body("code", equalTo("malformed-json"))
                .body("line", equalTo(1));
        start("").statusCode(400).body("code", equalTo("body-missing"));
        start(bank, ",\"topics\":[\"all\"],\"questionCount\":1").statusCode(201).body("questions", hasSize(1));
    }

    @Test
    void shouldStoreAnAnswerBeforeItIsAcknowledgedAndSendItOn() {
        String attempt = attempt(PublishedBank.of(2));

        answer(attempt, 1, "B").statusCode(202).body("version", equalTo(1)).body("status", equalTo("PENDING"));

        AnswerSubmitted sent = awaitSubmitted(attempt, 1).getFirst();
        assertThat(sent.learnerId()).isEqualTo(TestTokens.learnerId(learner).toString());
        assertThat(sent.keyVersion()).isEqualTo(1);
        view(attempt)
                .body("questions[0].status", equalTo("PENDING"))
                .body("questions[0].answer.choices[0]", equalTo("B"))
                .body("questions[0].answer.correct", nullValue())
                .body("totals.pending", equalTo(1));
    }

    @Test
    void shouldTreatTheSameBodyAsTheSameAnswerAndAnotherAsItsNextVersion() {
        String attempt = attempt(PublishedBank.of(1));

        String first = answer(attempt, 1, "B").extract().path("answerId");
        answer(attempt, 1, "B").statusCode(202).body("version", equalTo(1)).body("answerId", equalTo(first));
        answer(attempt, 1, "C").statusCode(202).body("version", equalTo(2)).body("answerId", equalTo(first));
        answer(attempt, 1, "C").statusCode(202).body("version", equalTo(2));

        assertThat(awaitSubmitted(attempt, 2))
                .extracting(AnswerSubmitted::answerVersion)
                .containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void shouldMakeOneAnswerOfManySentAtOnce() throws Exception {
        String attempt = attempt(PublishedBank.of(1));
        Callable<Integer> submit = () -> answer(attempt, 1, "B").extract().path("version");

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> version : executor.invokeAll(java.util.Collections.nCopies(16, submit))) {
                assertThat(version.get()).isEqualTo(1);
            }
        }
    }

    @Test
    void shouldRefuseAnswersThatDoNotFitAndNameTheFault() {
        String attempt = attempt(PublishedBank.of(1));

        answer(attempt, 1, "Z")
                .statusCode(400)
                .body("field", equalTo("choices"))
                .body("detail", containsString("Z"));
        put(attempt, 1, "{\"choices\":[\"A\",\"B\"]}").statusCode(400).body("detail", containsString("at most 1"));
        put(attempt, 1, "{}").statusCode(400).body("field", equalTo("choices"));
        put(attempt, 1, "{\"choices\":\"A\"}").statusCode(400).body("field", equalTo("choices"));
        put(attempt, 1, "{\"choice\":[\"A\"]}").statusCode(400).body("detail", containsString("choices"));
        put(attempt, 1, "{\"choices\":[null]}").statusCode(400).body("field", equalTo("choices"));
        put(attempt, 1, "").statusCode(400).body("code", equalTo("body-missing"));
        put(attempt, 1, "nonsense").statusCode(400).body("code", equalTo("malformed-json"));
        put(attempt, 1, "{\"choices\":[\"" + "A".repeat(11 * 1024 * 1024) + "\"]}")
                .statusCode(413)
                .body("code", equalTo("body-too-large"));
        answer(attempt, 2, "A").statusCode(404).body("code", equalTo("position-unknown"));
        answer(attempt, 0, "A").statusCode(404).body("code", equalTo("position-unknown"));
        answer(UUID.randomUUID().toString(), 1, "A").statusCode(404).body("code", equalTo("attempt-unknown"));
        given().header("Authorization", token())
                .contentType("application/json")
                .body("{\"choices\":[\"A\"]}")
                .put(ATTEMPTS + "/not-a-uuid/answers/1")
                .then()
                .statusCode(404);
        view(attempt).body("totals.answered", equalTo(0));
    }

    @Test
    void shouldFinishOnceAndTellThePaper() {
        PublishedBank bank = PublishedBank.of(2);
        String attempt = attempt(bank);
        answer(attempt, 1, "A");
        answer(attempt, 1, "B");

        finish(attempt).statusCode(200).body("status", equalTo("FINISHED")).body("finishedAt", notNullValue());
        finish(attempt).statusCode(200);

        answer(attempt, 2, "A").statusCode(409).body("code", equalTo("attempt-finished"));
        List<AttemptFinished> told = await().until(
                        () -> SentEvents.in(
                                Topic.ATTEMPTS_FINISHED,
                                AttemptFinished.class,
                                event -> event.attemptId().toString().equals(attempt)),
                        found -> !found.isEmpty());
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().paper())
                .extracting(AttemptFinished.PaperEntry::answerVersion)
                .containsExactly(2, null);
    }

    @Test
    void shouldShowLearnersOnlyWhatIsTheirs() {
        String attempt = attempt(PublishedBank.of(1));
        RequestSpecification other = given().header("Authorization", TestTokens.bearer("somebody-else", "learner"));

        other.get(ATTEMPTS + "/" + attempt).then().statusCode(404).body("code", equalTo("attempt-unknown"));
        given().header("Authorization", TestTokens.bearer("somebody-else", "learner"))
                .contentType("application/json")
                .body("{\"choices\":[\"A\"]}")
                .put(ATTEMPTS + "/" + attempt + "/answers/1")
                .then()
                .statusCode(404);
        given().header("Authorization", TestTokens.bearer("somebody-else", "learner"))
                .post(ATTEMPTS + "/" + attempt + "/finish")
                .then()
                .statusCode(404);
        given().header("Authorization", TestTokens.bearer("irma", "instructor"))
                .get(ATTEMPTS + "/" + attempt)
                .then()
                .statusCode(200);
    }

    @Test
    void shouldKeepOutWhoHasNoTokenAndWhoseAttemptItIsNot() {
        String attempt = attempt(PublishedBank.of(1));
        for (String token : List.of("", "Bearer nonsense")) {
            RequestSpecification nobody = token.isEmpty() ? given() : given().header("Authorization", token);
            nobody.get(ATTEMPTS + "/" + attempt)
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .header("WWW-Authenticate", containsString("Bearer"))
                    .body("code", equalTo("unauthenticated"));
        }
        String author = TestTokens.bearer("arthur", "author");
        given().header("Authorization", author)
                .get(ATTEMPTS + "/" + attempt)
                .then()
                .statusCode(404);
        for (String move : List.of("finish", "pause", "resume")) {
            given().header("Authorization", author)
                    .post(ATTEMPTS + "/" + attempt + "/" + move)
                    .then()
                    .statusCode(404);
        }
        given().header("Authorization", author)
                .contentType("application/json")
                .body("{\"choices\":[\"A\"]}")
                .put(ATTEMPTS + "/" + attempt + "/answers/1")
                .then()
                .statusCode(404);
    }

    @Test
    void shouldHaveNoEmptyEndpointUnlessStartedForABenchmark() {
        given().header("Authorization", token())
                .contentType("application/json")
                .body("{\"bank\":\"any\",\"mode\":\"practice\"}")
                .post(ATTEMPTS + "/baseline?bytes=10")
                .then()
                .statusCode(404)
                .body("code", equalTo("not-found"));
        given().header("Authorization", token())
                .contentType("application/json")
                .body("{\"choices\":[\"A\"]}")
                .put(ATTEMPTS + "/baseline/answers/1?bytes=10")
                .then()
                .statusCode(404)
                .body("code", equalTo("not-found"));
    }
}

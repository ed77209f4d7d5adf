package io.gradeflow.attempt;

import static io.gradeflow.devstack.testing.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.devstack.testing.TopicRecords;
import io.gradeflow.events.AnswerRejected;
import io.gradeflow.events.AnswerRejected.Reason;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class RejectedTest extends RejectionApi {

    @Inject
    Jdbi jdbi;

    @AfterEach
    void turnTheClockBack() {
        TurnedClock.reset();
    }

    @Test
    void shouldListWhatWasRejectedAndNotSendItForEver() {
        PublishedBank bank = PublishedBank.of(1);
        AnswerSubmitted sent = answered(bank);

        reject(sent, Reason.KEY_UNKNOWN);

        Map<String, Object> listed = awaitMine("&reason=KEY_UNKNOWN&bank=" + bank.slug, item -> true);
        assertThat(listed)
                .containsEntry("detail", "the detail")
                .containsEntry("topic", "answers-submitted")
                .containsEntry("sentFromHere", true)
                .containsEntry("rejections", 1)
                .doesNotContainKeys("replayedAt", "resolvedAt");
        assertThat(listed.get("answer"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("attempt", sent.attemptId().toString())
                .containsEntry("bank", bank.slug);
        assertThat(mine("&reason=UNPARSABLE")).isEmpty();
        assertThat(mine("&bank=another")).isEmpty();
        TurnedClock.forward(Duration.ofMinutes(10));
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(6))
                .until(() -> resent(sent).isEmpty());
    }

    @Test
    void shouldEndWithTheGradeThatComesAfterAll() {
        AnswerSubmitted sent = answered(PublishedBank.of(1));
        reject(sent, Reason.KEY_UNKNOWN);
        String id = awaitRejected(1);

        grade(Topic.ANSWERS_REGRADED, sent, 1, 1);

        awaitMine("&resolved=true", item -> item.get("id").equals(id));
        assertThat(mine("")).isEmpty();
        replayOne(id).body("sent", equalTo(0)).body("notSent[0].why", equalTo("RESOLVED"));
    }

    @Test
    void shouldSendByItselfWhatAKeyThatComesLateMakesGradable() {
        PublishedBank bank = PublishedBank.of(1);
        AnswerSubmitted sent = answered(bank);
        reject(sent, Reason.KEY_UNKNOWN);
        awaitRejected(1);

        // What graders missed is published once more, in the same version.
        bank.publishKey(bank.questions.getFirst(), 1, "A");

        List<AnswerSubmitted> again = await().until(() -> resent(sent), found -> !found.isEmpty());
        assertThat(again).extracting(AnswerSubmitted::keyVersion).containsOnly(1);
        grade(Topic.ANSWERS_REGRADED, again.getFirst(), 1, 1);
        awaitMine("&resolved=true", item -> true);
        assertThat(mine("")).isEmpty();
    }

    @Test
    void shouldReplayTheNewestVersionAndNotTwiceWhileThatIsUnderWay() {
        AnswerSubmitted first = answered(PublishedBank.of(1));
        reject(first, Reason.KEY_UNKNOWN);
        String id = awaitRejected(1);
        answer(first.attemptId().toString(), 1, "C").statusCode(202);
        awaitSubmitted(first.attemptId().toString(), 2);

        replayOne(id).body("sent", equalTo(1)).body("notSent", empty()).body("left", equalTo(0));
        replayOne(id).body("sent", equalTo(0)).body("notSent[0].why", equalTo("UNDER_WAY"));

        assertThat(resent(first)).extracting(AnswerSubmitted::answerVersion).containsExactly(2);
        awaitMine(
                "&replayed=true",
                item -> item.get("id").equals(id) && item.get("replays").equals(1));
        assertThat(mine("&replayed=false")).isEmpty();
    }

    @Test
    void shouldShowThatAReplayWasRejectedAgainInTheSameRow() {
        AnswerSubmitted sent = answered(PublishedBank.of(1));
        reject(sent, Reason.KEY_UNKNOWN);
        String id = awaitRejected(1);
        replayOne(id).body("sent", equalTo(1));

        AnswerRejected again = reject(resent(sent).getFirst(), Reason.KEY_UNKNOWN);
        PublishedBank.send(Topic.ANSWERS_REJECTED, again);

        assertThat(awaitRejected(2)).isEqualTo(id);
        await().during(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(mine("")).hasSize(1));
        replayOne(id).body("sent", equalTo(1));
        assertThat(resent(sent)).hasSize(2);
    }

    @Test
    void shouldEndARejectionOfAnOlderVersionThatComesAfterTheGradeOfANewer() {
        AnswerSubmitted first = answered(PublishedBank.of(1));
        String attempt = first.attemptId().toString();
        answer(attempt, 1, "C").statusCode(202);
        AnswerSubmitted second = awaitSubmitted(attempt, 2).stream()
                .filter(sent -> sent.answerVersion() == 2)
                .findFirst()
                .orElseThrow();
        grade(Topic.ANSWERS_GRADED, second, 1, 0);
        await().untilAsserted(() -> view(attempt).body("totals.graded", equalTo(1)));

        reject(first, Reason.KEY_UNKNOWN);

        awaitMine("&resolved=true", item -> item.get("resolvedAt") != null);
        assertThat(mine("")).isEmpty();
    }

    @Test
    void shouldEndWhatLooksLikeOursOnlyByAGradeOfItsOwnQuestion() {
        AnswerSubmitted sent = answered(PublishedBank.of(1));
        AnswerSubmitted lookalike = new AnswerSubmitted(
                sent.answerId(),
                1,
                sent.attemptId(),
                sent.position(),
                sent.learnerId(),
                sent.bankId(),
                sent.mode(),
                sent.cohorts(),
                UUID.randomUUID(),
                1,
                sent.response(),
                null,
                sent.answeredAt(),
                1,
                null,
                null);
        reject(lookalike, Reason.KEY_UNKNOWN);
        awaitMine("", item -> item.get("sentFromHere").equals(false));

        grade(Topic.ANSWERS_GRADED, sent, 1, 1);

        await().untilAsserted(() -> view(sent.attemptId().toString()).body("totals.graded", equalTo(1)));
        assertThat(mine("")).hasSize(1);
        grade(Topic.ANSWERS_GRADED, lookalike, 1, 1);
        awaitMine("&resolved=true", item -> true);
    }

    @Test
    void shouldEndWithItsGradeWhatCanBeReadSinceAndSendOnceMoreWhatIsLost() {
        AnswerSubmitted sent = answered(PublishedBank.of(1));
        String payload = new String(EventJson.write(sent), StandardCharsets.UTF_8);
        String id = (String) awaitUnread(sent.learnerId(), payload).get("id");
        replayOne(id).body("sent", equalTo(1));
        replayOne(id).body("notSent[0].why", equalTo("UNDER_WAY"));

        TurnedClock.forward(Duration.ofHours(7));
        replayOne(id).body("sent", equalTo(1));
        grade(Topic.ANSWERS_GRADED, sent, 1, 1);

        awaitMine("&resolved=true", item -> item.get("id").equals(id));
    }

    /** As a grader of an older version rejected it, of which nothing could be read here either. */
    private Map<String, Object> awaitUnread(String key, String payload) {
        reject(key, payload.substring(1), Reason.UNPARSABLE);
        Map<String, Object> unread = awaitMine("", item -> item.get("answer") == null);
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE rejected_answer SET payload = ? WHERE rejected_id = ?",
                payload.getBytes(StandardCharsets.UTF_8),
                UUID.fromString((String) unread.get("id"))));
        return unread;
    }

    @Test
    void shouldReplayWhatIsNoAnswerAsItCame() {
        String payload = "no\u0000answer-" + UUID.randomUUID();
        reject(learner, payload, Reason.UNPARSABLE);
        String id = awaitRejected(1);

        replayOne(id).body("sent", equalTo(1));

        assertThat(submittedAsTheyCame(payload)).isEqualTo(1);
        reject(learner, payload, Reason.UNPARSABLE);
        assertThat(awaitRejected(2)).isEqualTo(id);
    }

    @Test
    void shouldTakeAnotherBanksAnswerForNoneOfOurs() {
        AnswerSubmitted sent = answered(PublishedBank.of(1));
        String forged =
                json(sent).replace(sent.bankId().toString(), UUID.randomUUID().toString());

        reject(sent.learnerId(), forged, Reason.BANK_MISMATCH);

        assertThat(awaitMine("", item -> true)).containsEntry("sentFromHere", false);
        AnswerRows.letNoOthersWaitForTheirGrades(jdbi, sent.attemptId());
        TurnedClock.forward(Duration.ofMinutes(10));
        GraderOffsets.commitTheEnds();
        await().until(() -> !resent(sent).isEmpty());
    }

    @Test
    void shouldReplayAllOfAReasonAndSayWhatHasNothingToSend() {
        PublishedBank.send(
                Topic.ANSWERS_REJECTED,
                new AnswerRejected(Reason.BANK_MISMATCH, "too large", "answers-submitted", 1, 7, learner, null, null));
        String nothing = awaitRejected(1);
        reject(learner, "something-" + UUID.randomUUID(), Reason.BANK_MISMATCH);
        await().until(() -> mine("").size() == 2);

        List<String> refused = replay("{\"reason\": \"BANK_MISMATCH\"}")
                .statusCode(200)
                .extract()
                .path("notSent.findAll {it.why == 'NOTHING_TO_SEND'}.id");

        assertThat(refused).contains(nothing);
        assertThat(mine("&replayed=true")).hasSize(1);
    }

    @Test
    void shouldDismissWhatNobodyWaitsForUntilItIsRejectedOnceMore() {
        PublishedBank.send(
                Topic.ANSWERS_REJECTED,
                new AnswerRejected(Reason.UNPARSABLE, "too large", "answers-submitted", 1, 8, learner, null, null));
        String nothing = awaitRejected(1);
        String payload = "garbage-" + UUID.randomUUID();
        reject(learner, payload, Reason.UNPARSABLE);
        String garbage = (String)
                awaitMine("", item -> payload.equals(item.get("payload"))).get("id");
        AnswerSubmitted sent = answered(PublishedBank.of(1));
        reject(sent, Reason.KEY_UNKNOWN);
        String answer = (String) awaitMine("&reason=KEY_UNKNOWN", item -> true).get("id");

        dismiss(nothing, garbage, answer)
                .statusCode(200)
                .body("dismissed", equalTo(2))
                .body("notDismissed.id", equalTo(List.of(answer)))
                .body("notDismissed.why", equalTo(List.of("ANSWER_OF_AN_ATTEMPT")));

        assertThat(mine("")).extracting(item -> item.get("id")).containsExactly(answer);
        assertThat(mine("&dismissed=true"))
                .allSatisfy(item -> assertThat(item)
                        .containsEntry(
                                "dismissedBy",
                                TestTokens.learnerId("admin-of-rejected").toString())
                        .containsKey("dismissedAt"))
                .extracting(item -> item.get("id"))
                .containsExactlyInAnyOrder(nothing, garbage);
        replayOne(nothing).body("notSent[0].why", equalTo("DISMISSED"));
        assertThat(replay("{\"reason\": \"UNPARSABLE\"}")
                        .statusCode(200)
                        .extract()
                        .<List<String>>path("notSent.id"))
                .doesNotContain(nothing);
        assertThat(submittedAsTheyCame(payload)).isZero();
        dismiss(nothing, UUID.randomUUID().toString())
                .body("dismissed", equalTo(0))
                .body("notDismissed.why", containsInAnyOrder("DISMISSED", "UNKNOWN"));

        reject(learner, payload, Reason.UNPARSABLE);

        assertThat(awaitMine("", item -> garbage.equals(item.get("id")))).doesNotContainKey("dismissedAt");
    }

    @Test
    void shouldGiveTheListInParts() {
        for (int i = 0; i < 3; i++) {
            reject(learner, "part-" + i + UUID.randomUUID(), Reason.UNPARSABLE);
        }
        await().until(() -> mine("").size() == 3);

        var first = given().header("Authorization", admin)
                .get(REJECTED + "?limit=2")
                .then()
                .statusCode(200);
        var second = given().header("Authorization", admin)
                .get(REJECTED + "?limit=1&cursor=" + first.extract().path("next"))
                .then()
                .statusCode(200);

        List<String> ids = first.extract().path("items.id");
        assertThat(second.extract().<List<String>>path("items.id")).hasSize(1).doesNotContainAnyElementsOf(ids);
    }

    @Test
    void shouldNameTheFaultOfARequestAndLetOnlyAdminsIn() {
        replay("{}").statusCode(400).body("code", equalTo("invalid-field")).body("field", equalTo("ids"));
        replay("{\"all\": true, \"reason\": \"UNPARSABLE\"}").statusCode(400).body("field", equalTo("ids"));
        replay("{\"ids\": []}").statusCode(400).body("field", equalTo("ids"));
        replay("{\"ids\": [null]}").statusCode(400).body("field", equalTo("ids"));
        replay("{\"reason\": \"NO_SUCH\"}").statusCode(400).body("field", equalTo("reason"));
        dismiss().statusCode(400).body("field", equalTo("ids"));
        replayOne(UUID.randomUUID().toString()).body("notSent[0].why", equalTo("UNKNOWN"));
        for (String query :
                List.of("?reason=x", "?replayed=maybe", "?resolved=1", "?dismissed=no", "?limit=0", "?cursor=x")) {
            given().header("Authorization", admin)
                    .get(REJECTED + query)
                    .then()
                    .statusCode(400)
                    .body("field", equalTo(query.substring(1, query.indexOf('='))));
        }
        for (String role : List.of("learner", "author", "instructor")) {
            given().header("Authorization", TestTokens.bearer("x", role))
                    .get(REJECTED)
                    .then()
                    .statusCode(403);
        }
    }

    private AnswerSubmitted answered(PublishedBank bank) {
        String attempt = attempt(bank);
        answer(attempt, 1, "A").statusCode(202);
        return awaitSubmitted(attempt, 1).getFirst();
    }

    private static List<AnswerSubmitted> resent(AnswerSubmitted answer) {
        return sent(Topic.ANSWERS_RESUBMITTED, answer.attemptId().toString());
    }

    private static String json(AnswerSubmitted answer) {
        return new String(EventJson.write(answer), StandardCharsets.UTF_8);
    }

    private static long submittedAsTheyCame(String payload) {
        return TopicRecords.of(Topic.ANSWERS_SUBMITTED.topicName()).stream()
                .filter(record -> new String(record.value(), StandardCharsets.UTF_8).equals(payload))
                .count();
    }
}

package io.gradeflow.analytics;

import static io.gradeflow.devstack.testing.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.gradeflow.analytics.HeardStream.Heard;
import io.gradeflow.devstack.LocalUser;
import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.AttemptFinished.Ending;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "analytics"))
class TopicStreamTest {

    private static final String ADA = TestTokens.learnerId("ada").toString();
    private static final int CROWD = 5;

    private final MeasuredBank bank = new MeasuredBank();
    private final List<HeardStream> streams = new ArrayList<>();

    @Inject
    Jdbi jdbi;

    @BeforeEach
    void publish() {
        bank.publish();
        bank.awaitPending(0);
    }

    @AfterEach
    void tidyUp() {
        streams.forEach(HeardStream::close);
        TurnedClock.reset();
    }

    @Test
    void shouldTellWhatAnAnswerChangedOnceItIsCounted() {
        HeardStream stream = listen(admin());
        Heard first = stream.awaitEvent("figures");
        assertThat(first.<List<String>>value("topics.topic")).containsExactly("data", "data/ingestion", "security");
        assertThat(first.<Integer>value("total.answers")).isZero();
        assertThat(stream.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        assertThat(stream.headers().firstValue("Cache-Control")).contains("no-store");

        bank.grade("ada", bank.one, true);

        Heard changes = stream.awaitEvent("changes");
        assertThat(changes.<List<String>>value("topics.topic")).containsExactly("data", "data/ingestion");
        assertThat(changes.<List<Integer>>value("topics.correct")).containsExactly(1, 1);
        assertThat(changes.<Integer>value("total.answers")).isEqualTo(1);
        assertThat(changes.<Object>value("asOf")).isNotNull();
        assertThat(changes.<Integer>value("pending.live")).isNotNull();
        assertThat(changes.id()).isGreaterThan(first.id());
    }

    @Test
    void shouldComeToTheFiguresThatAreAskedForBySummingUpWhatWasTold() {
        HeardStream stream = listen(admin(), "&answers=first&trend=day", null);
        stream.awaitEvent("figures");

        for (int i = 0; i < 40; i++) {
            bank.grade("learner-" + i % 7, i % 3 == 0 ? bank.both : bank.one, i % 2 == 0);
        }

        bank.awaitTotal(40, 20);
        bank.awaitPending(0);
        JsonPath asked =
                bank.figures("admin", "x", "&answers=first&trend=day").extract().jsonPath();
        await().untilAsserted(() -> assertThat(told(stream)).isEqualTo(asked.getList("topics")));
        assertThat(stream.events().stream()
                        .map(event -> event.<Object>value("trend"))
                        .filter(Objects::nonNull)
                        .toList()
                        .getLast())
                .isEqualTo(asked.get("trend"));
    }

    @Test
    void shouldTellNothingButThatItLivesWhileNothingOfItsOwnChanges() {
        MeasuredBank other = new MeasuredBank();
        other.publish();
        other.awaitPending(0);
        HeardStream stream = listen(admin());
        stream.awaitEvent("figures");
        long before = stream.comments();

        other.grade("ada", other.one, true);
        other.awaitTotal(1, 1);

        stream.awaitSilence(Duration.ofMillis(2_500));
        assertThat(stream.names()).containsExactly("figures");
        assertThat(stream.comments()).isGreaterThanOrEqualTo(before + 2);
    }

    @Test
    void shouldTellWhoComesBackAllThatIsAndNothingIfThatIsWhatWasHeard() {
        HeardStream stream = listen(admin());
        stream.awaitEvent("figures");
        bank.grade("ada", bank.one, true);
        Heard heard = stream.awaitEvent("changes");
        bank.awaitPending(0);
        stream.close();

        HeardStream back = listen(admin(), "", heard.id());
        back.awaitSilence(Duration.ofMillis(1_500));
        assertThat(back.names()).isEmpty();
        bank.grade("bob", bank.both, false);
        assertThat(back.awaitEvent("changes").<Integer>value("total.answers")).isEqualTo(2);

        Heard whole = listen(admin(), "", heard.id()).awaitEvent("figures");
        assertThat(whole.<Integer>value("total.answers")).isEqualTo(2);
        assertThat(whole.<List<Integer>>value("topics.answers")).containsExactly(2, 2, 1);
        assertThat(whole.id()).isEqualTo(back.last().id());
    }

    @Test
    void shouldTellNoMoreThanOnceASecondHoweverMuchIsCounted() {
        HeardStream stream = listen(admin());
        stream.awaitEvent("figures");
        int[] sent = {0};
        long begun = System.nanoTime();

        await().pollInSameThread().pollInterval(Duration.ofMillis(50)).until(() -> {
            bank.grade("learner-" + sent[0]++, bank.one, true);
            return System.nanoTime() - begun > Duration.ofSeconds(4).toNanos();
        });

        stream.awaitEvent("changes", event -> event.<Integer>value("total.answers") == sent[0]);
        List<Heard> events = stream.events();
        assertThat(events).hasSizeGreaterThanOrEqualTo(4);
        assertThat(IntStream.range(1, events.size())
                        .mapToLong(i -> events.get(i).at() - events.get(i - 1).at()))
                .allSatisfy(gap -> assertThat(Duration.ofNanos(gap)).isGreaterThan(Duration.ofMillis(800)));
    }

    @Test
    void shouldTellALearnerOwnAnswersAndCohortsOnceEnoughHaveAnswered() {
        HeardStream stream = listen(TestTokens.bearer("ada", "learner"));
        stream.awaitEvent("figures");
        bank.grade(ADA, bank.one, true);
        stream.awaitEvent("figures", event -> event.<Integer>value("total.answers") == 1);

        for (int i = 1; i < CROWD - 1; i++) {
            bank.grade("learner-" + i, bank.one, false);
        }
        bank.awaitTotal(CROWD - 1, 1);
        await().during(Duration.ofMillis(1_500))
                .until(() -> stream.events().stream().allMatch(event -> event.value("compare[0].total") == null));
        bank.grade("another", bank.one, false);

        Heard crowd = stream.awaitEvent("figures", event -> event.value("compare[0].total") != null);
        assertThat(crowd.<Integer>value("compare[0].total.answers")).isEqualTo(CROWD);
        bank.grade("one-more", bank.one, false);
        Heard beside = stream.awaitEvent(
                "changes", event -> Objects.equals(event.value("compare[0].total.answers"), CROWD + 1));
        assertThat(beside.<List<Object>>value("topics")).isEmpty();
        assertThat(beside.<String>value("compare[0].cohort")).isEqualTo("everyone");
        bank.grade(ADA, bank.both, false);
        stream.awaitEvent("changes", event -> event.<Integer>value("total.answers") == 2);
        assertThat(stream.events())
                .allSatisfy(event ->
                        assertThat(event.<Integer>value("total.learners")).isLessThanOrEqualTo(1));
    }

    @Test
    void shouldTellOfAnEventThatIsAppliedAfterItWasSetAside() {
        AnswerGraded grade = bank.practice("ada").graded(bank.one, 1, 1, true);
        jdbi.useHandle(handle -> handle.execute("""
                INSERT INTO set_aside_event (topic, partition, record_offset, payload, reason, set_aside_at)
                VALUES ('answers-graded', 5, 4712, ?, 'a column was too short', now())
                ON CONFLICT (topic, partition, record_offset) DO UPDATE SET payload = excluded.payload, applied_at = NULL
                """, EventJson.write(grade)));
        HeardStream stream = listen(admin());
        stream.awaitEvent("figures");

        given().header("Authorization", admin())
                .contentType("application/json")
                .body("{\"events\": [{\"topic\": \"answers-graded\", \"partition\": 5, \"offset\": 4712}]}")
                .post("/api/v1/set-aside/analytics-service/replay")
                .then()
                .statusCode(200)
                .body("applied", equalTo(1));

        assertThat(stream.awaitEvent("changes").<Integer>value("total.correct")).isEqualTo(1);
    }

    @Test
    void shouldTellThatNothingWaitsAnyMore() {
        MeasuredBank other = new MeasuredBank();
        other.publish();
        Sitter bob = other.practice("bob");
        MeasuredBank.send(bob.graded(other.one, 1, 1, false));
        other.awaitTotal(1, 0);
        other.awaitPending(0);
        HeardStream[] stream = new HeardStream[1];

        jdbi.useTransaction(handle -> {
            handle.execute("SELECT learner_id FROM learner WHERE learner_id = ? FOR UPDATE", bob.learner());
            MeasuredBank.send(Topic.ANSWERS_REGRADED, bob.graded(other.one, 1, 2, true));
            stream[0] = listen(admin());
            assertThat(stream[0].awaitEvent("figures").<Integer>value("pending.slow"))
                    .isEqualTo(1);
            stream[0].awaitSilence(Duration.ofMillis(1_500));
        });

        Heard settled = stream[0].awaitEvent("changes");
        assertThat(settled.<Integer>value("pending.slow")).isZero();
        assertThat(settled.<List<Object>>value("topics")).isEmpty();
    }

    @Test
    void shouldEndWhereTheTopicIsGoneAndTellAllAnewWhereOneOfManyIs() {
        HeardStream ofTopic = listen(admin(), "&topic=security", null);
        HeardStream ofBank = listen(admin());
        ofTopic.awaitEvent("figures");
        ofBank.awaitEvent("figures");

        bank.publishWithoutSecurity();

        assertThat(ofTopic.awaitEvent("end").<String>value("reason")).isEqualTo("GONE");
        ofTopic.awaitEnd();
        ofBank.awaitEvent(
                "figures",
                event -> event.<List<String>>value("topics.topic").equals(List.of("data", "data/ingestion")));
        assertThat(listen(admin(), "&topic=security", null).status()).isEqualTo(404);
    }

    @Test
    void shouldEndALearnersOwnStreamWhenAnExamOverTheBankBegins() {
        String learner = TestTokens.bearer("ada", "learner");
        HeardStream own = listen(learner);
        HeardStream others = listen(TestTokens.bearer("bob", "learner"));
        own.awaitEvent("figures");
        others.awaitEvent("figures");

        MeasuredBank.send(Topic.ATTEMPTS_FINISHED, bank.exam(ADA).ended(0, Ending.REOPENED, 1, bank.one));

        assertThat(own.awaitEvent("end").<String>value("reason")).isEqualTo("EXAM_OPEN");
        own.awaitEnd();
        assertThat(listen(learner).status()).isEqualTo(409);
        assertThat(others.names()).doesNotContain("end");
    }

    @Test
    void shouldLetNobodyListenToWhatTheyMayNotSee() {
        String learner = TestTokens.bearer("bob", "learner");

        assertThat(listen(learner, "&learner=" + ADA, null).status()).isEqualTo(403);
        assertThat(listen(learner, "&cohort=spring", null).status()).isEqualTo(403);
        assertThat(listen(instructor("elsewhere"), "&cohort=spring", null).status())
                .isEqualTo(403);
        assertThat(listen(TestTokens.bearer("x", "author"), "&cohort=spring", null)
                        .status())
                .isEqualTo(403);
        assertThat(listen("Bearer none", "", null).status()).isEqualTo(401);
        assertThat(listen(TestTokens.bearer("x", "guest"), "", null).status()).isEqualTo(403);
        assertThat(listen(admin(), "&mode=guessing", null).status()).isEqualTo(400);
        bank.grade(ADA, bank.one, true);
        HeardStream other = listen(learner);
        assertThat(other.awaitEvent("figures").<Integer>value("total.answers")).isZero();
    }

    @Test
    void shouldHoldACallerToFewStreamsAndFreeThemWhenClientsGo() {
        for (int i = 0; i < 5; i++) {
            listen(admin()).awaitEvent("figures");
        }

        HeardStream refused = listen(admin());
        assertThat(refused.status()).isEqualTo(429);
        assertThat(JsonPath.from(refused.body()).getString("code")).isEqualTo("too-many-streams");
        streams.getFirst().close();

        await().until(() -> listen(admin()).status() == 200);
    }

    @Test
    void shouldRefuseMoreStreamsThanItCanHold() {
        HeardStream refused = await().pollInSameThread()
                .pollInterval(Duration.ofMillis(10))
                .until(
                        () -> listen(TestTokens.bearer("caller-" + streams.size(), "admin")),
                        open -> open.status() != 200);

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(JsonPath.from(refused.body()).getString("code")).isEqualTo("streams-full");
    }

    @Test
    void shouldEndWithTheCallersToken() {
        HeardStream stream = listen(admin());
        stream.awaitEvent("figures");

        TurnedClock.forward(Duration.ofHours(13));

        assertThat(stream.awaitEvent("end").<String>value("reason")).isEqualTo("TOKEN_EXPIRED");
        stream.awaitEnd();
    }

    private HeardStream listen(String token) {
        return listen(token, "", null);
    }

    private HeardStream listen(String token, String filter, @Nullable Long lastEventId) {
        HeardStream stream = HeardStream.open(token, bank.slug + filter, lastEventId);
        streams.add(stream);
        return stream;
    }

    private static String admin() {
        return TestTokens.bearer("x", "admin");
    }

    private static String instructor(String cohort) {
        return TestTokens.bearer(new LocalUser("instructor-" + cohort, List.of("instructor"), List.of(cohort)));
    }

    /** The topics as a client has them that puts what changed in the place of what was. */
    private static List<Map<String, Object>> told(HeardStream stream) {
        Map<Object, Map<String, Object>> topics = new HashMap<>();
        List<Object> order = new ArrayList<>();
        for (Heard event : stream.events()) {
            List<Map<String, Object>> told = event.value("topics");
            if (event.name().equals("figures")) {
                topics.clear();
                order.clear();
                told.forEach(topic -> order.add(topic.get("topic")));
            }
            told.forEach(topic -> topics.put(topic.get("topic"), topic));
        }
        return order.stream().map(topics::get).toList();
    }
}

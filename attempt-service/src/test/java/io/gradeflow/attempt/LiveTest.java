package io.gradeflow.attempt;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.devstack.LocalUser;
import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class LiveTest extends AttemptApi {

    @Inject
    Jdbi jdbi;

    private final List<ListeningClient> clients = new ArrayList<>();

    @AfterEach
    void tidyUp() {
        clients.forEach(ListeningClient::close);
        TurnedClock.reset();
    }

    @Test
    void shouldTellGradesAsTheyArriveAndEndWhenNothingCanFollow() {
        String attempt = attempt(PublishedBank.of(2));
        ListeningClient client = listen(attempt);

        assertThat(client.awaitEvent("attempt").<String>value("status")).isEqualTo("OPEN");
        client.awaitEvent("totals", event -> event.<Integer>value("answered") == 0);
        answer(attempt, 1, "A");
        grade(Topic.ANSWERS_GRADED, awaitSubmitted(attempt, 1).getFirst(), 1, 1);
        ListeningClient.Heard grade = client.awaitEvent("grade");
        assertThat(grade.<Integer>value("position")).isEqualTo(1);
        assertThat(grade.<Integer>value("version")).isEqualTo(1);
        assertThat(grade.<Boolean>value("correct")).isTrue();
        client.awaitEvent("totals", event -> event.<Integer>value("correct") == 1);
        finish(attempt).statusCode(200);

        client.awaitEvent("attempt", event -> "FINISHED".equals(event.value("status")));
        assertThat(client.awaitEvent("end").<String>value("reason")).isEqualTo("COMPLETE");
        client.awaitEnd();
        assertThat(client.names()).containsExactly("attempt", "totals", "grade", "totals", "attempt", "totals", "end");
        assertThat(listen(token(), attempt, client.lastEventId()).status()).isEqualTo(204);
    }

    @Test
    void shouldHoldAStreamOpenWithoutBufferingIt() {
        ListeningClient client = listen(attempt(PublishedBank.of(1)));

        client.awaitEvent("totals");
        assertThat(client.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        assertThat(client.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(client.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(client.headers().firstValue("X-Accel-Buffering")).contains("no");
        assertThat(client.blocks().getFirst().retry()).isEqualTo("3000");
        await().until(() -> client.blocks().stream()
                        .filter(block -> block.name() == null && "".equals(block.comment()))
                        .count()
                >= 2);
    }

    @Test
    void shouldTellNothingOfGradesWhileTheModeHidesThemAndAllAtTheEnd() {
        PublishedBank bank = PublishedBank.withExam(3, 3, 30);
        String right = exam(bank);
        String wrong =
                startAs(otherToken(), examBody(bank)).statusCode(201).extract().path("id");
        ListeningClient ofRight = listen(right);
        ListeningClient ofWrong = listen(otherToken(), wrong, null);
        answerAndGrade(token(), right, 1);
        answerAndGrade(otherToken(), wrong, 0);

        await().during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(5))
                .until(() -> ofRight.names().equals(List.of("attempt"))
                        && ofWrong.names().equals(List.of("attempt")));
        ListeningClient later = listen(right);
        later.awaitEvent("attempt");
        assertThat(plain(ofRight)).isEqualTo(plain(ofWrong)).isEqualTo(plain(later));

        finish(right).statusCode(200);
        ofRight.awaitEnd();
        assertThat(ofRight.names()).containsExactly("attempt", "attempt", "grade", "grade", "totals", "end");
        assertThat(ofRight.awaitEvent("totals").<Integer>value("correct")).isEqualTo(2);
        assertThat(ofWrong.names()).containsExactly("attempt");
    }

    @Test
    void shouldTellOnceWhatWasMissed() {
        String attempt = attempt(PublishedBank.of(3));
        ListeningClient client = listen(attempt);
        client.awaitEvent("totals");
        answer(attempt, 1, "A");
        grade(Topic.ANSWERS_GRADED, awaitSubmitted(attempt, 1).getFirst(), 1, 1);
        client.awaitEvent("totals", event -> event.<Integer>value("graded") == 1);
        client.close();
        answer(attempt, 2, "B");
        gradeNewest(attempt, 2, 0);

        ListeningClient back = listen(token(), attempt, client.lastEventId());
        back.awaitEvent("totals");

        assertThat(back.names()).containsExactly("grade", "totals");
        assertThat(back.awaitEvent("grade").<Integer>value("position")).isEqualTo(2);
        ListeningClient again = listen(token(), attempt, back.lastEventId());
        await().during(Duration.ofMillis(800))
                .atMost(Duration.ofSeconds(5))
                .until(() -> again.names().isEmpty());
    }

    @Test
    void shouldTellTheGradesOfAnExamToWhoComesBackAfterItsEnd() {
        PublishedBank bank = PublishedBank.withExam(3, 3, 30);
        String attempt = exam(bank);
        ListeningClient client = listen(attempt);
        client.awaitEvent("attempt");
        client.close();
        answerAndGrade(token(), attempt, 1);
        finish(attempt).statusCode(200);

        ListeningClient back = listen(token(), attempt, client.lastEventId());
        back.awaitEnd();

        assertThat(back.names()).containsExactly("attempt", "grade", "grade", "totals", "end");
        assertThat(listen(token(), attempt, back.lastEventId()).status()).isEqualTo(204);
    }

    @Test
    void shouldStayOpenUntilTheLastGradeOfAnExpiredExamIsIn() {
        PublishedBank bank = PublishedBank.withExam(2, 2, 30);
        String attempt = exam(bank);
        answer(attempt, 1, "A");
        AnswerSubmitted sent = awaitSubmitted(attempt, 1).getFirst();
        ListeningClient client = listen(attempt);
        client.awaitEvent("attempt");

        TurnedClock.forward(Duration.ofMinutes(31));
        client.awaitEvent("attempt", event -> "EXPIRED".equals(event.value("status")));
        assertThat(client.awaitEvent("totals").<Integer>value("pending")).isEqualTo(1);
        assertThat(client.names()).doesNotContain("end");
        grade(Topic.ANSWERS_GRADED, sent, 1, 1);

        client.awaitEnd();
        assertThat(client.names()).containsExactly("attempt", "attempt", "totals", "grade", "totals", "end");
    }

    @Test
    void shouldHideTheBankInStreamsOfPracticeWhileAnExamOverItIsOpen() {
        PublishedBank bank = PublishedBank.withExam(3, 2, 30);
        String practice = attempt(bank);
        answer(practice, 1, "A");
        AnswerSubmitted sent = awaitSubmitted(practice, 1).getFirst();
        ListeningClient client = listen(practice);
        client.awaitEvent("totals");
        String exam = exam(bank);

        grade(Topic.ANSWERS_GRADED, sent, 1, 1);
        awaitGraded(practice, 1);
        await().during(Duration.ofMillis(800))
                .atMost(Duration.ofSeconds(5))
                .until(() -> !client.names().contains("grade"));
        finish(exam).statusCode(200);

        client.awaitEvent("grade");
    }

    @Test
    void shouldLetNobodyListenWhoMayNotSeeTheAttempt() {
        String attempt = attempt(PublishedBank.of(1));

        assertThat(listen(otherToken(), attempt, null).status()).isEqualTo(404);
        assertThat(listen(instructor("elsewhere"), attempt, null).status()).isEqualTo(404);
        assertThat(listen(token(), UUID.randomUUID().toString(), null).status()).isEqualTo(404);
        assertThat(listen("Bearer none", attempt, null).status()).isEqualTo(401);
        assertThat(listen(token(), attempt, "seven").status()).isEqualTo(400);
        ListeningClient leader = listen(instructor("everyone"), attempt, null);
        leader.awaitEvent("attempt");
        assertThat(leader.status()).isEqualTo(200);
    }

    @Test
    void shouldHoldACallerToFewStreamsAndFreeThemWhenClientsGo() {
        String attempt = attempt(PublishedBank.of(1));
        for (int i = 0; i < 5; i++) {
            listen(attempt).awaitEvent("totals");
        }

        ListeningClient refused = listen(attempt);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        clients.getFirst().close();

        await().until(() -> listen(attempt).status() == 200);
    }

    @Test
    void shouldEndWithTheCallersToken() {
        String attempt = attempt(PublishedBank.of(1));
        ListeningClient client = listen(attempt);
        client.awaitEvent("totals");

        TurnedClock.forward(Duration.ofHours(13));

        assertThat(client.awaitEvent("end").<String>value("reason")).isEqualTo("TOKEN_EXPIRED");
        client.awaitEnd();
    }

    private ListeningClient listen(String attempt) {
        return listen(token(), attempt, null);
    }

    private ListeningClient listen(String token, String attempt, @Nullable String lastEventId) {
        ListeningClient client = ListeningClient.open(token, attempt, lastEventId);
        clients.add(client);
        return client;
    }

    private String otherToken() {
        return TestTokens.bearer("other-" + learner, "learner");
    }

    private static String instructor(String cohort) {
        return TestTokens.bearer(new LocalUser(
                "instructor-" + cohort,
                List.of("instructor"),
                cohort.equals("everyone") ? List.of() : List.of(cohort)));
    }

    private String exam(PublishedBank bank) {
        return start(examBody(bank)).statusCode(201).extract().path("id");
    }

    private static String examBody(PublishedBank bank) {
        return "{\"bank\":\"" + bank.slug + "\",\"mode\":\"exam\",\"blueprint\":\"mock\"}";
    }

    /** Answers two questions, and waits until both grades stand in the database, of which a client may see nothing. */
    private void answerAndGrade(String token, String attempt, int score) {
        answerAs(token, attempt, 1, "A").statusCode(202);
        answerAs(token, attempt, 2, "A").statusCode(202);
        for (AnswerSubmitted sent : awaitSubmitted(attempt, 2)) {
            grade(Topic.ANSWERS_GRADED, sent, 1, score);
        }
        awaitGraded(attempt, 2);
    }

    private void gradeNewest(String attempt, int position, int score) {
        AnswerSubmitted sent = await().until(
                        () -> sent(Topic.ANSWERS_SUBMITTED, attempt).stream()
                                .filter(answer -> answer.position() == position)
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
        grade(Topic.ANSWERS_GRADED, sent, 1, score);
    }

    private void awaitGraded(String attempt, int count) {
        await().until(() -> jdbi.withHandle(handle -> handle.createQuery("""
                                SELECT count(*) FROM answer
                                WHERE attempt_id = :attempt AND graded_key_version IS NOT NULL AND change > 0
                                """)
                        .bind("attempt", UUID.fromString(attempt))
                        .mapTo(int.class)
                        .one())
                == count);
    }

    /** What was heard, ids of attempts and times aside. */
    private static List<String> plain(ListeningClient client) {
        return client.events().stream()
                .map(event -> event.id() + " " + event.name() + " "
                        + String.valueOf(event.data())
                                .replaceAll("[0-9a-f-]{36}", "ID")
                                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME"))
                .toList();
    }
}

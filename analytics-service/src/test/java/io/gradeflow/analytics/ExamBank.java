package io.gradeflow.analytics;

import static io.gradeflow.devstack.testing.Patience.await;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.events.AnswerKeyPublished;
import io.gradeflow.events.AttemptFinished.Ending;
import io.gradeflow.events.BankPublished;
import io.gradeflow.events.QuestionPublished;
import io.gradeflow.events.Topic;
import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.ChoiceKey;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A bank of a test's own with questions of one topic, all of the choices A and B, A being right, and an exam over all of them. */
final class ExamBank {

    static final String BLUEPRINT = "final";

    final UUID id = UUID.randomUUID();
    final String slug = "exam-bank-" + id;
    final List<UUID> questions;

    private final UUID topic = UUID.randomUUID();

    ExamBank(int questions) {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < questions; i++) {
            ids.add(UUID.randomUUID());
        }
        this.questions = ids.stream().sorted().toList();
    }

    /** @param passMark from 0 to 100 */
    void publish(int passMark) {
        for (UUID question : questions) {
            publish(question, QuestionPublished.Kind.SINGLE);
            key(question, 1, "A");
        }
        MeasuredBank.send(
                Topic.BANKS,
                new BankPublished(
                        id,
                        slug,
                        "A bank",
                        1,
                        List.of("practice", "exam"),
                        List.of(new BankPublished.BankTopic(topic, "data", "Data")),
                        questions.size(),
                        "0".repeat(64),
                        List.of(new BankPublished.Blueprint(
                                BLUEPRINT,
                                "The final exam",
                                List.of(new BankPublished.Section("data", questions.size())),
                                0,
                                60,
                                passMark,
                                new BankPublished.Scale(0, 100),
                                false))));
    }

    void publish(UUID question, QuestionPublished.Kind kind) {
        MeasuredBank.send(
                Topic.QUESTIONS,
                new QuestionPublished(
                        question,
                        1,
                        id,
                        "q" + questions.indexOf(question),
                        QuestionPublished.State.PUBLISHED,
                        1,
                        null,
                        kind,
                        "Which?",
                        List.of(new QuestionPublished.Choice("A", "a"), new QuestionPublished.Choice("B", "b")),
                        new QuestionPublished.SelectionCount(1, 1),
                        List.of(topic)));
    }

    void key(UUID question, int version, String right) {
        key(question, version, ChoiceKey.allOrNothing(List.of(right)));
    }

    void key(UUID question, int version, AnswerKey key) {
        MeasuredBank.send(Topic.ANSWER_KEYS, new AnswerKeyPublished(question, 1, id, version, key, null, null));
    }

    Sitter exam(String learner) {
        return new Sitter(id, learner, "exam").by(BLUEPRINT);
    }

    Sitter practice(String learner) {
        return new Sitter(id, learner, "practice");
    }

    /**
     * Answers all questions and ends.
     *
     * @param right a character a question: 1 right, 0 wrong, - left blank
     */
    void sit(Sitter sitter, String right) {
        List<UUID> answered = new ArrayList<>();
        for (int i = 0; i < right.length(); i++) {
            if (right.charAt(i) != '-') {
                answered.add(questions.get(i));
                MeasuredBank.send(Topic.ANSWERS_GRADED, sitter.graded(questions.get(i), 1, 1, right.charAt(i) == '1'));
            }
        }
        MeasuredBank.send(
                Topic.ATTEMPTS_FINISHED,
                sitter.endedWith(1, Ending.FINISHED, answered, questions.subList(0, right.length())));
    }

    ValidatableResponse ask(String path, String role, String user) {
        return given().header("Authorization", TestTokens.bearer(user, role))
                .get("/api/v1/analytics/" + path + (path.contains("?") ? "&" : "?") + "bank=" + slug)
                .then();
    }

    String csv(String path) {
        return table(path).extract().asString();
    }

    ValidatableResponse table(String path) {
        return given().header("Authorization", TestTokens.bearer("an-admin", "admin"))
                .accept("text/csv")
                .get("/api/v1/analytics/" + path + (path.contains("?") ? "&" : "?") + "bank=" + slug)
                .then()
                .statusCode(200);
    }

    void awaitAttempts(int attempts) {
        await().untilAsserted(() -> ask("items", "admin", "an-admin")
                .statusCode(200)
                .body("population.attempts", equalTo(attempts))
                .body("population.provisional", equalTo(0))
                .body("pending.live", equalTo(0))
                .body("pending.slow", equalTo(0)));
    }
}

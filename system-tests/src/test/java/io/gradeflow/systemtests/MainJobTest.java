package io.gradeflow.systemtests;

import static io.gradeflow.devstack.testing.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@OnTheSystem
class MainJobTest {

    private static final Path SAMPLE = Path.of(System.getProperty("gradeflow.root"), "samples", "aws-ml-engineer");

    private final SystemUnderTest system;
    private final String bank = "bank-" + UUID.randomUUID().toString().substring(0, 8);

    MainJobTest(SystemUnderTest system) {
        this.system = system;
    }

    @Test
    void shouldGiveFullAndNoAccuracyWhereItIsDue() throws IOException {
        takeRightAndWrong(Files.readAllBytes(SAMPLE.resolve("questions.txt")), 85);
    }

    @Test
    @Tag("real-data")
    void shouldTakeTheSeedDocumentFromTheFileToItsFigures() throws IOException {
        String folder = System.getenv("GRADEFLOW_REAL_DATA");
        assumeTrue(folder != null, "GRADEFLOW_REAL_DATA names no folder of real inputs");
        try (Stream<Path> files = Files.list(Path.of(folder, "seed"))) {
            takeRightAndWrong(Files.readAllBytes(files.findFirst().orElseThrow()), 25);
        }
    }

    private void takeRightAndWrong(byte[] file, int questions) throws IOException {
        Client author = Client.author(system);
        author.createBank(bank);
        author.putTopics(bank, Files.readAllBytes(SAMPLE.resolve("topics.yaml")));
        author.importFile(bank, file)
                .body("imported", equalTo(questions))
                .body("rejected", equalTo(0))
                .body("untagged", equalTo(0));
        author.importFile(bank, file).body("unchanged", equalTo(questions));
        Map<String, List<String>> correct = correctChoices(author);

        Client right = Client.learner(system, "right-" + bank);
        Client wrong = Client.learner(system, "wrong-" + bank);
        answerAll(right, question -> correct.get(question.id()));
        answerAll(wrong, question -> question.otherThan(correct.get(question.id())));

        awaitAnswers(right, questions);
        awaitAnswers(wrong, questions);
        assertThat(accuracies(right)).isNotEmpty().containsOnly(1.0f);
        assertThat(accuracies(wrong)).isNotEmpty().containsOnly(0.0f);
        awaitAnswers(author, questions * 2);
        assertThat(author.topics(bank).getFloat("total.accuracy")).isEqualTo(0.5f);
        assertThat(author.topics(bank).getInt("total.learners")).isEqualTo(2);
    }

    @Test
    void shouldAlwaysHaveTheWholeBankRightAfterItsImport() {
        Client author = Client.author(system);
        Client learner = Client.learner(system, "eager");
        byte[] file = questions(25).getBytes();
        for (int i = 0; i < 100; i++) {
            String fresh = bank + "-" + i;
            author.createBank(fresh);
            author.importFile(fresh, file).body("imported", equalTo(25)).body("published", equalTo(true));

            Response attempt = learner.startAttempt(fresh);

            assertThat(attempt.statusCode())
                    .as("attempt %d: %s", i, attempt.asString())
                    .isEqualTo(201);
            assertThat(attempt.jsonPath().getList("questions"))
                    .as("attempt %d", i)
                    .hasSize(25);
        }
    }

    /** Prints how long answers take to show, which no test may depend on. */
    @Test
    void shouldShowAnAnswerInTheFiguresSoon() {
        Client author = Client.author(system);
        author.createBank(bank);
        author.importFile(bank, questions(60).getBytes());
        Client learner = Client.learner(system, "observer-" + bank);
        String attempt = learner.startAttempt(bank).path("id");
        String token = system.token(learner.user(), "learner");
        List<Long> millis = new ArrayList<>();
        for (int position = 1; position <= 60; position++) {
            int expected = position;
            learner.answer(attempt, position, List.of("A"));
            long acknowledged = System.nanoTime();
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> counted(token) >= expected);
            millis.add(Duration.ofNanos(System.nanoTime() - acknowledged).toMillis());
        }
        Collections.sort(millis);
        System.out.printf(
                "From 202 to the topic figures, %d answers: median %d ms, 95th percentile %d ms, longest %d ms%n",
                millis.size(), millis.get(29), millis.get(56), millis.getLast());
        assertThat(millis).hasSize(60);
    }

    @Test
    void shouldImportThroughTheDoorWhatIsLargerThanOtherBodiesMayBe() {
        Client author = Client.author(system);
        author.createBank(bank);
        byte[] file = IntStream.range(0, 400)
                .mapToObj(i -> "Question " + i + " " + "word ".repeat(8_000) + "?\n\nyes (Correct)\n\nno\n")
                .collect(Collectors.joining("---\n"))
                .getBytes();

        author.importFile(bank, file).body("imported", equalTo(400));
    }

    private record Asked(String id, List<String> choices, int select) {

        List<String> otherThan(List<String> correct) {
            List<String> wrong = new ArrayList<>(choices);
            wrong.removeAll(correct);
            List<String> response = new ArrayList<>(wrong.subList(0, 1));
            response.addAll(correct.subList(0, select - 1));
            return response;
        }
    }

    private interface Answering {
        List<String> to(Asked question);
    }

    private void answerAll(Client learner, Answering answering) {
        JsonPath attempt =
                learner.startAttempt(bank).then().statusCode(201).extract().jsonPath();
        List<Map<String, Object>> questions = attempt.getList("questions");
        for (int i = 0; i < questions.size(); i++) {
            Asked asked = new Asked(
                    attempt.getString("questions[" + i + "].questionId"),
                    attempt.getList("questions[" + i + "].choices.id"),
                    attempt.getInt("questions[" + i + "].select.max"));
            learner.answer(attempt.getString("id"), i + 1, answering.to(asked));
        }
        learner.request()
                .post("/attempts/" + attempt.getString("id") + "/finish")
                .then()
                .statusCode(200);
    }

    private Map<String, List<String>> correctChoices(Client author) {
        JsonPath page = author.request()
                .get("/banks/" + bank + "/questions?limit=500")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        Map<String, List<String>> correct = new HashMap<>();
        List<String> ids = page.getList("items.id");
        for (int i = 0; i < ids.size(); i++) {
            correct.put(ids.get(i), page.getList("items[" + i + "].choices.findAll { it.correct }.id"));
        }
        return correct;
    }

    private void awaitAnswers(Client reader, int answers) {
        await().pollInterval(Duration.ofMillis(100))
                .untilAsserted(() ->
                        assertThat(reader.topics(bank).getInt("total.answers")).isEqualTo(answers));
    }

    private List<Float> accuracies(Client reader) {
        return reader.topics(bank).getList("topics.findAll { it.questions > 0 }.accuracy");
    }

    private int counted(String token) {
        return given().baseUri(system.web().toString())
                .header("Authorization", "Bearer " + token)
                .get("/api/v1/analytics/topics?bank=" + bank)
                .jsonPath()
                .getInt("total.answers");
    }

    private static String questions(int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        "Is " + i + " even?\n\n" + (i % 2 == 0 ? "yes (Correct)\n\nno" : "yes\n\nno (Correct)") + "\n")
                .collect(Collectors.joining("---\n"));
    }
}

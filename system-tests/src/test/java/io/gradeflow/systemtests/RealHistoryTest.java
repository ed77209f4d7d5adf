package io.gradeflow.systemtests;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gradeflow.bench.faults.RepeatedEvents;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Logs of other systems, in the folder that {@code GRADEFLOW_REAL_DATA} names, and what their owners made of them. */
@OnTheSystem
@Tag("real-data")
class RealHistoryTest {

    private static final String FOLDER = System.getenv("GRADEFLOW_REAL_DATA");
    private static final String HEADINGS = "externalId,learner,bank,question,choices,answeredAt\n";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final SystemUnderTest system;
    private final Client author;
    private final Client admin;
    private final String bank = "bank-" + UUID.randomUUID().toString().substring(0, 8);

    RealHistoryTest(SystemUnderTest system) {
        this.system = system;
        this.author = Client.author(system);
        this.admin = Client.of(system, "admin", "admin");
    }

    @BeforeEach
    void needRealData() {
        assumeTrue(FOLDER != null, "GRADEFLOW_REAL_DATA names no folder of real inputs");
    }

    /** 75,380 answers of 246 users to 901 questions in a tree of topics. */
    @Test
    void shouldComeToTheSameProvenAccuracyInEachTopicOfTheEediLog() throws IOException {
        Eedi eedi = load(eedi());

        assertThat(figures()).isEqualTo(eedi.expected()).hasSize(85);
        Proof.requireEqual(admin, bank);
    }

    /** Loaded once more, told once more event by event in another order, and under a key that is wrong for a while. */
    @Test
    @Tag("slow")
    void shouldComeToTheSameProvenAccuracyHoweverTheEediLogIsTold() throws IOException {
        Eedi eedi = load(eedi());

        JsonPath again = send(eediLines(eedi.answers()));
        assertThat(again.getInt("repeated"))
                .as(again.prettify())
                .isEqualTo(eedi.answers().size());
        Proof.requireEqual(admin, bank);
        assertThat(figures()).isEqualTo(eedi.expected());

        assertThat(RepeatedEvents.sendAllInRandomOrder(system, 11))
                .isGreaterThanOrEqualTo(eedi.answers().size());
        Proof.requireEqual(admin, bank);
        assertThat(figures()).isEqualTo(eedi.expected());

        String[] first = eedi.questions().getFirst();
        awaitRegraded(first[0], letter(first[1].equals("1") ? "2" : "1"));
        Proof.requireEqual(admin, bank);
        assertThat(figures()).isNotEqualTo(eedi.expected());

        awaitRegraded(first[0], letter(first[1]));
        Proof.requireEqual(admin, bank);
        assertThat(figures()).isEqualTo(eedi.expected());
    }

    /** @param expected accuracy by the path of the topic */
    private record Eedi(
            Map<String, String> paths,
            List<String[]> questions,
            List<String[]> answers,
            Map<String, String> expected) {}

    private static Eedi eedi() throws IOException {
        Map<String, String> paths = topicPaths(rows("logs/eedi/topics.csv"));
        Map<String, String> expected = new TreeMap<>();
        for (String[] row : rows("logs/eedi/expected_topic_accuracy.csv")) {
            int last = row.length - 1;
            expected.put(paths.get(row[0]), "%s of %s, %s".formatted(row[last - 1], row[last - 2], row[last]));
        }
        return new Eedi(paths, rows("logs/eedi/questions.csv"), rows("logs/eedi/answers.csv"), expected);
    }

    private Eedi load(Eedi eedi) {
        importQuestions(eedi.questions().stream()
                .map(row -> question(
                        row[0],
                        4,
                        letter(row[1]),
                        Arrays.stream(row[3].split("\\|"))
                                .map(eedi.paths()::get)
                                .toList()))
                .toList());
        long begun = System.nanoTime();
        load(eediLines(eedi.answers()), eedi.answers().size());
        long loaded = System.nanoTime();
        awaitAnswers(eedi.answers().size());
        System.out.printf(
                Locale.ROOT,
                "Eedi: %d responses loaded in %.1f s, in the figures %.1f s later%n",
                eedi.answers().size(),
                Duration.ofNanos(loaded - begun).toMillis() / 1e3,
                Duration.ofNanos(System.nanoTime() - loaded).toMillis() / 1e3);
        return eedi;
    }

    private Stream<String> eediLines(List<String[]> answers) {
        return answers.stream().map(row -> line(row[0], "user-" + row[1], row[2], letter(row[3]), ""));
    }

    /** Makes another choice the right one, and returns when every answer to the question is graded by it. */
    private void awaitRegraded(String externalId, String choice) {
        String question = author.request()
                .get("/banks/" + bank + "/questions?limit=500&q=" + externalId)
                .jsonPath()
                .getString("items.find { it.externalId == '" + externalId + "' }.id");
        String location = author.request()
                .body(Map.of("effect", "regrade", "choices", List.of(choice), "reason", "it is tried out"))
                .post("/questions/" + question + "/revisions/1/corrections")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        String regrade = location.substring(location.lastIndexOf('/') + 1);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> "COMPLETE"
                        .equals(author.request().get("/regrades/" + regrade).path("status")));
    }

    /** 651 people's choices in the 20 items of the Homeostasis Concept Inventory, item by item. */
    @Test
    void shouldScoreEachCellOfTheConceptInventoryAsItsAuthorsDid() throws IOException {
        List<String[]> key = rows("oracles/hci/hci_key.csv");
        importQuestions(key.stream()
                .map(row -> question(row[0], 5, row[1], List.of("inventory")))
                .toList());
        List<String[]> raw = rows("oracles/hci/hci_raw_choices.csv");
        Instant start = Instant.parse("2015-01-01T00:00:00Z");

        load(
                IntStream.rangeClosed(1, key.size())
                        .boxed()
                        .flatMap(item -> raw.stream()
                                .map(row -> line(
                                        row[0] + "/" + item,
                                        "person-" + row[0],
                                        key.get(item - 1)[0],
                                        row[item],
                                        start.plus(Duration.ofHours(Long.parseLong(row[0])))
                                                .toString()))),
                raw.size() * key.size());
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> attempts().stream().allMatch(attempt -> Boolean.FALSE.equals(attempt.get("provisional"))));

        Map<String, String> scored = new TreeMap<>();
        attempts().parallelStream()
                .map(attempt -> (String) attempt.get("id"))
                .map(id -> admin.request().get("/attempts/" + id).jsonPath())
                .toList()
                .forEach(attempt -> scored.put(
                        Long.toString(Duration.between(start, Instant.parse(attempt.getString("startedAt")))
                                .toHours()),
                        attempt.<Boolean>getList("questions.answer.correct").stream()
                                .map(correct -> correct ? "1" : "0")
                                .collect(Collectors.joining(","))));
        Map<String, String> expected = new TreeMap<>();
        rows("oracles/hci/hci_scored.csv")
                .forEach(row ->
                        expected.put(row[0], String.join(",", Arrays.asList(row).subList(1, row.length))));
        assertThat(scored).isEqualTo(expected).hasSize(651);
    }

    private void importQuestions(List<String> lines) {
        author.createBank(bank);
        author.importFile(bank, String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
                .body("imported", equalTo(lines.size()))
                .body("rejected", equalTo(0));
    }

    private static String question(String id, int choices, String right, List<String> topics) {
        return """
                {"externalId": "%s", "type": "single", "stem": "What is asked by %s?", "topics": [%s], "choices": [%s]}""".formatted(
                        id,
                        id,
                        topics.stream().map(topic -> '"' + topic + '"').collect(Collectors.joining(", ")),
                        IntStream.rangeClosed(1, choices)
                                .mapToObj(number -> letter(Integer.toString(number)))
                                .map(letter -> "{\"id\": \"%s\", \"text\": \"Option %s\", \"correct\": %s}"
                                        .formatted(letter, letter, letter.equals(right)))
                                .collect(Collectors.joining(", ")));
    }

    private void load(Stream<String> lines, int count) {
        JsonPath report = send(lines);
        assertThat(report.getInt("stored")).as(report.prettify()).isEqualTo(count);
        assertThat(report.getInt("lines")).isEqualTo(count);
    }

    private JsonPath send(Stream<String> lines) {
        return admin.load(
                "text/csv", (HEADINGS + lines.collect(Collectors.joining("\n"))).getBytes(StandardCharsets.UTF_8));
    }

    private String line(String externalId, String learner, String question, String choice, String answeredAt) {
        return String.join(",", externalId, learner, bank, question, choice, answeredAt);
    }

    private void awaitAnswers(int count) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() ->
                        assertThat(author.topics(bank).getInt("total.answers")).isEqualTo(count));
    }

    private Map<String, String> figures() {
        Map<String, String> figures = new TreeMap<>();
        author.topics(bank)
                .<Map<String, Object>>getList("topics")
                .forEach(topic -> figures.put(
                        (String) topic.get("topic"),
                        String.format(
                                Locale.ROOT,
                                "%s of %s, %.6f",
                                topic.get("correct"),
                                topic.get("answers"),
                                ((Number) topic.get("accuracy")).doubleValue())));
        return figures;
    }

    private List<Map<String, Object>> attempts() {
        List<Map<String, Object>> all = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonPath page = admin.request()
                    .get("/attempts?mode=imported&limit=500&bank=" + bank + cursor)
                    .jsonPath();
            all.addAll(page.getList("items"));
            cursor = page.getString("next") == null ? null : "&cursor=" + page.getString("next");
        }
        return all;
    }

    /** Of each subject: its own id below those of the subjects above it. A name may hold commas, so columns count from both ends. */
    private static Map<String, String> topicPaths(List<String[]> topics) {
        Map<String, String> parents = new HashMap<>();
        topics.forEach(row -> parents.put(row[0], row[row.length - 2]));
        return parents.keySet().stream().collect(Collectors.toMap(id -> id, id -> path(id, parents)));
    }

    private static String path(String id, Map<String, String> parents) {
        String parent = parents.get(id);
        return (parent.isEmpty() ? "" : path(parent, parents) + "/") + "s" + id;
    }

    /** Numbers from 1 as letters from A. */
    private static String letter(String number) {
        return Character.toString('A' + Integer.parseInt(number) - 1);
    }

    /** Without the headings. */
    private static List<String[]> rows(String file) throws IOException {
        return Files.readAllLines(Path.of(FOLDER, file)).stream()
                .skip(1)
                .filter(line -> !line.isBlank())
                .map(line -> line.split(",", -1))
                .toList();
    }
}

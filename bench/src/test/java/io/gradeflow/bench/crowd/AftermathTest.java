package io.gradeflow.bench.crowd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import io.gradeflow.bench.BenchException;
import io.gradeflow.devstack.Ports;
import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.AttemptFinished;
import io.gradeflow.grading.ChoiceResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All looks together, at a system that tells what it is told to tell. */
class AftermathTest {

    private static final UUID ID = UUID.randomUUID();
    private static final Instant NOW = Instant.now();
    private static final KeyedBank BANK = new KeyedBank("some-bank", new Corrected());

    private String view = view(1);
    private String receipt = "{\"outcome\": \"GRADED\", \"version\": 1}";
    private String topics = topics(1, 0);
    private Supplier<String> nextTopics = () -> topics;
    private HttpServer server;
    private PatientApi api;
    private AttemptLedger ledger;

    @BeforeEach
    void answerOnce() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(Ports.HOST), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            String said =
                    path.endsWith("/analytics/topics") ? nextTopics.get() : path.endsWith("/verify") ? receipt : view;
            byte[] body = said.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        api = new PatientApi(
                URI.create("http://" + Ports.HOST + ":" + server.getAddress().getPort()), new Troubles());
        ledger = new AttemptLedger(new Learner(api, "ada", "a-token"), new JsonMapper().readTree("""
                {"id": "%s", "mode": "practice", "questions": [
                    {"position": 1, "stem": "Question 2?", "select": {"max": 1},
                     "choices": [{"id": "A", "text": "right 0"}, {"id": "B", "text": "wrong 1"}]}]}
                """.formatted(ID)));
        ledger.acknowledge(1, 1, List.of("A"), "sealed");
        ledger.finishing();
        ledger.finished("FINISHED");
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @Test
    void shouldFindNothingWhereAllAgrees() {
        Aftermath aftermath = aftermath(log());

        assertThat(aftermath.findings()).isEmpty();
        assertThat(aftermath.acknowledged()).isEqualTo(1);
    }

    @Test
    void shouldFindAnAnswerThatIsCountedTwice() {
        topics = topics(2, 0);

        assertThat(aftermath(log()).findings()).singleElement().asString().startsWith("figures are ");
    }

    @Test
    void shouldFindAnAnswerThatIsNotCounted() {
        topics = topics(0, 0);

        assertThat(aftermath(log()).findings()).singleElement().asString().startsWith("figures are ");
    }

    @Test
    void shouldFindAnAnswerThatTheAttemptDoesNotHold() {
        view = """
                {"status": "FINISHED", "totals": {"answered": 0, "graded": 0, "pending": 0, "correct": 0, "score": 0},
                 "questions": [{"position": 1, "answer": null}]}
                """;
        topics = topics(0, 0);

        assertThat(aftermath(log()).findings())
                .anySatisfy(finding -> assertThat(finding).contains("position 1 shows"));
    }

    @Test
    void shouldFindAReceiptThatIsNotKept() {
        receipt = "{\"outcome\": \"UNKNOWN\"}";

        assertThat(aftermath(log()).findings()).singleElement().asString().contains("the receipt sealed gets");
    }

    @Test
    void shouldFindAGradeThatTheLogLacks() {
        assertThat(aftermath(new EventLog(List.of(ending()), List.of(), List.of()))
                        .findings())
                .singleElement()
                .asString()
                .contains("no grade of");
    }

    @Test
    void shouldFindAnEndThatTheLogLacks() {
        assertThat(aftermath(new EventLog(List.of(), List.of(grade()), List.of()))
                        .findings())
                .singleElement()
                .asString()
                .contains("its announcement null");
    }

    @Test
    void shouldGoOnLookingWhileAnswersAreOnTheirWay() {
        Queue<String> told = new ArrayDeque<>(List.of(topics(0, 1), topics(0, 1), topics(1, 0)));
        nextTopics = () -> Objects.requireNonNull(told.poll());

        assertThat(aftermath(log()).findings()).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void shouldNotTakeAnErrorOfTheViewForAnAttempt() {
        server.createContext("/api/v1/attempts", exchange -> {
            exchange.sendResponseHeaders(404, 2);
            exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });

        assertThatThrownBy(() -> aftermath(log())).isInstanceOf(BenchException.class);
    }

    private Aftermath aftermath(EventLog log) {
        return Aftermath.of(api, BANK, "a-token", List.of(ledger), () -> log);
    }

    private static String view(int score) {
        return """
                {"status": "FINISHED",
                 "totals": {"answered": 1, "graded": 1, "pending": 0, "correct": %1$d, "score": %1$d},
                 "questions": [{"position": 1, "answer":
                     {"version": 1, "choices": ["A"], "score": %1$d, "maximum": 1, "correct": true}}]}
                """.formatted(score);
    }

    private static String topics(int answers, int pending) {
        String counts =
                "\"answers\": %1$d, \"correct\": %1$d, \"learners\": %2$d".formatted(answers, Math.min(1, answers));
        return "{\"pending\": {\"live\": %d, \"slow\": 0}, \"total\": {%s}, \"topics\": [{\"topic\": \"beta\", %s}]}"
                .formatted(pending, counts, counts);
    }

    private static EventLog log() {
        return new EventLog(List.of(ending()), List.of(grade()), List.of());
    }

    private static AttemptFinished ending() {
        return new AttemptFinished(
                ID,
                "ada",
                ID,
                "practice",
                List.of(),
                AttemptFinished.Ending.FINISHED,
                NOW,
                NOW,
                List.of(new AttemptFinished.PaperEntry(1, ID, 1, 1, null)),
                null,
                null,
                1);
    }

    private static AnswerGraded grade() {
        return new AnswerGraded(
                ID,
                1,
                1,
                ID,
                1,
                "ada",
                ID,
                "practice",
                List.of(),
                ID,
                1,
                ChoiceResponse.of(List.of("A")),
                BigDecimal.ONE,
                BigDecimal.ONE,
                true,
                null,
                NOW,
                null,
                null);
    }
}

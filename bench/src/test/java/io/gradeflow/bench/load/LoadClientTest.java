package io.gradeflow.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.gradeflow.bench.BenchException;
import io.gradeflow.devstack.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadClientTest {

    private static final Arrivals EACH_MILLISECOND = new Arrivals(new long[] {0, 1_000_000, 2_000_000, 3_000_000});
    private static final List<Call> FOUR =
            Collections.nCopies(4, Call.post("/any?with=query", "a-token", new byte[] {'{', '}'}));

    private final CountDownLatch release = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(Ports.HOST), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @Test
    void shouldSendEachCallAsItIsAndKeepWhatCameBack() {
        server.createContext("/", exchange -> {
            byte[] said = (exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                            + exchange.getRequestHeaders().getFirst("Authorization") + " "
                            + new String(exchange.getRequestBody().readAllBytes()))
                    .getBytes();
            exchange.sendResponseHeaders(201, said.length);
            exchange.getResponseBody().write(said);
            exchange.close();
        });

        Outcome outcome;
        try (LoadClient client = new LoadClient(address(), 2)) {
            outcome = client.send(FOUR, EACH_MILLISECOND);
        }

        assertThat(outcome.answers()).hasSize(4).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.body()).hasToString("POST /any?with=query Bearer a-token {}");
        });
        assertThat(outcome.latencies().getTotalCount()).isEqualTo(4);
    }

    @Test
    void shouldCountTheWaitForAConnectionAsLatencyOfTheCallThatWaits() {
        Duration held = Duration.ofMillis(300);
        long begin = System.nanoTime();
        server.createContext("/", exchange -> {
            await(Duration.ofNanos(begin + held.toNanos() - System.nanoTime()));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });

        Outcome outcome;
        try (LoadClient client = new LoadClient(address(), 1)) {
            outcome = client.send(FOUR, EACH_MILLISECOND);
        }

        assertThat(outcome.answers())
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(204));
        long untilRelease = held.toNanos() / 1000 - outcome.lateness().getMaxValue();
        assertThat(outcome.latencies().getMinValue())
                .as("the last waits nearly as long as the first, whose connection it needs")
                .isGreaterThan(untilRelease / 2);
    }

    @Test
    void shouldFollowACallUntilNothingFollowsAnyMore() {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/any") ? 202 : 200, -1);
            exchange.close();
        });
        Call look = Call.post("/look", "a-token", new byte[] {'{', '}'});
        int[] looks = new int[1];

        Outcome outcome;
        try (LoadClient client = new LoadClient(address(), 2)) {
            outcome = client.send(
                    FOUR.subList(0, 1),
                    new Arrivals(new long[] {0}),
                    (call, answer) -> answer.status() == 202 || looks[0]++ < 2 ? Optional.of(look) : Optional.empty());
        }

        assertThat(looks[0]).isEqualTo(3);
        assertThat(outcome.answers()).singleElement().extracting(Answer::status).isEqualTo(202);
        assertThat(outcome.passages()).singleElement().satisfies(passage -> {
            assertThat(passage.last().status()).isEqualTo(200);
            assertThat(passage.answered()).isGreaterThan(passage.due());
            assertThat(passage.ended() - passage.answered())
                    .as("three looks, ten milliseconds apart")
                    .isGreaterThan(Duration.ofMillis(25).toNanos());
        });
    }

    @Test
    void shouldKeepSoManyCallsUnderWayUntilAllAreAnswered() {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        server.createContext("/", exchange -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            await(Duration.ofMillis(20));
            underWay.decrementAndGet();
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/no") ? 409 : 202, -1);
            exchange.close();
        });
        List<Call> calls = new ArrayList<>(Collections.nCopies(30, FOUR.getFirst()));
        calls.set(7, Call.post("/no", "a-token", new byte[] {'{', '}'}));

        long begin = System.nanoTime();
        Flooded flooded;
        try (LoadClient client = new LoadClient(address(), 10)) {
            flooded = client.flood(calls, 3);
        }

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(180));
        assertThat(most).hasValue(3);
        assertThat(flooded.answers()).hasSize(30);
        assertThat(flooded.answers().get(7).status()).isEqualTo(409);
        assertThat(flooded.failures(202)).hasToString("{409=1}");
    }

    /** As learners do, of whom one is heard late. */
    @Test
    void shouldLetEachLaneWaitForItsOwnAnswers() {
        Map<String, AtomicInteger> underWay = new ConcurrentHashMap<>();
        Queue<String> twice = new ConcurrentLinkedQueue<>();
        server.createContext("/", exchange -> {
            String lane = exchange.getRequestURI().getPath();
            AtomicInteger own = underWay.computeIfAbsent(lane, _ -> new AtomicInteger());
            if (own.incrementAndGet() > 1) {
                twice.add(lane);
            }
            await(Duration.ofMillis(lane.equals("/0") ? 40 : 5));
            own.decrementAndGet();
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        });
        List<Call> calls = IntStream.range(0, 15)
                .mapToObj(call -> Call.post("/" + call % 3, "a-token", new byte[] {'{', '}'}))
                .toList();

        try (LoadClient client = new LoadClient(address(), 10)) {
            assertThat(client.flood(calls, 3).failures(202)).isEmpty();
        }

        assertThat(underWay).hasSize(3);
        assertThat(twice).isEmpty();
    }

    @Test
    void shouldSayWhyNothingCameBack() {
        server.createContext("/", exchange -> exchange.close());

        Outcome outcome;
        try (LoadClient client = new LoadClient(address(), 4)) {
            outcome = client.send(FOUR, EACH_MILLISECOND);
        }

        assertThat(outcome.answers()).hasSize(4).allSatisfy(answer -> {
            assertThat(answer.status()).isZero();
            assertThat(answer.failure()).isNotEmpty();
        });
    }

    /** With a pause that stayed as it is, there would be a look each millisecond or two. */
    @Test
    void shouldLookLessOftenTheLongerItTakes() {
        AtomicInteger looks = new AtomicInteger();
        long begin = System.nanoTime();
        server.createContext("/", exchange -> {
            looks.incrementAndGet();
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        });
        Sequel forLong = new Sequel() {

            @Override
            public Optional<Call> after(int call, Answer answer) {
                boolean goesOn =
                        System.nanoTime() - begin < Duration.ofSeconds(2).toNanos();
                return goesOn ? Optional.of(FOUR.getFirst()) : Optional.empty();
            }

            @Override
            public Duration pause() {
                return Duration.ofMillis(1);
            }
        };

        try (LoadClient client = new LoadClient(address(), 4)) {
            client.send(FOUR.subList(0, 1), new Arrivals(new long[] {0}), forLong);
        }

        assertThat(looks).hasValueBetween(10, 120);
    }

    @Test
    void shouldOpenItsConnectionsBeforehand() {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });

        try (LoadClient client = new LoadClient(address(), 20)) {
            assertThat(client.open("/any")).isEqualTo(20);
        }
    }

    @Test
    void shouldRefuseToMeasureWhatNobodyAnswersFor() {
        URI nobody = URI.create("http://" + Ports.HOST + ":" + Ports.free());

        try (LoadClient client = new LoadClient(nobody, 2)) {
            assertThatThrownBy(() -> client.open("/any"))
                    .isInstanceOf(BenchException.class)
                    .hasMessageContaining("can't be reached");
        }
    }

    private URI address() {
        return URI.create("http://" + Ports.HOST + ":" + server.getAddress().getPort());
    }

    private void await(Duration time) {
        try {
            release.await(Math.max(0, time.toNanos()), java.util.concurrent.TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

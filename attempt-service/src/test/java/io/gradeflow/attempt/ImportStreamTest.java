package io.gradeflow.attempt;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.devstack.testing.DevStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Streams that are long, that break off, and that come side by side. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class ImportStreamTest extends ImportApi {

    private static final int LONG = 100_000;
    private static final int PART = 12_500;

    @Inject
    Jdbi jdbi;

    /** Nobody grades here, and what waits for its grade is sent again and again. What is sent only after this would wait too. */
    @AfterEach
    void letNothingWaitForItsGrade() {
        await().until(() -> unsent() == 0);
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE answer SET awaiting = false FROM attempt WHERE answer.attempt_id = attempt.attempt_id AND bank_id = ?",
                bank.id));
    }

    @Test
    void shouldKeepWhatABrokenOffStreamBroughtAndBeCompletedByTheSameAgain() throws IOException {
        String stream = sittings(3);
        breakOff(stream, stream.indexOf("\"r-1400\""), 1000);

        JsonPath report = loaded(NDJSON, stream);

        assertThat(ImportTest.counts(report)).isEqualTo("1500 lines, 500 stored, 1000 repeated, 0 bad, 3 attempts");
        assertThat(attempts()).hasSize(3).allSatisfy(attempt -> {
            assertThat(attempt.getString("status")).isEqualTo("FINISHED");
            assertThat(attempt.getList("questions")).hasSize(500);
        });
    }

    @Test
    void shouldEndTheSittingsOfAStreamThatBrokeOffForGood() throws IOException {
        String stream = sittings(3);
        breakOff(stream, stream.indexOf("\"r-1400\""), 1000);
        assertThat(attempts())
                .extracting(attempt -> attempt.getString("status"))
                .containsOnly("OPEN");

        await().untilAsserted(() -> assertThat(attempts())
                .hasSize(2)
                .extracting(attempt -> attempt.getString("status"))
                .containsOnly("FINISHED"));

        await().until(() -> announced().size() == 2);
        assertThat(announced().stream().mapToInt(ended -> ended.paper().size()).sum())
                .isEqualTo(1000);
    }

    @Test
    void shouldStoreOnceWhatManyStreamsBringAtTheSameTime() throws Exception {
        List<String> streams = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            List<String> shuffled = new ArrayList<>(lines(2500).lines().toList());
            Collections.shuffle(shuffled);
            streams.add(String.join("\n", shuffled));
        }

        assertThat(loadedAtOnce(streams)).isEqualTo(2500);

        assertStored(2500, 12);
    }

    @Test
    void shouldLoseNothingOfSittingsThatManyStreamsAddToAtTheSameTime() throws Exception {
        loaded(NDJSON, lines(12));
        List<String> all = lines(4000).lines().toList();
        List<String> streams = IntStream.range(0, 4)
                .mapToObj(i -> IntStream.range(12, all.size())
                        .filter(line -> line / 12 % 4 == i)
                        .mapToObj(all::get)
                        .collect(Collectors.joining("\n")))
                .toList();

        assertThat(loadedAtOnce(streams)).isEqualTo(4000 - 12);

        assertStored(4000, 12);
    }

    /** @return how many responses were stored by all together */
    private static int loadedAtOnce(List<String> streams) throws Exception {
        List<Callable<JsonPath>> calls = streams.stream()
                .<Callable<JsonPath>>map(stream -> () -> loaded(NDJSON, stream))
                .toList();
        int stored = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(calls.size())) {
            for (Future<JsonPath> report : threads.invokeAll(calls)) {
                assertThat(report.get().getInt("bad")).isZero();
                stored += report.get().getInt("stored");
            }
        }
        return stored;
    }

    private void assertStored(int responses, int sittings) {
        assertThat(stored()).isEqualTo(responses);
        List<JsonPath> attempts = attempts();
        assertThat(attempts).hasSize(sittings).allSatisfy(attempt -> {
            assertThat(attempt.getString("status")).isEqualTo("FINISHED");
            assertThat(attempt.getList("questions.answer.choices")).containsOnly(List.of("A"));
        });
        assertThat(attempts.stream()
                        .mapToInt(attempt -> attempt.getList("questions").size())
                        .sum())
                .isEqualTo(responses);
    }

    /** Few of the lines tick a choice, so that the topics, which other tests read, stay small. */
    @Test
    void shouldReadALongStreamInTheMemoryOfAShortOne() throws Exception {
        List<Long> heap = new ArrayList<>();
        List<InputStream> parts = new ArrayList<>();
        for (int part = 0; part < LONG / PART; part++) {
            parts.add(new LazyPart(part, heap));
        }
        long begun = System.nanoTime();
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + RESPONSES))
                                .header("Authorization", admin())
                                .header("Content-Type", NDJSON)
                                .POST(BodyPublishers.ofInputStream(
                                        () -> new SequenceInputStream(Collections.enumeration(parts))))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(ImportTest.counts(JsonPath.from(response.body())))
                .isEqualTo("100000 lines, 100000 stored, 0 repeated, 0 bad, 1000 attempts");
        System.out.printf(
                "%d responses imported in %d ms; heap after each %d, collected: %s MB%n",
                LONG,
                Duration.ofNanos(System.nanoTime() - begun).toMillis(),
                PART,
                heap.stream().map(bytes -> bytes >> 20).toList());
        assertThat(Collections.max(heap) - heap.get(1)).isLessThan(24L << 20);
    }

    /** Made when it is read; before that, what the heap holds is noted. */
    private final class LazyPart extends InputStream {

        private final int part;
        private final List<Long> heap;
        private InputStream made;

        LazyPart(int part, List<Long> heap) {
            this.part = part;
            this.heap = heap;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("one byte at a time");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (made == null) {
                System.gc();
                heap.add(
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
                made = new java.io.ByteArrayInputStream(text().getBytes(StandardCharsets.UTF_8));
            }
            int count = made.read(buffer, offset, length);
            if (count < 0) {
                made = InputStream.nullInputStream();
            }
            return count;
        }

        private String text() {
            return IntStream.range(part * PART, (part + 1) * PART)
                    .mapToObj(i -> line("r-" + i, "learner-" + i % 1000, "q-" + (i % 5 + 1), "A")
                            .replace(i % 100 == 0 ? "" : "\"A\"", ""))
                    .collect(Collectors.joining());
        }
    }

    /** One after the other, each of 500 lines. */
    private String sittings(int count) {
        return IntStream.range(0, 500 * count)
                .mapToObj(i -> line("r-" + i, "learner-" + i / 500, "q-" + (i % 5 + 1), "A"))
                .collect(Collectors.joining());
    }

    /** Of twelve sittings, mixed. */
    private String lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> line("r-" + i, "learner-" + i % 12, "q-" + (i % 5 + 1), "A"))
                .collect(Collectors.joining());
    }

    /** Sends the first bytes of a longer body, and goes once so much is stored: what a server hasn't read of a connection that closes may be lost. */
    private void breakOff(String stream, int at, int stored) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + RESPONSES + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + NDJSON
                            + "\r\nAuthorization: " + admin() + "\r\nContent-Length: " + stream.length() + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(stream.substring(0, at).getBytes(StandardCharsets.US_ASCII));
            out.flush();
            await().until(() -> stored() == stored);
        }
    }

    private int unsent() {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        SELECT count(*) FROM answer JOIN attempt USING (attempt_id) WHERE bank_id = :bank AND sent_at IS NULL
                        """).bind("bank", bank.id).mapTo(int.class).one());
    }

    private int stored() {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT count(*) FROM imported_response WHERE bank_id = :bank")
                        .bind("bank", bank.id)
                        .mapTo(int.class)
                        .one());
    }
}

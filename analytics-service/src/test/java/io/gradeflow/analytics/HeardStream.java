package io.gradeflow.analytics;

import static io.gradeflow.devstack.testing.Patience.await;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A client of the stream of topic figures, which keeps what it hears. */
final class HeardStream implements AutoCloseable {

    /**
     * One block of the stream.
     *
     * @param fields by name; a comment is the one without
     * @param at when it was heard, by {@link System#nanoTime()}
     */
    record Heard(Map<String, String> fields, long at) {

        String name() {
            return fields.getOrDefault("event", "");
        }

        long id() {
            return Long.parseLong(fields.getOrDefault("id", ""));
        }

        <T> T value(String path) {
            return JsonPath.from(fields.getOrDefault("data", "")).get(path);
        }

        private boolean isEvent() {
            return fields.containsKey("event");
        }
    }

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final HttpResponse<InputStream> response;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    private HeardStream(HttpResponse<InputStream> response) {
        this.response = response;
    }

    /** @param query from the bank's slug on */
    static HeardStream open(String token, String query, @Nullable Long lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(
                        RestAssured.baseURI + ":" + RestAssured.port + "/api/v1/analytics/stream?bank=" + query))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", token)
                .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId.toString());
        }
        try {
            HeardStream stream =
                    new HeardStream(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
            if (stream.status() == 200) {
                Thread.ofVirtual().name("listening").start(stream::listen);
            }
            return stream;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int status() {
        return response.statusCode();
    }

    HttpHeaders headers() {
        return response.headers();
    }

    /** What came instead of a stream. */
    String body() {
        try {
            return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Heard> events() {
        return heard.stream().filter(Heard::isEvent).toList();
    }

    List<String> names() {
        return events().stream().map(Heard::name).toList();
    }

    /** How often it was only kept open. */
    long comments() {
        return heard.stream().filter(block -> !block.isEvent()).count();
    }

    Heard last() {
        return events().getLast();
    }

    Heard awaitEvent(String name, Predicate<Heard> wanted) {
        return await().until(
                        () -> events().stream()
                                .filter(event -> event.name().equals(name) && wanted.test(event))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    Heard awaitEvent(String name) {
        return awaitEvent(name, event -> true);
    }

    void awaitEnd() {
        await().until(() -> ended);
    }

    /** Nothing but comments come for so long. */
    void awaitSilence(Duration how) {
        List<Heard> before = events();
        await().during(how).atMost(how.plusSeconds(5)).until(() -> events().equals(before));
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            Map<String, String> fields = new HashMap<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    heard.add(new Heard(Map.copyOf(fields), System.nanoTime()));
                    fields.clear();
                } else {
                    int colon = line.indexOf(':');
                    fields.put(line.substring(0, colon), line.substring(colon + 1));
                }
            }
        } catch (IOException e) {
            // It was closed, here or there.
            ended = true;
        }
        ended = true;
    }
}

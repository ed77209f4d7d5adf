package io.gradeflow.attempt;

import static io.gradeflow.devstack.testing.Patience.await;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A client of a stream of events, which keeps what it hears. */
final class ListeningClient implements AutoCloseable {

    /** One block of the stream; a comment alone is one too. */
    record Heard(
            @Nullable String id,
            @Nullable String name,
            @Nullable String data,
            @Nullable String comment,
            @Nullable String retry) {

        <T> T value(String path) {
            return JsonPath.from(Objects.requireNonNull(data)).get(path);
        }
    }

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final HttpResponse<InputStream> response;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    private ListeningClient(HttpResponse<InputStream> response) {
        this.response = response;
        if (response.statusCode() != 200) {
            ended = true;
            return;
        }
        Thread.ofVirtual().name("listening").start(this::listen);
    }

    static ListeningClient open(String token, String attempt, @Nullable String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(
                        RestAssured.baseURI + ":" + RestAssured.port + AttemptApi.ATTEMPTS + "/" + attempt + "/events"))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", token)
                .header("Accept", "text/event-stream")
                .header("Accept-Encoding", "gzip");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            return new ListeningClient(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
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

    /** All that was heard so far, without comments. */
    List<Heard> events() {
        return heard.stream().filter(block -> block.name() != null).toList();
    }

    List<String> names() {
        return events().stream().map(Heard::name).toList();
    }

    List<Heard> blocks() {
        return heard;
    }

    Heard awaitEvent(String name, Predicate<Heard> wanted) {
        return await().until(
                        () -> events().stream()
                                .filter(event -> name.equals(event.name()) && wanted.test(event))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    Heard awaitEvent(String name) {
        return awaitEvent(name, event -> true);
    }

    void awaitEnd() {
        await().until(() -> ended);
    }

    /** The id that a browser would come back with. */
    @Nullable
    String lastEventId() {
        return heard.stream()
                .map(Heard::id)
                .filter(Objects::nonNull)
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void listen() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String id = null;
            String name = null;
            String data = null;
            String comment = null;
            String retry = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    heard.add(new Heard(id, name, data, comment, retry));
                    id = name = data = comment = retry = null;
                    continue;
                }
                int colon = line.indexOf(':');
                String value = line.substring(colon + 1);
                switch (line.substring(0, colon)) {
                    case "id" -> id = value;
                    case "event" -> name = value;
                    case "data" -> data = value;
                    case "retry" -> retry = value;
                    case "" -> comment = value;
                    default -> throw new IllegalStateException("not a field of an event: " + line);
                }
            }
        } catch (IOException e) {
            // The stream was closed, here or there.
            ended = true;
        }
        ended = true;
    }
}

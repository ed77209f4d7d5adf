package io.gradeflow.systemtests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Listens to server-sent events until it is closed. */
final class EventStream implements AutoCloseable {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final InputStream content;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    /**
     * Those of an attempt.
     *
     * @param lastEventId null for none
     */
    EventStream(Client listener, UUID attempt, String lastEventId) {
        this(listener, "/attempts/" + attempt + "/events", lastEventId);
    }

    /** @param path below that of the API */
    EventStream(Client listener, String path, String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(listener.system().web() + "/api/v1" + path))
                .header("Authorization", "Bearer " + listener.token())
                .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw new AssertionError("no stream of events, but " + response.statusCode());
            }
            content = response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Thread.startVirtualThread(this::listen);
    }

    /** All lines so far. */
    List<String> heard() {
        return List.copyOf(lines);
    }

    private void listen() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8))) {
            reader.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            lines.add("closed");
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}

package io.gradeflow.systemtests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Somebody who calls the public API and looks at the bare answer.
 *
 * @param token null for nobody
 */
record Caller(SystemUnderTest system, String token) {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String EVENT_STREAM = "text/event-stream";
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();

    /** @param body of a stream of events: its first event */
    record Reply(int status, Map<String, List<String>> headers, String body) {

        boolean isRefusal() {
            return status >= 400;
        }

        String contentType() {
            return String.join(", ", headers.getOrDefault("content-type", List.of()));
        }
    }

    /**
     * @param path below {@code /api/v1}
     * @param body null for none
     */
    Reply call(String method, String path, String body) {
        return call(method, path, "application/json", body);
    }

    /** @param type of the body */
    Reply call(String method, String path, String type, String body) {
        return send(request(path).method(method, publisher(body)).header("Content-Type", type));
    }

    /** As comma-separated values. */
    Reply table(String path) {
        return send(request(path).header("Accept", "text/csv"));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(system.web() + "/api/v1" + path))
                .timeout(LIMIT);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private static HttpRequest.BodyPublisher publisher(String body) {
        return body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    }

    private static Reply send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<InputStream> response = CLIENT.send(request, BodyHandlers.ofInputStream());
            try (InputStream content = response.body()) {
                boolean streams =
                        response.headers().firstValue("content-type").orElse("").startsWith(EVENT_STREAM);
                return new Reply(
                        response.statusCode(), response.headers().map(), streams ? first(content) : all(content));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(request.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted in " + request, e);
        }
    }

    private static String all(InputStream content) throws IOException {
        return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String first(InputStream events) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8));
        StringBuilder event = new StringBuilder();
        String line = lines.readLine();
        while (line != null && !(line.isEmpty() && event.indexOf("data:") >= 0)) {
            event.append(line).append('\n');
            line = lines.readLine();
        }
        return event.toString();
    }
}

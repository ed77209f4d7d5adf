package io.gradeflow.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client of the public API, as a careful one behaves: where nothing came back, or the system says that a part is away, it
 * sends the same again until that works or its patience ends.
 */
public final class Api {

    private static final ObjectMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration REQUEST_LIMIT = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI web;
    private final String token;

    Api(URI web, String token) {
        this.web = web;
        this.token = token;
    }

    /** An answer, whatever its status. */
    public record Answer(int status, JsonNode body) {

        /** @throws Launcher.UserException with the problem's words unless the status is 2xx */
        public JsonNode orFail() {
            if (status / 100 != 2) {
                throw new Launcher.UserException(body.path("title").asText("The system answered " + status)
                        + (body.hasNonNull("detail")
                                ? ": " + body.path("detail").asText()
                                : "."));
            }
            return body;
        }
    }

    public Answer get(String path) {
        return send("GET", path, Map.of(), HttpRequest.BodyPublishers.noBody());
    }

    public Answer post(String path, Object body) {
        return send("POST", path, "application/json", HttpRequest.BodyPublishers.ofByteArray(json(body)));
    }

    public Answer put(String path, Object body) {
        return send("PUT", path, "application/json", HttpRequest.BodyPublishers.ofByteArray(json(body)));
    }

    public Answer sendFile(String method, String path, String mediaType, Path file) {
        return sendFile(method, path, Map.of("Content-Type", mediaType), file);
    }

    /** The same with any headers. */
    public Answer sendFile(String method, String path, Map<String, String> headers, Path file) {
        try {
            return send(method, path, headers, HttpRequest.BodyPublishers.ofFile(file));
        } catch (IOException e) {
            throw new Launcher.UserException("Can't read " + file + ".");
        }
    }

    /**
     * Sends what may take long, once and without a limit of time.
     *
     * @return null where nothing came back
     */
    public @Nullable Answer postStream(String path, String mediaType, Supplier<InputStream> body) {
        return attempt(HttpRequest.newBuilder(URI.create(web + "/api/v1" + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", mediaType)
                .POST(HttpRequest.BodyPublishers.ofInputStream(body))
                .build());
    }

    /**
     * Gets a file, whole or not at all.
     *
     * @return the answer where there is none; null where it is in its place
     */
    public @Nullable Answer download(String path, Path target) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(web + "/api/v1" + path))
                .header("Authorization", "Bearer " + token)
                .GET()
                .build();
        try {
            HttpResponse<InputStream> response = HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() / 100 != 2) {
                    return new Answer(response.statusCode(), JSON.readTree(body.readAllBytes()));
                }
                save(body, target);
                return null;
            }
        } catch (IOException e) {
            throw new Launcher.UserException("Nothing was written to " + target + ": " + e.getMessage()
                    + ". See ./gradeflow status and the logs in .gradeflow/logs.");
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static void save(InputStream body, Path target) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        Path part = Files.createTempFile(folder, ".gradeflow-", ".part");
        try {
            Files.copy(body, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private Answer send(String method, String path, String mediaType, HttpRequest.BodyPublisher body) {
        return send(method, path, Map.of("Content-Type", mediaType), body);
    }

    private Answer send(String method, String path, Map<String, String> headers, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(web + "/api/v1" + path))
                .timeout(REQUEST_LIMIT)
                .header("Authorization", "Bearer " + token)
                .method(method, body);
        headers.forEach(request::header);
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Answer answer = attempt(request.build());
            if (answer != null && answer.status() != 502 && answer.status() != 503 && answer.status() != 504) {
                return answer;
            }
            if (System.nanoTime() > giveUp) {
                throw new Launcher.UserException(method + " " + path + " has not succeeded for " + PATIENCE.toSeconds()
                        + " s; see ./gradeflow status and the logs in .gradeflow/logs.");
            }
            pause();
        }
    }

    /** Null where nothing came back. */
    private static @Nullable Answer attempt(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException _) {
            return null;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for an answer", e);
    }

    private static byte[] json(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new IllegalArgumentException("no JSON can be made of " + body.getClass(), e);
        }
    }
}

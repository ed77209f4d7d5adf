package io.gradeflow.bench.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Pause;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Calls of the public API that prepare a measurement and are none. */
public final class Api implements AutoCloseable {

    private static final ObjectMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI address;

    public Api(URI address) {
        this.address = address;
    }

    /** Sends once and gives whatever came back. */
    public HttpResponse<byte[]> send(String method, String path, String token, String mediaType, byte[] body) {
        return send(method, path, token, mediaType, body, Map.of());
    }

    private HttpResponse<byte[]> send(
            String method, String path, String token, String mediaType, byte[] body, Map<String, String> headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", mediaType)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(builder::header);
        HttpRequest request = builder.build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new BenchException(method + " " + address + path + " failed: " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted.", e);
        }
    }

    /** A description that a service gives of itself, as JSON. */
    public JsonNode document(String path, String token) {
        return call("GET", path, token, "application/json", new byte[0], Map.of("Accept", "application/json"));
    }

    /** @throws BenchException unless the answer is 2xx */
    public JsonNode get(String path, String token) {
        return call("GET", path, token, "application/json", new byte[0]);
    }

    /**
     * Sends again what is answered with 503, for a minute at most.
     *
     * @throws BenchException unless the answer is 2xx at last
     */
    public JsonNode call(String method, String path, String token, String mediaType, byte[] body) {
        return call(method, path, token, mediaType, body, Map.of());
    }

    /** The same with further headers. */
    public JsonNode call(
            String method, String path, String token, String mediaType, byte[] body, Map<String, String> headers) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        HttpResponse<byte[]> response = send(method, path, token, mediaType, body, headers);
        while (response.statusCode() == 503 && System.nanoTime() < giveUp) {
            Pause.of(PAUSE);
            response = send(method, path, token, mediaType, body, headers);
        }
        try {
            JsonNode answer = JSON.readTree(response.body());
            if (response.statusCode() / 100 != 2) {
                throw new BenchException(method + " " + path + " was answered " + response.statusCode() + ": "
                        + answer.path("detail").asText());
            }
            return answer;
        } catch (IOException e) {
            throw new BenchException(method + " " + path + " was answered with something else than JSON.", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}

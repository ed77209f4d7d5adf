package io.gradeflow.bench.crowd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gradeflow.bench.BenchException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** The API as a careful client uses it: where an error or nothing came back, the same is sent again, with growing pauses. */
public final class PatientApi {

    /** @param tries how often the request was sent */
    public record Reply(int status, JsonNode body, int tries) {

        String code() {
            return body.path("code").asText();
        }
    }

    private static final JsonMapper JSON = new JsonMapper();
    /** A service that was killed needs one and a half where something else is built on the same two processors. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Long, so that no request is given up by its client and carried out all the same much later. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI base;
    private final Troubles troubles;

    public PatientApi(URI base, Troubles troubles) {
        this.base = base;
        this.troubles = troubles;
    }

    public Reply get(String path, String token) {
        return send(request(path, token).GET().build());
    }

    public Reply put(String path, String token, Map<String, Object> body) {
        Reply reply = send(request(path, token).PUT(json(body)).build());
        if (reply.status() == 202) {
            troubles.acknowledged();
        }
        return reply;
    }

    /** @param key under which the same call, sent again, has its effect once */
    public Reply post(String path, String token, String key, Map<String, Object> body) {
        return send(request(path, token)
                .header("Idempotency-Key", key)
                .POST(json(body))
                .build());
    }

    /** Any request that has its effect once, however often it is sent. */
    Reply send(String method, String path, String token, String mediaType, byte[] body) {
        return send(request(path, token, mediaType)
                .method(method, BodyPublishers.ofByteArray(body))
                .build());
    }

    private HttpRequest.Builder request(String path, String token) {
        return request(path, token, "application/json");
    }

    private HttpRequest.Builder request(String path, String token, String mediaType) {
        return HttpRequest.newBuilder(base.resolve("/api/v1" + path))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", mediaType);
    }

    private Reply send(HttpRequest request) {
        long started = System.nanoTime();
        long pause = FIRST_PAUSE_MILLIS;
        for (int tries = 1; System.nanoTime() - started < PATIENCE.toNanos(); tries++) {
            try {
                HttpResponse<byte[]> response = HTTP.send(request, BodyHandlers.ofByteArray());
                if (response.statusCode() < 500) {
                    JsonNode body = JSON.readTree(response.body());
                    troubles.answered(Duration.ofNanos(System.nanoTime() - started));
                    return new Reply(response.statusCode(), body, tries);
                }
                troubles.met(Integer.toString(response.statusCode()));
            } catch (IOException e) {
                troubles.met("no answer");
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
            pause(ThreadLocalRandom.current().nextLong(pause / 2, pause));
            pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
        }
        throw new BenchException(request.method() + " " + request.uri() + " got nothing but errors for "
                + PATIENCE.toSeconds() + " s: " + troubles);
    }

    /** What its user does meanwhile is not simulated; a process that comes back can't tell anybody. */
    public static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static HttpRequest.BodyPublisher json(Map<String, Object> body) {
        try {
            return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON can be made of " + body, e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted", e);
    }
}

package io.gradeflow.bench.fuzz;

import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Pause;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Sends one call after the other. */
final class FuzzClient implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration BEFORE_AGAIN = Duration.ofSeconds(1);
    private static final int TIMES = 4;
    private static final int MOST = 4 * 1024 * 1024;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();
    private final URI address;

    FuzzClient(URI address) {
        this.address = address;
    }

    /**
     * Who is told to come back later does so, a few times; so does who hears nothing: a connection that was kept may be closed at the
     * very moment at which it is used again.
     *
     * @param token empty for none
     */
    FuzzAnswer send(FuzzCall call, String token) {
        FuzzAnswer answer = sendOnce(call, token);
        for (int time = 1; time < TIMES && isWorthAnotherTry(answer.status()); time++) {
            Pause.of(BEFORE_AGAIN);
            answer = sendOnce(call, token);
        }
        return answer;
    }

    private static boolean isWorthAnotherTry(int status) {
        return status == 0 || status == 503 || status == 429;
    }

    private FuzzAnswer sendOnce(FuzzCall call, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + call.path()))
                .timeout(LIMIT)
                .method(call.operation().method(), HttpRequest.BodyPublishers.ofByteArray(call.body()));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!call.mediaType().isEmpty()) {
            request.header("Content-Type", call.mediaType());
        }
        call.headers().forEach(request::header);
        try {
            HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            String mediaType = response.headers().firstValue("Content-Type").orElse("");
            try (InputStream body = response.body()) {
                // A stream of events has no end.
                String text = mediaType.startsWith("text/event-stream")
                        ? ""
                        : new String(body.readNBytes(MOST), StandardCharsets.UTF_8);
                return new FuzzAnswer(
                        response.statusCode(),
                        mediaType,
                        text,
                        response.headers().firstValue("Location").orElse(""));
            }
        } catch (IOException e) {
            return new FuzzAnswer(0, "", e.toString(), "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted.", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}

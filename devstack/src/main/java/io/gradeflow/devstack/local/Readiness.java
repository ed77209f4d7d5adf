package io.gradeflow.devstack.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Tells whether a part takes requests: services by their readiness, the others by what they say in their log. */
final class Readiness {

    /** A first start, which migrates and records archives, takes three minutes and more where the processors are busy. */
    private static final Duration START_LIMIT = Duration.ofMinutes(6);

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final int LAST_LINES = 12;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();

    boolean isReady(RunningPart part, Path log) {
        return part.isAlive() && (part.kind().isInfrastructure() ? saysSo(log) : answers(part.port()));
    }

    /**
     * Waits until the part is ready.
     *
     * @throws LocalStackException if it ends before, with the last lines of its log, or isn't ready in time
     */
    void await(RunningPart part, Path log) {
        long giveUp = System.nanoTime() + START_LIMIT.toNanos();
        while (!isReady(part, log)) {
            if (!part.isAlive()) {
                throw new LocalStackException(
                        part.name() + " ended while it started. The end of " + log + ":\n" + lastLines(log));
            }
            if (System.nanoTime() > giveUp) {
                throw new LocalStackException(part.name() + " was not ready within " + START_LIMIT.toSeconds()
                        + " s. The end of " + log + ":\n" + lastLines(log));
            }
            Pause.shortly();
        }
    }

    private boolean answers(int port) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(PartCommand.url(port) + "/q/health/ready"))
                .timeout(LIMIT)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("Interrupted while waiting.", e);
        }
    }

    private static boolean saysSo(Path log) {
        return read(log).lines().anyMatch(line -> line.contains(" ready on "));
    }

    private static String lastLines(Path log) {
        List<String> lines = read(log).lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    private static String read(Path log) {
        try {
            return Files.exists(log) ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

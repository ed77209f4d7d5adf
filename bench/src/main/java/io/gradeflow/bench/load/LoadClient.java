package io.gradeflow.bench.load;

import io.gradeflow.bench.BenchException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends loads on one thread, which is all that it takes from a machine it shares with what it measures. Bodies are kept as
 * they came, to be looked at once the clock has stopped.
 */
public final class LoadClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int OPENING_ROUNDS = 20;

    /** By this the time since the first answer is divided. */
    private static final int PAUSES = 10;

    private final Vertx vertx;
    private final HttpClient client;
    private final int connections;
    private final AtomicInteger open = new AtomicInteger();

    /** @param connections how many there are at most; a call that finds none free waits, and that counts as its latency */
    public LoadClient(URI address, int connections) {
        this.connections = connections;
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
        boolean tls = "https".equals(address.getScheme());
        this.client = vertx.httpClientBuilder()
                .with(new HttpClientOptions()
                        .setDefaultHost(address.getHost())
                        .setDefaultPort(address.getPort() > 0 ? address.getPort() : tls ? 443 : 80)
                        .setSsl(tls)
                        .setConnectTimeout((int) Duration.ofSeconds(10).toMillis())
                        .setKeepAliveTimeout(0))
                .with(new PoolOptions().setHttp1MaxSize(connections))
                .withConnectHandler(connection -> {
                    open.incrementAndGet();
                    connection.closeHandler(_ -> open.decrementAndGet());
                })
                .build();
    }

    /**
     * Opens the connections, so that no call of a load pays for it.
     *
     * @param path that answers something, whatever it is
     * @return how many are open
     * @throws BenchException if nobody listens
     */
    public int open(String path) {
        for (int round = 0; round < OPENING_ROUNDS && open.get() < connections; round++) {
            List<Future<Buffer>> calls = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                calls.add(client.request(HttpMethod.GET, path)
                        .compose(request -> request.send())
                        .compose(HttpClientResponse::body));
            }
            try {
                Future.all(calls).toCompletionStage().toCompletableFuture().join();
            } catch (CompletionException e) {
                throw new BenchException("The system can't be reached: " + e.getMessage(), e);
            }
        }
        return open.get();
    }

    /** Sends each call at its time and waits for all answers, for some minutes at most. */
    public Outcome send(List<Call> calls, Arrivals arrivals) {
        return send(calls, arrivals, Sequel.NONE);
    }

    /** The same with what follows each answer. */
    public Outcome send(List<Call> calls, Arrivals arrivals, Sequel sequel) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        vertx.runOnContext(_ -> new Run(calls, new Headers(calls), arrivals, sequel, outcome)
                .begin(arrivals.window().plus(PATIENCE)));
        return outcome.join();
    }

    /**
     * Sends the calls in so many lanes: each in its turn belongs to the next lane, and is sent when the one before it in its lane is
     * answered. So learners who come in turns each wait for their own answers. It shows what a system takes at most; what waits here
     * waits for those before it, so how long answers take is no figure of such a load.
     *
     * <p>Given up after some minutes in which nothing is answered.
     */
    public Flooded flood(List<Call> calls, int lanes) {
        CompletableFuture<Flooded> flooded = new CompletableFuture<>();
        if (calls.isEmpty()) {
            return new Flooded(List.of());
        }
        vertx.runOnContext(_ -> new Flood(calls, new Headers(calls), flooded).begin(Math.min(lanes, calls.size())));
        return flooded.join();
    }

    /** Never fails. */
    private Future<Answer> answer(Call call, Headers headers) {
        RequestOptions request = new RequestOptions()
                .setMethod(call.method())
                .setURI(call.path())
                .putHeader("Authorization", headers.of(call))
                .putHeader("Accept", call.accepted())
                .putHeader("Content-Type", "application/json");
        return client.request(request)
                .compose(open -> open.send(Buffer.buffer(call.body())))
                .compose(response -> response.body().map(whole -> new Answer(response.statusCode(), whole, "")))
                .otherwise(failure -> Answer.none(String.valueOf(failure)));
    }

    /** One for each token: of a load, a hundred thousand calls may carry the same few, each of a kilobyte. */
    private static final class Headers {

        private final Map<String, String> byToken = new HashMap<>();

        Headers(List<Call> calls) {
            calls.forEach(this::of);
        }

        String of(Call call) {
            return byToken.computeIfAbsent(call.token(), token -> "Bearer " + token);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** One load; all of it happens on the one thread. */
    private final class Run {

        private final List<Call> calls;
        private final Headers headers;
        private final Recording recording;
        private final Sequel sequel;
        private final CompletableFuture<Outcome> outcome;
        private int sent;

        Run(List<Call> calls, Headers headers, Arrivals arrivals, Sequel sequel, CompletableFuture<Outcome> outcome) {
            this.calls = calls;
            this.headers = headers;
            this.recording = new Recording(arrivals);
            this.sequel = sequel;
            this.outcome = outcome;
        }

        void begin(Duration limit) {
            vertx.setPeriodic(1, this::sendDue);
            vertx.setTimer(limit.toMillis(), _ -> finish());
        }

        private void sendDue(long timer) {
            while (recording.isDue(sent)) {
                send(sent++);
            }
            if (sent == calls.size()) {
                vertx.cancelTimer(timer);
            }
        }

        private void send(int call) {
            recording.sent(call);
            answer(calls.get(call), headers).onSuccess(answer -> {
                recording.answered(call, answer);
                follow(call, answer, System.nanoTime());
            });
        }

        private void follow(int call, Answer answer, long since) {
            Optional<Call> next = answer.status() == 0 ? Optional.empty() : sequel.after(call, answer);
            if (next.isPresent()) {
                vertx.setTimer(
                        pause(Duration.ofNanos(System.nanoTime() - since)).toMillis(),
                        _ -> answer(next.get(), headers).onSuccess(later -> follow(call, later, since)));
                return;
            }
            recording.ended(call, answer);
            if (recording.isComplete()) {
                finish();
            }
        }

        /** In a system that is slow, those who look would else be more and more, and make it slower. */
        private Duration pause(Duration followed) {
            Duration tenth = followed.dividedBy(PAUSES);
            return tenth.compareTo(sequel.pause()) < 0 ? sequel.pause() : tenth;
        }

        private void finish() {
            if (!outcome.isDone()) {
                outcome.complete(
                        recording.outcome("no answer " + PATIENCE.toSeconds() + " s after the last call was due"));
            }
        }
    }

    /** One load without pauses; all of it happens on the one thread. */
    private final class Flood {

        private final List<Call> calls;
        private final Headers headers;
        private final Answer[] answers;
        private final CompletableFuture<Flooded> flooded;
        private long last = System.nanoTime();
        private int lanes;
        private int answered;

        Flood(List<Call> calls, Headers headers, CompletableFuture<Flooded> flooded) {
            this.calls = calls;
            this.headers = headers;
            this.answers = new Answer[calls.size()];
            Arrays.fill(answers, Answer.none("no answer for " + PATIENCE.toSeconds() + " s"));
            this.flooded = flooded;
        }

        void begin(int count) {
            lanes = count;
            for (int lane = 0; lane < lanes; lane++) {
                send(lane);
            }
            vertx.setPeriodic(1_000, timer -> {
                if (flooded.isDone()) {
                    vertx.cancelTimer(timer);
                } else if (System.nanoTime() - last > PATIENCE.toNanos()) {
                    finish();
                }
            });
        }

        private void send(int call) {
            if (call < calls.size()) {
                answer(calls.get(call), headers).onSuccess(answer -> took(call, answer));
            }
        }

        private void took(int call, Answer answer) {
            answers[call] = answer;
            last = System.nanoTime();
            answered++;
            if (answered == calls.size()) {
                finish();
            } else {
                send(call + lanes);
            }
        }

        private void finish() {
            flooded.complete(new Flooded(List.of(answers)));
        }
    }
}

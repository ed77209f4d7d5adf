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
import java.util.List;
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
        List<RequestOptions> requests = calls.stream().map(LoadClient::request).toList();
        List<Buffer> bodies =
                calls.stream().map(call -> Buffer.buffer(call.body())).toList();
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        vertx.runOnContext(_ -> new Run(requests, bodies, arrivals, sequel, outcome)
                .begin(arrivals.window().plus(PATIENCE)));
        return outcome.join();
    }

    /**
     * Sends the calls in their order, always so many at a time: what a system takes at most. What waits here waits for those before
     * it, so how long answers take is no figure of such a load.
     *
     * <p>Given up after some minutes in which nothing is answered.
     */
    public Flooded flood(List<Call> calls, int atATime) {
        List<RequestOptions> requests = calls.stream().map(LoadClient::request).toList();
        List<Buffer> bodies =
                calls.stream().map(call -> Buffer.buffer(call.body())).toList();
        CompletableFuture<Flooded> flooded = new CompletableFuture<>();
        if (calls.isEmpty()) {
            return new Flooded(List.of(), Duration.ZERO);
        }
        vertx.runOnContext(_ -> new Flood(requests, bodies, flooded).begin(Math.min(atATime, calls.size())));
        return flooded.join();
    }

    /** Never fails. */
    private Future<Answer> answer(RequestOptions request, Buffer body) {
        return client.request(request)
                .compose(open -> open.send(body))
                .compose(response -> response.body().map(whole -> new Answer(response.statusCode(), whole, "")))
                .otherwise(failure -> Answer.none(String.valueOf(failure)));
    }

    private static RequestOptions request(Call call) {
        return new RequestOptions()
                .setMethod(call.method())
                .setURI(call.path())
                .putHeader("Authorization", "Bearer " + call.token())
                .putHeader("Accept", call.accepted())
                .putHeader("Content-Type", "application/json");
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** One load; all of it happens on the one thread. */
    private final class Run {

        private final List<RequestOptions> requests;
        private final List<Buffer> bodies;
        private final Recording recording;
        private final Sequel sequel;
        private final CompletableFuture<Outcome> outcome;
        private int sent;

        Run(
                List<RequestOptions> requests,
                List<Buffer> bodies,
                Arrivals arrivals,
                Sequel sequel,
                CompletableFuture<Outcome> outcome) {
            this.requests = requests;
            this.bodies = bodies;
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
            if (sent == requests.size()) {
                vertx.cancelTimer(timer);
            }
        }

        private void send(int call) {
            recording.sent(call);
            answer(requests.get(call), bodies.get(call)).onSuccess(answer -> {
                recording.answered(call, answer);
                follow(call, answer);
            });
        }

        private void follow(int call, Answer answer) {
            Optional<Call> next = answer.status() == 0 ? Optional.empty() : sequel.after(call, answer);
            if (next.isPresent()) {
                vertx.setTimer(
                        sequel.pause().toMillis(),
                        _ -> answer(
                                        request(next.get()),
                                        Buffer.buffer(next.get().body()))
                                .onSuccess(later -> follow(call, later)));
                return;
            }
            recording.ended(call, answer);
            if (recording.isComplete()) {
                finish();
            }
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

        private final List<RequestOptions> requests;
        private final List<Buffer> bodies;
        private final Answer[] answers;
        private final CompletableFuture<Flooded> flooded;
        private final long begin = System.nanoTime();
        private long last = begin;
        private int sent;
        private int answered;

        Flood(List<RequestOptions> requests, List<Buffer> bodies, CompletableFuture<Flooded> flooded) {
            this.requests = requests;
            this.bodies = bodies;
            this.answers = new Answer[requests.size()];
            Arrays.fill(answers, Answer.none("no answer for " + PATIENCE.toSeconds() + " s"));
            this.flooded = flooded;
        }

        void begin(int atATime) {
            for (int i = 0; i < atATime; i++) {
                next();
            }
            vertx.setPeriodic(1_000, timer -> {
                if (flooded.isDone()) {
                    vertx.cancelTimer(timer);
                } else if (System.nanoTime() - last > PATIENCE.toNanos()) {
                    finish();
                }
            });
        }

        private void next() {
            if (sent < requests.size()) {
                int call = sent++;
                answer(requests.get(call), bodies.get(call)).onSuccess(answer -> took(call, answer));
            }
        }

        private void took(int call, Answer answer) {
            answers[call] = answer;
            last = System.nanoTime();
            answered++;
            if (answered == requests.size()) {
                finish();
            } else {
                next();
            }
        }

        private void finish() {
            flooded.complete(new Flooded(List.of(answers), Duration.ofNanos(last - begin)));
        }
    }
}

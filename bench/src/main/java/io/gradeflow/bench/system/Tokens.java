package io.gradeflow.bench.system;

import io.gradeflow.bench.BenchException;
import io.gradeflow.devstack.LocalUser;
import io.gradeflow.devstack.TokenEndpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Where bearer tokens come from. */
public interface Tokens {

    /** Of somebody who may make banks, correct keys and load history: an author who is an admin too. */
    String author();

    /**
     * Of so many learners, each another one.
     *
     * @throws BenchException if there are not so many
     */
    List<String> learners(int count);

    /**
     * Of somebody in particular.
     *
     * @throws BenchException if only those can be had that there are
     */
    String of(String user, String... roles);

    /**
     * For whoever needs learners who have done nothing before, and others each time.
     *
     * @param benchmark for which they are
     * @throws BenchException if only the same are had again and again
     */
    void requireNewLearners(String benchmark);

    /** @param issuer that gives tokens in any name and role, as the local one does */
    static Tokens of(URI issuer) {
        return new Issued(new TokenEndpoint(issuer));
    }

    /** @param file a token a line: the first of an author and admin, the others of learners */
    static Tokens ofFile(Path file) {
        try {
            List<String> lines = Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            if (lines.size() < 2) {
                throw new BenchException(
                        file + " needs a token a line: one of an author and admin, then those of learners.");
            }
            return new Given(lines);
        } catch (IOException e) {
            throw new BenchException("Can't read " + file + ".", e);
        }
    }

    /** Asked for when they are needed; never the same learner twice. */
    final class Issued implements Tokens {

        /** An issuer may answer late without being busy, so many are asked for at a time. */
        private static final int AT_ONCE = 64;

        private final TokenEndpoint endpoint;
        private final String run = Long.toString(System.currentTimeMillis(), 36);
        private int named;

        private Issued(TokenEndpoint endpoint) {
            this.endpoint = endpoint;
        }

        @Override
        public String author() {
            return endpoint.token(LocalUser.of("bench-author", "author", "admin"));
        }

        @Override
        public List<String> learners(int count) {
            int first = named;
            named += count;
            try (ExecutorService threads =
                    Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
                return threads
                        .invokeAll(IntStream.range(first, first + count)
                                .mapToObj(this::learner)
                                .toList())
                        .stream()
                        .map(Future::resultNow)
                        .toList();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BenchException("Interrupted while waiting for tokens.", e);
            } catch (IllegalStateException e) {
                throw new BenchException("The issuer gave no token; see its log.", e);
            }
        }

        @Override
        public String of(String user, String... roles) {
            return endpoint.token(LocalUser.of(user, roles));
        }

        @Override
        public void requireNewLearners(String benchmark) {
            // Each has a name of its own.
        }

        private Callable<String> learner(int number) {
            return () -> endpoint.token(LocalUser.of("bench-" + run + "-" + number, "learner"));
        }
    }

    /** The same learners for every wave. */
    final class Given implements Tokens {

        private final List<String> tokens;

        private Given(List<String> tokens) {
            this.tokens = tokens;
        }

        @Override
        public String author() {
            return tokens.getFirst();
        }

        @Override
        public List<String> learners(int count) {
            List<String> learners = tokens.subList(1, tokens.size());
            if (learners.size() < count) {
                throw new BenchException("The file of tokens has " + learners.size() + " learners and " + count
                        + " are needed; add some, or measure with --quick.");
            }
            return learners.subList(0, count);
        }

        @Override
        public String of(String user, String... roles) {
            throw new BenchException("A file of tokens has none of " + user + "; give --issuer instead of --tokens.");
        }

        @Override
        public void requireNewLearners(String benchmark) {
            throw new BenchException(benchmark + " needs learners who have done nothing before, again and again others;"
                    + " give --issuer instead of --tokens.");
        }
    }
}

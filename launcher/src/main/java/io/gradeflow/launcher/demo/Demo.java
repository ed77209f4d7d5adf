package io.gradeflow.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradeflow.launcher.Api;
import io.gradeflow.launcher.Launcher;
import io.gradeflow.launcher.Local;
import io.gradeflow.launcher.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Runs the learners, then holds the increase of the system's figures against what they know to have submitted. */
public final class Demo {

    private static final int AT_ONCE = 12;
    private static final Duration SETTLE_LIMIT = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Local local;
    private final String bank;
    private final @Nullable Path file;
    private final int learners;
    private final String run = Long.toString(System.currentTimeMillis(), 36);

    /** @param file whose marks judge the answers; null to take the key that authors are shown */
    public Demo(Local local, String bank, @Nullable Path file, int learners) {
        this.local = local;
        this.bank = bank;
        this.file = file;
        this.learners = learners;
    }

    /** @return whether all figures agree */
    public boolean run() {
        Api author = local.api("demo", "author", "instructor");
        Map<String, Question> questions = questions(author);
        if (questions.isEmpty()) {
            throw new Launcher.UserException("The bank " + bank + " has no questions; import some first.");
        }
        Tally before = Tally.shown(settled(author, null));
        long started = System.nanoTime();
        Tally submitted = takeBank(questions);
        double seconds = Duration.ofNanos(System.nanoTime() - started).toMillis() / 1000.0;
        Tally shown = Tally.shown(settled(author, before.of("").plus(submitted.of(""))))
                .since(before);
        long answers = submitted.of("").answers();
        System.out.printf(
                Locale.ROOT,
                "%n%d learners gave %d answers in %.1f s, %.0f a second.%n%n",
                learners,
                answers,
                seconds,
                answers / seconds);
        return compare(shown, submitted);
    }

    private Tally takeBank(Map<String, Question> questions) {
        Tally all = new Tally();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
                ProgressBar bar = new ProgressBarBuilder()
                        .setTaskName("Answers")
                        .setInitialMax((long) learners * questions.size())
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(500)
                        .showSpeed()
                        .build()) {
            List<Future<Tally>> running = new ArrayList<>();
            for (int i = 0; i < learners; i++) {
                long seed = i;
                running.add(threads.submit(() -> {
                    Api api = local.api("demo-" + run + "-" + seed, "learner");
                    return new SimulatedLearner(api, seed)
                            .take(Map.of("bank", bank, "mode", "practice"), questions, bar::step);
                }));
            }
            for (Future<Tally> learner : running) {
                all.add(outcome(learner, threads));
            }
        }
        return all;
    }

    private static Tally outcome(Future<Tally> learner, ExecutorService threads) {
        try {
            return learner.get();
        } catch (ExecutionException e) {
            threads.shutdownNow();
            if (e.getCause() instanceof Launcher.UserException said) {
                throw said;
            }
            throw new IllegalStateException("a simulated learner failed", e);
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** All questions of the bank with what is right, by id. */
    Map<String, Question> questions(Api author) {
        Marks marks = file == null ? null : Marks.of(file);
        Map<String, Question> questions = new HashMap<>();
        String cursor = "";
        do {
            JsonNode page = author.get("/banks/" + bank + "/questions?limit=500" + cursor)
                    .orFail();
            for (JsonNode item : page.path("items")) {
                Question question = question(item);
                questions.put(
                        question.id(),
                        marks == null
                                ? question
                                : new Question(
                                        question.id(),
                                        question.stem(),
                                        question.choices(),
                                        marks.correctIds(question),
                                        question.topics()));
            }
            cursor = page.hasNonNull("next") ? "&cursor=" + page.path("next").asText() : "";
        } while (!cursor.isEmpty());
        return questions;
    }

    private static Question question(JsonNode item) {
        Map<String, String> choices = new LinkedHashMap<>();
        Set<String> correct = new TreeSet<>();
        for (JsonNode choice : item.path("choices")) {
            choices.put(choice.path("id").asText(), choice.path("text").asText());
            if (choice.path("correct").asBoolean()) {
                correct.add(choice.path("id").asText());
            }
        }
        Set<String> topics = new TreeSet<>();
        for (JsonNode topic : item.path("topics")) {
            String path = topic.asText();
            for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                topics.add(path.substring(0, slash));
            }
            topics.add(path);
        }
        return new Question(item.path("id").asText(), item.path("stem").asText(), choices, correct, topics);
    }

    /** The topic figures once nothing is on its way, and, if so many are expected, that many answers are counted. */
    private JsonNode settled(Api author, Tally.@Nullable Counts expected) {
        long giveUp = System.nanoTime() + SETTLE_LIMIT.toNanos();
        while (true) {
            Api.Answer answer = author.get("/analytics/topics?bank=" + bank);
            JsonNode figures = answer.body();
            // A bank of a moment ago may not have reached analytics yet.
            boolean known = answer.status() != 404;
            if (known) {
                answer.orFail();
            }
            boolean settled = known && isNothingPending(figures.path("pending"));
            boolean complete = expected == null || Tally.shown(figures).of("").answers() >= expected.answers();
            if (settled && complete) {
                return figures;
            }
            if (System.nanoTime() > giveUp) {
                if (known) {
                    return figures;
                }
                throw new Launcher.UserException("The statistics don't know the bank " + bank + ".");
            }
            pause();
        }
    }

    private static boolean isNothingPending(JsonNode pending) {
        return pending.path("live").asLong(1) == 0 && pending.path("slow").asLong(1) == 0;
    }

    static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static boolean compare(Tally shown, Tally submitted) {
        Set<String> topics = new TreeSet<>(shown.topics());
        topics.addAll(submitted.topics());
        Table table = new Table(
                "topic",
                "learners",
                "answers",
                "correct",
                "accuracy",
                "|",
                "learners",
                "answers",
                "correct",
                "accuracy",
                "");
        boolean equal = true;
        for (String topic : topics) {
            Tally.Counts left = shown.of(topic);
            Tally.Counts right = submitted.of(topic);
            boolean same = left.equals(right);
            equal &= same;
            List<String> cells = new ArrayList<>();
            cells.add(topic.isEmpty() ? "(whole bank)" : topic);
            addCells(cells, left);
            cells.add("|");
            addCells(cells, right);
            cells.add(same ? "" : "DIFFERS");
            table.row(cells.toArray(String[]::new));
        }
        System.out.println("What the system shows, and | what was submitted, judged by the marks:");
        System.out.println();
        System.out.print(table);
        System.out.println(equal ? "\nThe two are equal." : "\nThe two DIFFER.");
        return equal;
    }

    private static void addCells(List<String> cells, Tally.Counts counts) {
        cells.add(Long.toString(counts.learners()));
        cells.add(Long.toString(counts.answers()));
        cells.add(Long.toString(counts.correct()));
        cells.add(
                counts.answers() == 0
                        ? "-"
                        : String.format(Locale.ROOT, "%.4f", (double) counts.correct() / counts.answers()));
    }
}

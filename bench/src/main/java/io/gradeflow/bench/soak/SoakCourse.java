package io.gradeflow.bench.soak;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Course;
import io.gradeflow.bench.Plan;
import io.gradeflow.bench.bank.Paper;
import io.gradeflow.bench.facts.CountedBank;
import io.gradeflow.bench.facts.Practice;
import io.gradeflow.bench.facts.Sustained;
import io.gradeflow.bench.facts.Work;
import io.gradeflow.bench.load.Arrivals;
import io.gradeflow.bench.load.Call;
import io.gradeflow.bench.load.Latencies;
import io.gradeflow.bench.load.LoadClient;
import io.gradeflow.bench.report.Bar;
import io.gradeflow.bench.report.Figure;
import io.gradeflow.bench.report.Finding;
import io.gradeflow.bench.report.Row;
import io.gradeflow.bench.system.Insides;
import io.gradeflow.bench.system.MeasuredSystem;
import io.gradeflow.bench.system.WarmUp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Stretch after stretch at the same rate; after each it is looked at what all parts have. */
final class SoakCourse implements Course {

    private final MeasuredSystem system;
    private final Insides insides;
    private final CountedBank bank;
    private final SoakPlan soak;
    private final Plan plan;
    private final Curves curves = new Curves();
    private final Latencies latencies = new Latencies();
    private final List<String> failures = new ArrayList<>();
    private long answers;
    private @Nullable Sustained sustained;
    private @Nullable WarmUp warmUp;

    SoakCourse(MeasuredSystem system, Insides insides, CountedBank bank, SoakPlan soak, Plan plan) {
        this.system = system;
        this.insides = insides;
        this.bank = bank;
        this.soak = soak;
        this.plan = plan;
    }

    void run() {
        try (LoadClient client = new LoadClient(system.web(), plan.connections());
                ExecutorService ahead = Executors.newSingleThreadExecutor()) {
            client.open(Paper.REFUSED);
            Practice practice = new Practice(system, bank, client);
            plan.progress().accept("warming up");
            warmUp = WarmUp.by(() -> flood(practice), system, plan);
            plan.progress().accept("finding what is sustained");
            sustained = Sustained.find(practice, flood(practice), soak.trial(), plan);
            int count = soak.answersOfAStretch(sustained.perSecond());
            Future<List<Call>> next = ahead.submit(() -> practice.calls(count));
            long begin = System.nanoTime();
            for (int stretch = 1; stretch <= soak.stretches(); stretch++) {
                List<Call> calls = get(next);
                if (stretch < soak.stretches()) {
                    next = ahead.submit(() -> practice.calls(count));
                }
                latencies.add(practice.sendAndGoOn(calls, Arrivals.within(soak.stretch(), count, stretch), "meanwhile")
                        .latencies());
                answers = practice.answers();
                Duration at = Duration.ofNanos(System.nanoTime() - begin);
                curves.add(at, look());
                if (stretch % 10 == 0) {
                    plan.progress().accept(at.toMinutes() + " minutes, " + answers + " answers");
                }
            }
            practice.awaitFigures();
            practice.check("at the end");
            failures.addAll(practice.failures());
        }
    }

    private Work flood(Practice practice) {
        return practice.flood(soak.learners(), soak.bankSize(), Sustained.FLOOD);
    }

    private static List<Call> get(Future<List<Call>> calls) {
        try {
            return calls.get();
        } catch (ExecutionException e) {
            throw new BenchException("Attempts could not be started: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted.", e);
        }
    }

    private Map<Watched, Map<String, Double>> look() {
        Map<Watched, Map<String, Double>> looked = new EnumMap<>(Watched.class);
        JsonNode topics = bank.api().get("/api/v1/analytics/topics?bank=" + bank.slug(), bank.author());
        looked.put(
                Watched.UNDER_WAY,
                Map.of(
                        "live", topics.at("/pending/live").asDouble(),
                        "slow", topics.at("/pending/slow").asDouble()));
        looked.put(Watched.LAG, Map.of("figures", topics.path("lagMillis").asDouble()));
        looked.put(Watched.MEMORY, ofParts(ProcessLook::megabytes));
        looked.put(Watched.HEAP, ofParts(ProcessLook::heap));
        looked.put(Watched.DESCRIPTORS, ofParts(ProcessLook::descriptors));
        looked.put(Watched.SESSIONS, DatabaseLook.sessions(insides));
        Map<String, Double> room = DatabaseLook.room(insides);
        room.replaceAll((database, bytes) -> bytes / answers);
        looked.put(Watched.TABLES, room);
        looked.put(Watched.DEAD_ROWS, DatabaseLook.deadRows(insides));
        return looked;
    }

    private Map<String, Double> ofParts(Function<ProcessHandle, OptionalDouble> told) {
        Map<String, Double> values = new TreeMap<>();
        system.processes().forEach((part, process) -> told.apply(process).ifPresent(value -> values.put(part, value)));
        return values;
    }

    @Override
    public List<String> failures() {
        return failures;
    }

    @Override
    public List<Finding.Section> sections() {
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put("sustained/s", Figure.count(Math.round(sustained().perSecond())));
        figures.put("answers in all", Figure.count(answers));
        latencies.put(figures, "202, ");
        List<Finding.Section> sections = new ArrayList<>();
        sections.add(sustained().tried());
        sections.add(new Finding.Section("answers meanwhile", List.of(new Row("all stretches", figures))));
        sections.addAll(curves.sections());
        return sections;
    }

    private Sustained sustained() {
        return Objects.requireNonNull(sustained);
    }

    @Override
    public List<Bar> bars() {
        return curves.bars();
    }

    @Override
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>(List.of(
                Sustained.inWords(soak.learners(), soak.bankSize(), soak.trial()),
                String.format(
                        Locale.ROOT,
                        "%d stretches of %d s at random moments, through the web door, at %.0f %% of what was sustained just"
                                + " before; learners answer %d questions each, and others come after them.",
                        soak.stretches(),
                        soak.stretch().toSeconds(),
                        soak.share() * 100,
                        soak.bankSize()),
                Objects.requireNonNull(warmUp)
                        .inWords(String.format(
                                Locale.ROOT,
                                "%,d answers came as quickly as they were heard",
                                soak.learners() * soak.bankSize())),
                "Looked at after each stretch, while nothing is asked for a moment. Of each third of the time, the middle of what was"
                        + " seen stands, but for heaps, of which the lowest does: each JVM is made to collect all of its garbage before it is looked at, which lowers"
                        + " the memory of later looks, too.",
                "Memory: what a process has alone and its share of what it has with others, the database with all of its sessions; heap:"
                        + " as jstat tells it. Both, and open files, on Linux.",
                "Room: all tables and indexes, divided by the answers that were given; dead rows: as the database estimates them, of tables"
                        + " with 10,000 rows and more."));
        if (!curves.incomplete().isEmpty()) {
            remarks.add("Left out, because not seen at each look: " + String.join("; ", curves.incomplete()) + ".");
        }
        return remarks;
    }
}

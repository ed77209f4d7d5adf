package io.gradeflow.bench.importing;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Benchmark;
import io.gradeflow.bench.Course;
import io.gradeflow.bench.Place;
import io.gradeflow.bench.Plan;
import io.gradeflow.bench.report.Bar;
import io.gradeflow.bench.report.Figure;
import io.gradeflow.bench.report.Finding;
import io.gradeflow.bench.report.Incumbent;
import io.gradeflow.bench.report.Row;
import io.gradeflow.bench.system.Api;
import io.gradeflow.bench.system.MeasuredSystem;
import io.gradeflow.bench.system.WarmUp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** The sample bank into banks of its own, one after the other and several at once, and one file with so many questions as no answer waits for. */
public final class Import implements Benchmark {

    private static final String SERVICE = "question-service";
    private static final int BAR = 2_000;

    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** Authors who import at the same time. */
    private static final int SEVERAL = 4;

    /**
     * One large file.
     *
     * @param job what became of it
     * @param memory the most that the service held, in MB; empty where that can't be seen
     */
    private record Large(int questions, Duration took, JsonNode job, OptionalLong memory) {

        int imported() {
            return job.path("counts").path("imported").asInt();
        }

        boolean isWhole() {
            return imported() == questions;
        }

        Row row() {
            Map<String, Figure> figures = new LinkedHashMap<>();
            figures.put("until it is done", Figure.seconds(took));
            figures.put("questions a second", Figure.count(Math.round(imported() / (took.toNanos() / 1e9))));
            memory.ifPresent(held -> figures.put("most memory held", new Figure(held, "MB")));
            return new Row("sent with Prefer: respond-async", figures);
        }
    }

    @Override
    public String name() {
        return "import";
    }

    @Override
    public String measures() {
        return "files of questions into banks, and how long until they stand there";
    }

    @Override
    public Course run(MeasuredSystem system, Plan plan) {
        ImportPlan imports = plan.quick() ? ImportPlan.quick() : ImportPlan.full(plan.rounds());
        byte[] sample = sample();
        try (Api api = new Api(system.web())) {
            ImportCalls calls = new ImportCalls(api, system.tokens().author());
            plan.progress().accept("checking and importing the sample, to warm up");
            WarmUp warmUp = WarmUp.by(
                    () -> {
                        checked(system, imports.checkedToWarmUp(), calls, sample);
                        imported(system, imports.importedToWarmUp(), 1, calls, sample);
                    },
                    system,
                    plan);
            plan.progress().accept("importing the sample");
            FileTimes imported = imported(system, imports.sample(), 1, calls, sample);
            FileTimes atOnce = imported(system, imports.sample() * SEVERAL, SEVERAL, calls, sample);
            FileTimes checked = checked(system, imports.sample(), calls, sample);
            plan.progress().accept("importing " + imports.many() + " questions of one file");
            Large large = large(system, calls, imports.many());
            return course(
                    imported,
                    atOnce,
                    checked,
                    large,
                    warmUp.inWords(String.format(
                            Locale.ROOT,
                            "the sample was checked %,d times and imported %,d times",
                            imports.checkedToWarmUp(),
                            imports.importedToWarmUp())));
        }
    }

    private static Large large(MeasuredSystem system, ImportCalls calls, int many) {
        byte[] trivia = TriviaFile.of(many);
        String bank = calls.bank();
        long begun = System.nanoTime();
        JsonNode job = calls.importAndFollow(bank, trivia);
        return new Large(many, Duration.ofNanos(System.nanoTime() - begun), job, peak(system));
    }

    private static Course course(FileTimes imported, FileTimes atOnce, FileTimes checked, Large large, String warmUp) {
        List<Bar> bars = List.of(
                new Bar(
                        "the sample at " + BAR + " questions a second or more, " + SEVERAL + " files at once",
                        atOnce.perSecond() >= BAR),
                new Bar(
                        "the sample at " + BAR + " questions a second or more, one file after the other",
                        imported.perSecond() >= BAR),
                new Bar(
                        large.questions() + " questions of one file within " + LONGEST.toSeconds() + " s",
                        large.isWhole() && large.took().compareTo(LONGEST) <= 0),
                Incumbent.IMPORTED.bar(imported.perSecond()));
        return new Course.Measured(
                List.of(
                        new Finding.Section(
                                "the sample bank, each file into a bank of its own",
                                List.of(
                                        imported.row("imported one after the other, and known to the other services"),
                                        atOnce.row("the same, " + SEVERAL + " at once"),
                                        checked.row("only checked one after the other, without a bank"))),
                        new Finding.Section(
                                "processor time of each file",
                                List.of(
                                        imported.work().cpu("imported one after the other"),
                                        atOnce.work().cpu(SEVERAL + " at once"),
                                        checked.work().cpu("only checked"))),
                        new Finding.Section(
                                large.questions() + " made-up questions as Open Trivia has them, in one file",
                                List.of(large.row())),
                        Incumbent.section(Incumbent.IMPORTED.beside(imported.perSecond()))),
                bars,
                large.isWhole()
                        ? List.of()
                        : List.of("of " + large.questions() + " questions " + large.imported() + " were imported: "
                                + large.job()),
                List.of(
                        "All through the web door. The answer to an import waits until the other services know of it; that"
                                + " of a check is what reading alone takes.",
                        warmUp,
                        "The local stack runs each service with a heap of at most 384 MB. The memory is the most that the"
                                + " process held since its start, heap and all."));
    }

    /** Banks are made before the time begins. */
    private static FileTimes imported(MeasuredSystem system, int times, int atOnce, ImportCalls calls, byte[] file) {
        List<String> banks =
                IntStream.range(0, times).mapToObj(i -> calls.bank()).toList();
        return FileTimes.measured(system, times, atOnce, number -> good(calls.importFile(banks.get(number), file)));
    }

    private static FileTimes checked(MeasuredSystem system, int times, ImportCalls calls, byte[] file) {
        return FileTimes.measured(system, times, 1, _ -> good(calls.check(file)));
    }

    private static int good(JsonNode report) {
        int imported = report.path("imported").asInt();
        if (imported == 0 || report.path("rejected").asInt() > 0) {
            throw new BenchException("The sample was not imported whole.");
        }
        return imported;
    }

    private static byte[] sample() {
        try {
            return Files.readAllBytes(
                    Place.root().resolve("samples").resolve("aws-ml-engineer").resolve("questions.txt"));
        } catch (IOException e) {
            throw new BenchException("The sample bank can't be read.", e);
        }
    }

    private static OptionalLong peak(MeasuredSystem system) {
        ProcessHandle process = system.processes().get(SERVICE);
        Path status = Path.of("/proc", process == null ? "none" : Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return OptionalLong.empty();
        }
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst();
        } catch (IOException e) {
            throw new BenchException("The memory of " + SERVICE + " can't be read.", e);
        }
    }
}

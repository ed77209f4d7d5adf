package io.gradeflow.bench.exam;

import io.gradeflow.bench.Course;
import io.gradeflow.bench.Pause;
import io.gradeflow.bench.Plan;
import io.gradeflow.bench.bank.EmptyEndpoint;
import io.gradeflow.bench.bank.Paper;
import io.gradeflow.bench.load.Answer;
import io.gradeflow.bench.load.Arrivals;
import io.gradeflow.bench.load.Call;
import io.gradeflow.bench.load.LoadClient;
import io.gradeflow.bench.load.Outcome;
import io.gradeflow.bench.report.Bar;
import io.gradeflow.bench.report.Figure;
import io.gradeflow.bench.report.Finding;
import io.gradeflow.bench.report.Incumbent;
import io.gradeflow.bench.report.Row;
import io.gradeflow.bench.system.Api;
import io.gradeflow.bench.system.CpuMeter;
import io.gradeflow.bench.system.MeasuredSystem;
import io.gradeflow.bench.system.WarmUp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Step after step, until learners have to wait. */
final class ExamCourse implements Course {

    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final int BAR = 5_000;
    private static final int GOAL = 15_000;

    /** After each step. */
    private static final int LOOKED_AT = 100;

    private final MeasuredSystem system;
    private final Api api;
    private final byte[] request;
    private final ExamPlan exam;
    private final Plan plan;
    private final boolean hasEmptyEndpoint;
    private final List<Sitter> sitters = new ArrayList<>();
    private final Map<String, Step> steps = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();
    private @Nullable WarmUp warmUp;
    private @Nullable Step held;
    private @Nullable Step ending;

    /** What the last step that held had asked, as calls of the empty endpoint. */
    private List<Turn> baseline = List.of();

    /** @param request which starts an exam */
    ExamCourse(MeasuredSystem system, Api api, byte[] request, ExamPlan exam, Plan plan) {
        this.system = system;
        this.api = api;
        this.request = request;
        this.exam = exam;
        this.plan = plan;
        this.hasEmptyEndpoint = EmptyEndpoint.isIn(api, system.tokens().author());
    }

    void run() {
        try (LoadClient client = new LoadClient(system.web(), plan.connections())) {
            client.open(Paper.REFUSED);
            sitDown(client, exam.steps().getFirst());
            plan.progress().accept("warming up");
            warmUp = WarmUp.by(() -> warmUp(client), system, plan);
            long begin = System.nanoTime();
            for (int learners : exam.steps()) {
                if (System.nanoTime() - begin > exam.limit().toNanos()) {
                    break;
                }
                sitDown(client, learners - sitters.size());
                plan.progress().accept(label(learners) + " sitting");
                Step step = step(client, 1);
                steps.put(label(learners), step);
                if (!step.holds(LIMIT)) {
                    ending = step;
                    break;
                }
                checkExams(learners);
                held = step;
            }
            Step largest = held;
            if (largest == null) {
                failures.add("Already the first " + sitters.size() + " learners were not served");
            } else if (hasEmptyEndpoint) {
                plan.progress().accept("asking the empty endpoint for as much");
                CpuMeter meter = CpuMeter.start(system);
                Outcome outcome = client.send(calls(baseline), arrivals(baseline));
                Step empty = new Step(largest.learners(), exam.window(), baseline, outcome, meter.spent(), true);
                empty.failures().forEach((what, count) -> failures.add(count + " of the empty endpoint: " + what));
                steps.put(label(largest.learners()) + ", empty endpoint", empty);
            }
        }
        // Whoever doesn't answer in time may break off; whoever does may not.
        steps.forEach((label, step) -> {
            if (step.isQuick(LIMIT) || plan.quick()) {
                step.failures().forEach((what, count) -> failures.add(count + " with " + label + ": " + what));
            }
        });
    }

    private void warmUp(LoadClient client) {
        step(client, exam.hasteToWarmUp())
                .failures()
                .forEach((what, count) -> failures.add(count + " of the warm-up: " + what));
    }

    /** Some of the exams that are open hold as many answers as they were given. */
    private void checkExams(int learners) {
        int wrong = 0;
        for (int i = 0; i < LOOKED_AT; i++) {
            Sitter sitter = sitters.get((int) ((long) i * sitters.size() / LOOKED_AT));
            Optional<Paper> paper = sitter.paper();
            if (paper.isPresent()) {
                long stored = StreamSupport.stream(
                                api.get(paper.get().path(), paper.get().learner())
                                        .path("questions")
                                        .spliterator(),
                                false)
                        .filter(question -> question.path("answer").isObject())
                        .count();
                wrong += stored == sitter.answered() ? 0 : 1;
            }
        }
        if (wrong > 0) {
            failures.add(wrong + " of " + LOOKED_AT + " exams, with " + label(learners)
                    + ", don't hold the answers that were acknowledged");
        }
    }

    /** Further learners start, and find themselves on any page. */
    private void sitDown(LoadClient client, int count) {
        if (count <= 0) {
            return;
        }
        plan.progress().accept(label(count) + " starting");
        List<Sitter> further = new ArrayList<>();
        for (String token : system.tokens().learners(count)) {
            further.add(new Sitter(token, exam, request, sitters.size() + further.size()));
        }
        Duration window = Duration.ofMillis(Math.max(1, 1_000L * count / exam.startsPerSecond()));
        Outcome outcome = client.send(
                further.stream().map(Sitter::start).toList(), Arrivals.within(window, count, sitters.size()));
        Map<String, Integer> notStarted = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            String failure = further.get(i).sitDown(outcome.answers().get(i));
            if (!failure.isEmpty()) {
                notStarted.merge(failure, 1, Integer::sum);
            }
        }
        notStarted.forEach((what, times) -> failures.add(times + " learners could not start: " + what));
        sitters.addAll(further);
    }

    /** @param haste how many times as quickly as they should all learners think, so that as many times more is done */
    private Step step(LoadClient client, int haste) {
        List<Turn> turns = sitters.stream()
                .flatMap(sitter -> sitter.turns(exam.window().toNanos() * haste).stream())
                .map(turn -> turn.sooner(haste))
                .sorted(Comparator.comparingLong(Turn::due))
                .toList();
        Pause.afterGarbage(Duration.ZERO);
        CpuMeter meter = CpuMeter.start(system);
        Outcome outcome = client.send(calls(turns), arrivals(turns));
        CpuMeter.Spent spent = meter.spent();
        for (int call = 0; call < turns.size(); call++) {
            if (turns.get(call).kind() == Turn.Kind.START) {
                // What failed is counted with the others, and tried again.
                turns.get(call).sitter().begun(outcome.answers().get(call));
            }
        }
        Step step = new Step(sitters.size(), exam.window(), turns, outcome, spent, false);
        if (step.holds(LIMIT)) {
            baseline = emptied(turns, outcome.answers());
        }
        return step;
    }

    private static List<Call> calls(List<Turn> turns) {
        return turns.stream().map(Turn::call).toList();
    }

    private static Arrivals arrivals(List<Turn> turns) {
        return new Arrivals(turns.stream().mapToLong(Turn::due).toArray());
    }

    /** Each turn as a call of the empty endpoint that has an answer of the same length. */
    private List<Turn> emptied(List<Turn> turns, List<Answer> answers) {
        List<Turn> emptied = new ArrayList<>(turns.size());
        for (int call = 0; call < turns.size(); call++) {
            Turn turn = turns.get(call);
            int bytes = answers.get(call).body().length();
            String token = turn.call().token();
            Call instead = switch (turn.kind()) {
                case START -> EmptyEndpoint.start(token, request, bytes);
                case ANSWER -> EmptyEndpoint.answer(turn.call(), bytes);
                case PAGE, FINISH -> EmptyEndpoint.other(token, bytes);
            };
            emptied.add(new Turn(turn.due(), turn.kind(), instead, turn.sitter()));
        }
        return emptied;
    }

    private static String label(int learners) {
        return String.format(Locale.ROOT, "%,d learners", learners);
    }

    @Override
    public List<String> failures() {
        return failures;
    }

    private int heldLearners() {
        Step largest = held;
        return largest == null ? 0 : largest.learners();
    }

    private double heldAnswers() {
        Step largest = held;
        return largest == null ? 0 : largest.answersPerSecond();
    }

    @Override
    public List<Finding.Section> sections() {
        List<Row> rows = new ArrayList<>();
        List<Row> cpu = new ArrayList<>();
        steps.forEach((label, step) -> {
            rows.add(new Row(label, step.figures()));
            cpu.add(step.cpu(label));
        });
        return List.of(
                new Finding.Section("learners who sit at the same time, and all their calls", rows),
                new Finding.Section("processor time for each call", cpu),
                Incumbent.section(
                        Incumbent.LEARNERS.beside(heldLearners()), Incumbent.WHOLE_FLOW.beside(heldAnswers())));
    }

    @Override
    public List<Bar> bars() {
        String text = "at least %,d learners with p95 up to 1 s and no error (here: %s%,d)";
        String more = ending == null ? "at least " : "";
        int learners = heldLearners();
        return List.of(
                new Bar(String.format(Locale.ROOT, text, BAR, more, learners), learners >= BAR),
                new Bar("goal: " + String.format(Locale.ROOT, text, GOAL, more, learners), learners >= GOAL),
                Incumbent.LEARNERS.bar(learners));
    }

    /** How the rise ended. */
    private String end() {
        Step last = ending;
        if (last == null) {
            return "It did not end: all steps held, up to the last that began within "
                    + exam.limit().toSeconds() + " s.";
        }
        return "It ended with " + label(last.learners()) + ": p95 " + Figure.millis(last.p95())
                + (last.failures().isEmpty() ? "." : ", and calls that failed: " + last.failures() + ".");
    }

    @Override
    public List<String> remarks() {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "Each learner starts an exam of %d questions, leaves %d pages one after the other, ends it and starts the next,"
                                + " and thinks %s to %s before each of these. Leaving a page sends its %d answers and reads the"
                                + " exam anew. At the beginning as many are on each page.",
                        exam.questions(),
                        exam.pages(),
                        Figure.seconds(exam.shortest()),
                        Figure.seconds(exam.longest()),
                        exam.questionsPerPage()),
                String.format(
                        Locale.ROOT,
                        "Each step lasts %d s, through the web door; all calls have their times before it begins, and latency counts"
                                + " from these. The rise ends with the first step whose p95 is over 1 s or in which a call failed."
                                + " There is one round. %s",
                        exam.window().toSeconds(),
                        end()),
                String.format(
                        Locale.ROOT,
                        "All calls come through %d connections, and nobody holds a stream of events open. After each step that held, up"
                                + " to %d of the open exams were seen to hold the answers that they were given.",
                        plan.connections(),
                        LOOKED_AT),
                "Answers in the whole flow: here by calls of the API, as many as were due while all held; of Moodle by pages that its"
                        + " server makes, as many as it took at most. They are no measure of the same work, so no bar hangs on them.",
                Objects.requireNonNull(warmUp)
                        .inWords(String.format(
                                Locale.ROOT,
                                "the first %,d learners thought %d times as quickly for as long as a step lasts,",
                                exam.steps().getFirst(),
                                exam.hasteToWarmUp())),
                hasEmptyEndpoint
                        ? "Empty endpoint: as many calls at the same times, with answers as long, of the last step that held."
                        : "The system has no empty endpoint (gradeflow.bench.baseline), so that baseline is missing.");
    }
}

package io.gradeflow.bench.fuzz;

import io.gradeflow.bench.Course;
import io.gradeflow.bench.Plan;
import io.gradeflow.bench.report.Figure;
import io.gradeflow.bench.report.Finding;
import io.gradeflow.bench.report.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Call after call; of what is wrong in the same way, the first is told. */
final class FuzzCourse implements Course {

    private static final int SAID_EACH = 2_000;

    private final List<Operation> operations;
    private final CallMaker maker;
    private final Scene scene;
    private final FuzzClient client;
    private final Function<FuzzCall, String> tokens;
    private final Plan plan;
    private final Map<String, Map<String, Integer>> byRole = new TreeMap<>();
    private final Map<String, Map<String, Integer>> byService = new TreeMap<>();
    private final Set<String> taken = new TreeSet<>();
    /** Why calls that were as they should be were refused, and how often, by operation. */
    private final Map<String, Map<String, Integer>> refused = new TreeMap<>();

    private final Map<String, Integer> times = new LinkedHashMap<>();
    private final Map<String, String> first = new LinkedHashMap<>();
    /** To the end; else, less was seen than should be. */
    private boolean isExamOpen = true;

    /** @param tokens as whom a call is sent */
    FuzzCourse(
            List<Operation> operations,
            CallMaker maker,
            Scene scene,
            FuzzClient client,
            Function<FuzzCall, String> tokens,
            Plan plan) {
        this.operations = operations;
        this.maker = maker;
        this.scene = scene;
        this.client = client;
        this.tokens = tokens;
        this.plan = plan;
    }

    void run(int calls) {
        for (int number = 1; number <= calls; number++) {
            FuzzCall call = maker.call(number);
            FuzzAnswer answer = client.send(call, tokens.apply(call));
            note(call, answer);
            scene.learn(call, answer);
            if (number % SAID_EACH == 0) {
                plan.progress().accept(number + " of " + calls + " calls");
            }
        }
        isExamOpen = scene.isExamOpen();
    }

    private void note(FuzzCall call, FuzzAnswer answer) {
        String status = answer.status() == 0 ? "none" : answer.status() == 429 ? "429" : answer.status() / 100 + "xx";
        count(byRole, call.role().name().toLowerCase(Locale.ROOT), status);
        count(byService, call.operation().service(), status);
        if (answer.status() / 100 == 2) {
            taken.add(named(call.operation()));
        } else if (!call.isOdd()) {
            refused.computeIfAbsent(named(call.operation()), _ -> new TreeMap<>())
                    .merge(answer.status() + " " + answer.problem(), 1, Integer::sum);
        }
        List<String> wrong = Verdict.of(call, answer, scene.secrets());
        for (String what : wrong) {
            if (what.startsWith("tells") && !scene.isExamOpen()) {
                continue;
            }
            String kind = call.operation() + " " + what.replaceAll("[:\\d].*", "");
            times.merge(kind, 1, Integer::sum);
            if (first.putIfAbsent(kind, what + "; " + call.inWords()) == null) {
                plan.progress().accept("FOUND " + what + "; " + call.inWords());
            }
        }
    }

    private static void count(Map<String, Map<String, Integer>> table, String row, String status) {
        table.computeIfAbsent(row, _ -> new TreeMap<>()).merge(status, 1, Integer::sum);
    }

    @Override
    public List<String> failures() {
        List<String> failures = new ArrayList<>();
        first.forEach((kind, found) -> failures.add(kind + ", " + times.get(kind) + " times, first: " + found));
        if (!isExamOpen) {
            failures.add("The exam whose keys were looked for ended, so that less was seen than should be.");
        }
        return failures;
    }

    @Override
    public List<Finding.Section> sections() {
        return List.of(
                new Finding.Section("answers by who asked", rows(byRole)),
                new Finding.Section("answers by service", rows(byService)));
    }

    private static List<Row> rows(Map<String, Map<String, Integer>> table) {
        List<Row> rows = new ArrayList<>();
        table.forEach((label, statuses) -> {
            Map<String, Figure> figures = new LinkedHashMap<>();
            figures.put(
                    "calls",
                    Figure.count(statuses.values().stream()
                            .mapToInt(Integer::intValue)
                            .sum()));
            for (String status : List.of("2xx", "3xx", "4xx", "429", "5xx", "none")) {
                figures.put(status, Figure.count(statuses.getOrDefault(status, 0)));
            }
            rows.add(new Row(label, figures));
        });
        return rows;
    }

    @Override
    public List<String> remarks() {
        return List.of(
                "Seed " + plan.seed()
                        + ". One call after the other, made of the OpenAPI documents that the services serve: a quarter as it"
                        + " should be; in the others, fields are missing, unknown, of another type, huge, at the bounds of numbers"
                        + " or of odd characters, JSON is broken, media types are others, and addresses and parameters hold what"
                        + " belongs nowhere.",
                "A finding is a 5xx (a 503 only if it stays one), no answer again and again, a stack trace, a class or a word of"
                        + " the database in a problem, and what is right in an exam that is open, or why, told to its learner or to"
                        + " nobody in particular.",
                reach());
    }

    /** Which of them never took a call, and why most often: behind these, less was seen. */
    private String reach() {
        List<String> never = operations.stream()
                .map(FuzzCourse::named)
                .filter(operation -> !taken.contains(operation))
                .map(operation -> operation + " (" + why(operation) + ")")
                .toList();
        return "Of " + operations.size() + " operations, " + (operations.size() - never.size())
                + " took at least one call"
                + (never.isEmpty() ? "." : "; never: " + String.join(", ", never) + ".");
    }

    private String why(String operation) {
        return refused.getOrDefault(operation, Map.of()).entrySet().stream()
                .filter(reason ->
                        !reason.getKey().startsWith("401") && !reason.getKey().startsWith("403"))
                .max(Map.Entry.comparingByValue())
                .map(reason -> reason.getKey() + ", " + reason.getValue() + " times")
                .orElse("never as it should be by whoever may");
    }

    /** Some are the same in each service. */
    private static String named(Operation operation) {
        return operation + " of " + operation.service();
    }
}

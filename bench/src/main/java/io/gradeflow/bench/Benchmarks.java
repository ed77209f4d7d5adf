package io.gradeflow.bench;

import io.gradeflow.bench.answers.Answers;
import io.gradeflow.bench.count.Count;
import io.gradeflow.bench.exam.Exam;
import io.gradeflow.bench.fuzz.Fuzz;
import io.gradeflow.bench.grade.Grade;
import io.gradeflow.bench.grow.Grow;
import io.gradeflow.bench.importing.Import;
import io.gradeflow.bench.items.Items;
import io.gradeflow.bench.lag.Lag;
import io.gradeflow.bench.read.Read;
import io.gradeflow.bench.rebuild.Rebuild;
import io.gradeflow.bench.regrade.Regrade;
import io.gradeflow.bench.scale.Scale;
import io.gradeflow.bench.soak.Soak;
import io.gradeflow.bench.start.Start;
import io.gradeflow.bench.storm.Storm;
import io.gradeflow.bench.submit.Submit;
import java.util.List;

/** All benchmarks there are, in the order in which they run. */
final class Benchmarks {

    /** Those that stop a part of the system or empty tables come after those that need them. */
    private static final List<Benchmark> ALL = List.of(
            new Storm(),
            new Answers(),
            new Exam(),
            new Submit(),
            new Lag(),
            new Regrade(),
            new Import(),
            new Start(),
            new Count(),
            new Rebuild(),
            new Items(),
            new Read(),
            new Grade(),
            new Scale(),
            new Grow(),
            new Soak(),
            new Fuzz());

    private Benchmarks() {}

    /**
     * @param names empty for all but those that run by name only
     * @throws BenchException if there is none of that name
     */
    static List<Benchmark> named(List<String> names) {
        for (String name : names) {
            if (ALL.stream().noneMatch(benchmark -> benchmark.name().equals(name))) {
                throw new BenchException("No benchmark is called " + name + "; there are: "
                        + String.join(", ", ALL.stream().map(Benchmark::name).toList()) + ".");
            }
        }
        return ALL.stream()
                .filter(benchmark -> names.isEmpty() ? !benchmark.isOnlyByName() : names.contains(benchmark.name()))
                .toList();
    }
}

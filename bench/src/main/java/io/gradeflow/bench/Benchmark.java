package io.gradeflow.bench;

import io.gradeflow.bench.report.Finding;
import io.gradeflow.bench.system.MeasuredSystem;
import java.util.List;

/** One thing that is measured. Each is a small class; {@link Benchmarks} knows all of them. */
public interface Benchmark {

    /** As on the command line, lower case. */
    String name();

    /** In half a sentence. */
    String measures();

    /** Whether a system of somebody else's can be measured; else one is started for it. */
    default boolean isForDeployedSystems() {
        return true;
    }

    /** Whether it begins with a system in which nothing has happened, where it isn't somebody else's. */
    default boolean needsFreshSystem() {
        return false;
    }

    /** Whether it is left out where no benchmark is named. */
    default boolean isOnlyByName() {
        return false;
    }

    /**
     * Measures with the baseline in the same run.
     *
     * @throws BenchException if the system can't be measured at all; what fails while it is measured is part of the finding
     */
    Course run(MeasuredSystem system, Plan plan);

    /** Measures, and says what was found. */
    default Finding finding(MeasuredSystem system, Plan plan) {
        Course course = run(system, plan);
        return new Finding(
                name(),
                measures(),
                course.sections(),
                plan.quick() ? List.of() : course.bars(),
                course.failures(),
                course.remarks());
    }
}

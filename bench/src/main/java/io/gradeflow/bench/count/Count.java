package io.gradeflow.bench.count;

import io.gradeflow.bench.Benchmark;
import io.gradeflow.bench.Course;
import io.gradeflow.bench.Plan;
import io.gradeflow.bench.facts.CountedBank;
import io.gradeflow.bench.facts.Counting;
import io.gradeflow.bench.system.Api;
import io.gradeflow.bench.system.Insides;
import io.gradeflow.bench.system.MeasuredSystem;

/** Graded answers are counted: new ones, the same once more, and those of a corrected key. */
public final class Count implements Benchmark {

    @Override
    public String name() {
        return "count";
    }

    @Override
    public String measures() {
        return "graded answers counted into all figures by analytics-service, from the log to the tables";
    }

    @Override
    public boolean isForDeployedSystems() {
        return false;
    }

    @Override
    public Course run(MeasuredSystem system, Plan plan) {
        Insides insides = system.requireInsides(name());
        CountPlan count = plan.quick() ? CountPlan.quick() : CountPlan.full();
        try (Api api = new Api(system.web());
                Counting counting = new Counting(system, insides)) {
            CountedBank bank = CountedBank.create(api, system.tokens().author(), count.bankSize());
            insides.withoutAttemptService();
            CountCourse course = new CountCourse(system, insides, counting, bank, count, plan);
            course.run();
            return course;
        }
    }
}

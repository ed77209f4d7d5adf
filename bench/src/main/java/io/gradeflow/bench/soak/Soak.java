package io.gradeflow.bench.soak;

import io.gradeflow.bench.Benchmark;
import io.gradeflow.bench.Course;
import io.gradeflow.bench.Plan;
import io.gradeflow.bench.facts.CountedBank;
import io.gradeflow.bench.system.Api;
import io.gradeflow.bench.system.Insides;
import io.gradeflow.bench.system.MeasuredSystem;

/** Learners answer for half an hour at half of what the system sustains, and it is looked at what grows. */
public final class Soak implements Benchmark {

    @Override
    public String name() {
        return "soak";
    }

    @Override
    public String measures() {
        return "memory, connections, lag and tables while learners answer for half an hour at half of what is sustained";
    }

    @Override
    public boolean isForDeployedSystems() {
        return false;
    }

    @Override
    public boolean needsFreshSystem() {
        return true;
    }

    @Override
    public boolean isOnlyByName() {
        return true;
    }

    @Override
    public Course run(MeasuredSystem system, Plan plan) {
        Insides insides = system.requireInsides(name());
        SoakPlan soak = plan.quick() ? SoakPlan.quick() : SoakPlan.full();
        try (Api api = new Api(system.web())) {
            CountedBank bank = CountedBank.create(api, system.tokens().author(), soak.bankSize());
            SoakCourse course = new SoakCourse(system, insides, bank, soak, plan);
            course.run();
            return course;
        }
    }
}

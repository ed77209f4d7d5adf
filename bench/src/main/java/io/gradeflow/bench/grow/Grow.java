package io.gradeflow.bench.grow;

import io.gradeflow.bench.Benchmark;
import io.gradeflow.bench.Course;
import io.gradeflow.bench.Plan;
import io.gradeflow.bench.facts.CountedBank;
import io.gradeflow.bench.system.Api;
import io.gradeflow.bench.system.Insides;
import io.gradeflow.bench.system.MeasuredSystem;

/** The system fills, and what a further answer costs is measured again and again. */
public final class Grow implements Benchmark {

    @Override
    public String name() {
        return "grow";
    }

    @Override
    public String measures() {
        return "what an answer costs, from the learner to the figures, once 10,000 to 10,000,000 are stored";
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
    public Course run(MeasuredSystem system, Plan plan) {
        Insides insides = system.requireInsides(name());
        GrowPlan grow = plan.quick() ? GrowPlan.quick() : GrowPlan.full();
        try (Api api = new Api(system.web())) {
            CountedBank bank = CountedBank.create(api, system.tokens().author(), grow.bankSize());
            GrowCourse course = new GrowCourse(system, insides, api, bank, grow, plan);
            course.run();
            return course;
        }
    }
}

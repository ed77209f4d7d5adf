package io.gradeflow.bench.lag;

import io.gradeflow.bench.Benchmark;
import io.gradeflow.bench.Course;
import io.gradeflow.bench.Plan;
import io.gradeflow.bench.facts.CountedBank;
import io.gradeflow.bench.system.Api;
import io.gradeflow.bench.system.MeasuredSystem;

/** Learners answer and look at their figures. */
public final class Lag implements Benchmark {

    @Override
    public String name() {
        return "lag";
    }

    @Override
    public String measures() {
        return "from the acknowledgement of an answer until the figures of its learner tell of it, while many answer";
    }

    @Override
    public Course run(MeasuredSystem system, Plan plan) {
        LagPlan lag = plan.quick() ? LagPlan.quick() : LagPlan.full();
        system.tokens().requireNewLearners(name());
        try (Api api = new Api(system.web())) {
            CountedBank bank = CountedBank.create(api, system.tokens().author(), lag.bankSize());
            LagCourse course = new LagCourse(system, bank, lag, plan);
            course.run();
            return course;
        }
    }
}

package io.gradeflow.bench.submit;

import io.gradeflow.bench.Benchmark;
import io.gradeflow.bench.Course;
import io.gradeflow.bench.Plan;
import io.gradeflow.bench.facts.CountedBank;
import io.gradeflow.bench.system.Api;
import io.gradeflow.bench.system.MeasuredSystem;

/** Many learners answer as quickly as they are heard. */
public final class Submit implements Benchmark {

    @Override
    public String name() {
        return "submit";
    }

    @Override
    public String measures() {
        return "durable answers over HTTP, of 200 learners who each send the next as soon as the one before is acknowledged";
    }

    @Override
    public Course run(MeasuredSystem system, Plan plan) {
        SubmitPlan submit = plan.quick() ? SubmitPlan.quick() : SubmitPlan.full();
        try (Api api = new Api(system.web())) {
            CountedBank bank = CountedBank.create(api, system.tokens().author(), submit.bankSize());
            SubmitCourse course = new SubmitCourse(system, api, bank, submit, plan);
            course.run();
            return course;
        }
    }
}

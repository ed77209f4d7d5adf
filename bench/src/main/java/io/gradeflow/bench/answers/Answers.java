package io.gradeflow.bench.answers;

import io.gradeflow.bench.Benchmark;
import io.gradeflow.bench.Course;
import io.gradeflow.bench.Plan;
import io.gradeflow.bench.system.MeasuredSystem;

/** Learners who answer at several rates: what each answer costs each part until it is in every figure, and what room it takes. */
public final class Answers implements Benchmark {

    @Override
    public String name() {
        return "answers";
    }

    @Override
    public String measures() {
        return "live answers at several rates, from the learner's call to the figures: processor time and room of each";
    }

    @Override
    public Course run(MeasuredSystem system, Plan plan) {
        AnswersPlan answers = plan.quick() ? AnswersPlan.quick() : AnswersPlan.full();
        Rates rates = new Rates(system, answers, plan);
        rates.measure();
        return rates;
    }
}

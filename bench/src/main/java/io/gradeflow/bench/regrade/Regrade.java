package io.gradeflow.bench.regrade;

import io.gradeflow.bench.Benchmark;
import io.gradeflow.bench.Course;
import io.gradeflow.bench.Plan;
import io.gradeflow.bench.system.Api;
import io.gradeflow.bench.system.MeasuredSystem;

/** A wrong key is put right after many have answered, while others answer. */
public final class Regrade implements Benchmark {

    @Override
    public String name() {
        return "regrade";
    }

    @Override
    public String measures() {
        return "a key corrected after many have answered: time until every view follows, and what learners who answer meanwhile"
                + " feel of it";
    }

    @Override
    public Course run(MeasuredSystem system, Plan plan) {
        RegradePlan regrade = plan.quick() ? RegradePlan.quick() : RegradePlan.full();
        try (Api api = new Api(system.web())) {
            WrongKey key = WrongKey.create(
                    api, system.tokens().author(), regrade.bankSize(), regrade.answers(), plan.progress());
            plan.progress().accept("waiting until the answers are graded and counted");
            Views views = new Views(api, key);
            views.awaitSettled(key.right(false));
            RegradeCourse course = new RegradeCourse(system, api, key, views, regrade, plan);
            course.run();
            return course;
        }
    }
}

package io.gradeflow.bench.grade;

import io.gradeflow.bench.Benchmark;
import io.gradeflow.bench.Course;
import io.gradeflow.bench.Plan;
import io.gradeflow.bench.facts.EventSender;
import io.gradeflow.bench.facts.Graders;
import io.gradeflow.bench.log.Broker;
import io.gradeflow.bench.system.Api;
import io.gradeflow.bench.system.Insides;
import io.gradeflow.bench.system.MeasuredSystem;

/** Many answers wait, and one grader takes them. */
public final class Grade implements Benchmark {

    @Override
    public String name() {
        return "grade";
    }

    @Override
    public String measures() {
        return "answers that one grader takes from those that wait";
    }

    @Override
    public boolean isForDeployedSystems() {
        return false;
    }

    @Override
    public Course run(MeasuredSystem system, Plan plan) {
        Insides insides = system.requireInsides(name());
        GradePlan grade = plan.quick() ? GradePlan.quick() : GradePlan.full();
        try (Api api = new Api(system.web());
                Broker broker = new Broker(insides.bootstrapServers());
                EventSender sender = new EventSender(insides.bootstrapServers())) {
            Graders graders = Graders.alone(system, insides, api, broker, sender, grade.bankSize());
            GradeCourse course = new GradeCourse(system, graders, grade, plan);
            course.run();
            return course;
        }
    }
}

package io.gradeflow.bench.scale;

import io.gradeflow.bench.Benchmark;
import io.gradeflow.bench.Course;
import io.gradeflow.bench.Plan;
import io.gradeflow.bench.facts.EventSender;
import io.gradeflow.bench.facts.Graders;
import io.gradeflow.bench.log.Broker;
import io.gradeflow.bench.system.Api;
import io.gradeflow.bench.system.Insides;
import io.gradeflow.bench.system.MeasuredSystem;
import java.util.Optional;

/** More and more graders, each held to the same share of a processor, so that a small machine suffices to show what they add. */
public final class Scale implements Benchmark {

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public String measures() {
        return "answers graded by 1, 2 and 4 graders, each held to the same share of a processor";
    }

    @Override
    public boolean isForDeployedSystems() {
        return false;
    }

    @Override
    public Course run(MeasuredSystem system, Plan plan) {
        Insides insides = system.requireInsides(name());
        Optional<ControlGroups> found = ControlGroups.find();
        if (found.isEmpty()) {
            return Course.none(
                    "Not measured: this user can hold no process to a share of processor time. Root can on Linux, and"
                            + " another user below systemd-run --user --scope -p Delegate=yes; macOS has nothing like it.");
        }
        ScalePlan scale = plan.quick() ? ScalePlan.quick() : ScalePlan.full();
        try (ControlGroups groups = found.get();
                Api api = new Api(system.web());
                Broker broker = new Broker(insides.bootstrapServers());
                EventSender sender = new EventSender(insides.bootstrapServers())) {
            Graders graders = Graders.alone(system, insides, api, broker, sender, scale.bankSize());
            ScaleCourse course = new ScaleCourse(system, graders, groups, scale, plan);
            course.run();
            return course;
        }
    }
}

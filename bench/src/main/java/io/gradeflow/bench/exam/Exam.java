package io.gradeflow.bench.exam;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.gradeflow.bench.Benchmark;
import io.gradeflow.bench.Course;
import io.gradeflow.bench.Plan;
import io.gradeflow.bench.bank.GeneratedBank;
import io.gradeflow.bench.system.Api;
import io.gradeflow.bench.system.MeasuredSystem;

/** More and more learners sit exams at the same time, as they come and go. */
public final class Exam implements Benchmark {

    @Override
    public String name() {
        return "exam";
    }

    @Override
    public String measures() {
        return "exams of 16 questions on 8 pages by more and more learners who think 30 to 90 s a page, until p95 is over 1 s";
    }

    @Override
    public Course run(MeasuredSystem system, Plan plan) {
        ExamPlan exam = plan.quick() ? ExamPlan.quick() : ExamPlan.full();
        system.tokens().requireNewLearners(name());
        try (Api api = new Api(system.web())) {
            String author = system.tokens().author();
            String bank = GeneratedBank.create(api, author, exam.bankSize());
            String blueprint = GeneratedBank.blueprint(api, author, bank, exam.questions());
            byte[] request = GeneratedBank.bytes(JsonNodeFactory.instance
                    .objectNode()
                    .put("bank", bank)
                    .put("mode", "exam")
                    .put("blueprint", blueprint));
            ExamCourse course = new ExamCourse(system, api, request, exam, plan);
            course.run();
            return course;
        }
    }
}

package io.gradeflow.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradeflow.launcher.Api;
import io.gradeflow.launcher.Launcher;
import io.gradeflow.launcher.Local;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What people do with the system through its API, in short: they practise, sit an exam and look at what comes of it, and staff look at
 * questions and figures. So a service runs through code that its first users will wait for.
 */
public final class Rehearsal {

    private static final String BLUEPRINT = "associate";
    private static final Map<String, String> EXAM =
            Map.of("bank", Local.SAMPLE_BANK, "mode", "exam", "blueprint", BLUEPRINT);
    private static final int LEARNERS = 20;

    /** Of so many, difficulties of items are estimated. */
    private static final int EXAMS = 30;

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final List<String> OF_STAFF = List.of(
            "/banks",
            "/banks/{bank}",
            "/banks/{bank}/questions?limit=50",
            "/banks/{bank}/questions?q=model",
            "/banks/{bank}/topics",
            "/banks/{bank}/duplicates",
            "/banks/{bank}/blueprints/{blueprint}/coverage",
            "/analytics/topics?bank={bank}",
            "/analytics/items?bank={bank}",
            "/analytics/tests?bank={bank}",
            "/analytics/calibration?bank={bank}",
            "/analytics/pipeline",
            "/attempts",
            "/grading/rejected");

    private static final List<String> OF_A_LEARNER =
            List.of("/attempts", "/analytics/topics?bank={bank}", "/analytics/readiness?bank={bank}");

    private final Local local;
    private final Demo demo;

    /** @param local where the sample bank stands and nobody has answered anything */
    public Rehearsal(Local local) {
        this.local = local;
        this.demo = new Demo(local, Local.SAMPLE_BANK, local.sample("questions.txt"), LEARNERS);
    }

    /** @throws Launcher.UserException if something didn't go as it should, which is no system to learn from */
    public void run() {
        if (!demo.run()) {
            throw new Launcher.UserException("The figures differ from what was submitted.");
        }
        Api staff = local.api("rehearsal", "author", "instructor", "admin");
        Map<String, Question> questions = demo.questions(staff);
        for (int sitter = 0; sitter < EXAMS; sitter++) {
            new SimulatedLearner(sitter(sitter), sitter).take(EXAM, questions, () -> {});
            look(staff, OF_STAFF);
        }
        // Until its end is known everywhere, an open exam keeps its sitter from looking.
        awaitExams(staff);
        for (int sitter = 0; sitter < EXAMS; sitter++) {
            Api sat = sitter(sitter);
            look(sat, OF_A_LEARNER);
            for (JsonNode attempt : sat.get("/attempts").orFail().path("items")) {
                sat.get("/attempts/" + attempt.path("id").asText() + "/results").orFail();
            }
        }
        look(staff, OF_STAFF);
    }

    private Api sitter(int number) {
        return local.api("sitter-" + number, "learner");
    }

    private static void awaitExams(Api staff) {
        long giveUp = System.nanoTime() + LIMIT.toNanos();
        while (staff.get("/analytics/items?bank=" + Local.SAMPLE_BANK)
                        .orFail()
                        .at("/population/attempts")
                        .asInt()
                < EXAMS) {
            if (System.nanoTime() > giveUp) {
                throw new Launcher.UserException(
                        "The exams were not counted within " + LIMIT.toMinutes() + " minutes.");
            }
            Demo.pause();
        }
    }

    private static void look(Api caller, List<String> paths) {
        for (String path : paths) {
            caller.get(path.replace("{bank}", Local.SAMPLE_BANK).replace("{blueprint}", BLUEPRINT))
                    .orFail();
        }
    }
}

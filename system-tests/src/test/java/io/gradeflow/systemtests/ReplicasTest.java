package io.gradeflow.systemtests;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.bench.crowd.Asked;
import io.gradeflow.bench.crowd.AttemptLedger;
import io.gradeflow.bench.crowd.EventLog;
import io.gradeflow.bench.crowd.KeyedBank;
import io.gradeflow.bench.crowd.Learner;
import io.gradeflow.bench.crowd.Learner.Outcome;
import io.gradeflow.bench.crowd.PatientApi;
import io.gradeflow.bench.crowd.Settled;
import io.gradeflow.bench.crowd.Troubles;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two instances of attempt-service share the work; exams end on time whichever of them is left. */
@OnTheSystem
@Tag("slow")
class ReplicasTest {

    private static final String FIRST = "attempt-service";
    private static final String SECOND = "attempt-service-2";
    private static final int EXAMS = 40;

    private final SystemUnderTest system;
    private final Random random = new Random(1);

    ReplicasTest(SystemUnderTest system) {
        this.system = system;
    }

    @AfterEach
    void leaveOneInstance() {
        system.start(FIRST);
        system.kill(SECOND);
    }

    @Test
    void shouldExpireEachExamOnceWithWhatWasAnsweredThoughOneOfTwoInstancesDies() {
        system.start(SECOND);
        Troubles troubles = new Troubles();
        PatientApi first = new PatientApi(system.address(FIRST), troubles);
        PatientApi second = new PatientApi(system.address(SECOND), troubles);
        KeyedBank bank = KeyedBank.create(system).withExams(system);
        List<AttemptLedger> exams = new ArrayList<>();
        for (int i = 0; i < EXAMS; i++) {
            Learner learner = Learner.of(system, i % 2 == 0 ? first : second, bank.slug() + "-" + i);
            AttemptLedger exam = learner.sit(bank);
            exams.add(exam);
            answerSome(exam, learner.at(i % 2 == 0 ? second : first));
        }

        AttemptLedger earliest = exams.getFirst();
        awaitTime(earliest.deadline().minusSeconds(2));
        assertThat(Instant.now()).as("killed before the first deadline").isBefore(earliest.deadline());
        system.kill(FIRST);
        awaitTime(earliest.deadline().plusMillis(500));
        Outcome withinGrace = change(earliest, earliest.learner().at(second), 1);
        exams.forEach(exam -> exam.moveTo(second));
        List<Settled> attempts = Settled.await(exams);
        List<Outcome> late =
                exams.stream().map(exam -> change(exam, exam.learner(), 1)).toList();
        system.start(FIRST);

        assertThat(withinGrace).isEqualTo(Outcome.ACKNOWLEDGED);
        assertThat(late).containsOnly(Outcome.OVER);
        assertThat(exams).extracting(AttemptLedger::status).containsOnly("EXPIRED");
        assertThat(attempts).flatExtracting(Settled::findings).isEmpty();
        EventLog log = EventLog.of(system);
        assertThat(log.findings(attempts)).isEmpty();
        assertThat(exams).extracting(log::endings).containsOnly(1L);
    }

    /** Through both instances, with changes; the last questions stay blank. */
    private void answerSome(AttemptLedger exam, Learner atTheOther) {
        for (int position = 1; position <= KeyedBank.EXAM_QUESTIONS - 3; position++) {
            change(exam, position % 2 == 0 ? exam.learner() : atTheOther, position);
        }
        change(exam, atTheOther, 1);
        change(exam, exam.learner(), 2);
    }

    private Outcome change(AttemptLedger exam, Learner learner, int position) {
        Asked question = exam.questions().get(position - 1);
        return learner.answer(
                exam, position, question.otherThan(exam.newest(position).choices(), random));
    }

    private static void awaitTime(Instant time) {
        await().atMost(Duration.ofSeconds(70))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !Instant.now().isBefore(time));
    }
}

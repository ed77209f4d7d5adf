package io.gradeflow.analytics;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.events.AnswerGraded;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A key is corrected between two versions of an answer, and grades of both by both come one after the other. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "analytics"))
class GradeOrderTest {

    private final MeasuredBank bank = new MeasuredBank();

    @Test
    void shouldCountTheLastVersionByTheLastKeyInWhateverOrderGradesCome() {
        bank.publish();
        List<List<AnswerGraded>> orders = new ArrayList<>();
        for (int order = 0; order < 24; order++) {
            orders.add(grades("learner-" + order, order));
        }

        for (int i = 0; i < 4; i++) {
            for (List<AnswerGraded> grades : orders) {
                MeasuredBank.send(grades.get(i));
            }
            // So that no two of an answer are in one batch.
            bank.awaitPending(0);
        }

        bank.assertTotal(24, 0);
    }

    /** Right is all but the second version by the corrected key. */
    private List<AnswerGraded> grades(String learner, int order) {
        Sitter sitter = bank.practice(learner);
        List<AnswerGraded> left = new ArrayList<>(List.of(
                sitter.graded(bank.one, 1, 1, true),
                sitter.graded(bank.one, 1, 2, true),
                sitter.graded(bank.one, 2, 1, true),
                sitter.graded(bank.one, 2, 2, false)));
        List<AnswerGraded> grades = new ArrayList<>();
        int rest = order;
        for (int size = 4; size > 0; size--) {
            grades.add(left.remove(rest % size));
            rest /= size;
        }
        return grades;
    }
}

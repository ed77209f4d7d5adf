package io.gradeflow.analytics.facts;

import io.gradeflow.events.AnswerGraded;
import java.util.Comparator;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Applies grades: to the facts, and by what changed to the sums. */
public final class FactTables {

    private static final Comparator<AnswerGraded> BY_VERSIONS =
            Comparator.comparingInt(AnswerGraded::answerVersion).thenComparingInt(AnswerGraded::keyVersion);

    private FactTables() {}

    /**
     * In the transaction of the handle, and in the schema of its search path. May be repeated, in any order. Leaves out what
     * somebody of the staff tried out.
     */
    public static void apply(Handle handle, List<AnswerGraded> events) {
        List<AnswerGraded> newest = List.copyOf(events.stream()
                .filter(grade -> !Boolean.TRUE.equals(grade.preview()))
                .collect(Collectors.toMap(
                        AnswerGraded::answerId, Function.identity(), BinaryOperator.maxBy(BY_VERSIONS)))
                .values());
        if (!newest.isEmpty()) {
            Learners.hold(handle, newest.stream().map(AnswerGraded::learnerId).toList());
            if (!Regrade.applied(handle, newest)) {
                Recount.ofAnswers(handle, newest);
            }
        }
    }
}

package io.gradeflow.bench;

import io.gradeflow.bench.report.Bar;
import io.gradeflow.bench.report.Finding;
import java.util.List;

/** What a benchmark has measured, as far as it is told of. Asked once all is measured. */
public interface Course {

    List<Finding.Section> sections();

    /** Not asked after a quick run, in which figures mean nothing. */
    default List<Bar> bars() {
        return List.of();
    }

    /** Calls that failed and answers that were not what they had to be, in words; none if all is well. */
    default List<String> failures() {
        return List.of();
    }

    /** What a reader has to know of the figures. */
    List<String> remarks();

    /** Nothing was measured. */
    static Course none(String why) {
        return new Measured(List.of(), List.of(), List.of(), List.of(why));
    }

    /** One that is known whole. */
    record Measured(List<Finding.Section> sections, List<Bar> bars, List<String> failures, List<String> remarks)
            implements Course {}
}

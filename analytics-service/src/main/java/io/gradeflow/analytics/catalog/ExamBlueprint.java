package io.gradeflow.analytics.catalog;

import io.gradeflow.analytics.forms.PassMark;
import java.util.List;

/**
 * How an exam over a bank is composed and scored.
 *
 * @param passMark on the scale, whose ends are what no right answer and what full credit give
 */
public record ExamBlueprint(
        String name, String title, int passMark, int scaleMin, int scaleMax, List<Section> sections) {

    public PassMark scoring() {
        return new PassMark(passMark, scaleMin, scaleMax);
    }

    /** @param topic the path of the topic whose questions, and those below it, are drawn from */
    public record Section(String topic, int questions) {}
}

package io.gradeflow.analytics.ability;

import io.gradeflow.analytics.forms.PassMark;
import java.util.List;

/** An exam as its blueprint composes it; only what counts for the score. */
public record ExamOutline(List<Section> sections, PassMark passMark) {

    /** @throws IllegalArgumentException if there is no section */
    public ExamOutline {
        sections = List.copyOf(sections);
        if (sections.isEmpty()) {
            throw new IllegalArgumentException("an exam has at least one section");
        }
    }

    /**
     * @param questions how many are drawn, each as likely as any other, none twice
     * @param pool the items that they are drawn from
     */
    public record Section(String name, int questions, List<String> pool) {

        /** @throws IllegalArgumentException if no question is drawn */
        public Section {
            pool = List.copyOf(pool);
            if (questions < 1) {
                throw new IllegalArgumentException("section " + name + " draws " + questions + " questions");
            }
        }
    }

    int questions() {
        return sections.stream().mapToInt(Section::questions).sum();
    }
}

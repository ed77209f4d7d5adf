package io.gradeflow.question.blueprint;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an exam is composed, timed and scored, checked. Equal ones compose, time and score alike.
 *
 * @param sections at least one; all with a share, or none
 * @param unscored questions from the sections' topics that are only tried out and count for no score
 * @param minutes from start to deadline
 * @param passMark on the scale, above its lower end
 * @param sittingOnly whether it is for sittings alone, and not shown to learners
 */
record Blueprint(
        String name,
        String title,
        List<Section> sections,
        int unscored,
        int minutes,
        int passMark,
        Scale scale,
        boolean sittingOnly) {

    Blueprint {
        sections = List.copyOf(sections);
    }

    /**
     * @param topic the path of the topic whose questions, and those below it, are drawn from
     * @param share per cent, as its author gave it; null where its author gave the count
     * @param count how many questions are drawn, at least 1
     */
    record Section(String topic, @Nullable BigDecimal share, int count) {

        Section {
            share = share == null ? null : plain(share);
        }

        /** 28, 28.0 and 2.8E1 are one share. */
        private static BigDecimal plain(BigDecimal share) {
            BigDecimal stripped = share.stripTrailingZeros();
            return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
        }
    }

    /** What no right answer and what full credit give. */
    record Scale(int min, int max) {}

    /** How many questions count for the score. */
    int questions() {
        return sections.stream().mapToInt(Section::count).sum();
    }
}

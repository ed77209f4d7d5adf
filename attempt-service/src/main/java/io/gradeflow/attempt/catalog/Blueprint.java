package io.gradeflow.attempt.catalog;

import java.util.List;

/**
 * How an exam is composed, timed and scored.
 *
 * @param unscored questions that are only tried out and count for no score
 * @param minutes from start to deadline
 * @param passMark on the scale
 * @param sittingOnly whether it is for sittings alone
 */
public record Blueprint(
        String name,
        String title,
        List<Section> sections,
        int unscored,
        int minutes,
        int passMark,
        Scale scale,
        boolean sittingOnly) {

    /** @param topicPath the topic whose questions, and those below it, are drawn from */
    public record Section(String topicPath, int count) {}

    /** What no right answer and what full credit give; both ends belong to it. */
    public record Scale(int min, int max) {}
}

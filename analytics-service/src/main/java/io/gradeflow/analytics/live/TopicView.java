package io.gradeflow.analytics.live;

import io.gradeflow.analytics.topics.FiguresNow;
import io.gradeflow.analytics.topics.TopicAccuracy;
import io.gradeflow.analytics.topics.TopicFilter;
import io.gradeflow.analytics.topics.View;
import java.util.UUID;

/** What a stream tells of. Whoever may see the same and asks for the same has an equal one. */
record TopicView(UUID bank, View view, TopicFilter filter) {

    TopicAccuracy read(FiguresNow figures) {
        return figures.of(bank, view, filter);
    }

    /** The same where of what was asked for nothing has changed, but maybe of the cohorts beside it. */
    TopicAccuracy readBeside(FiguresNow figures, TopicAccuracy before) {
        return figures.beside(bank, view, filter, before);
    }

    boolean isTouchedBy(Passed passed) {
        return passed.touches(bank);
    }

    boolean isItselfTouchedBy(Passed passed) {
        return passed.touches(bank, view.whose());
    }
}

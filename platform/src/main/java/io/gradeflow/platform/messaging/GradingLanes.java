package io.gradeflow.platform.messaging;

import io.gradeflow.events.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The ways of answers through the graders, for those who look at what is under way there. */
@ApplicationScoped
public class GradingLanes {

    /**
     * One way.
     *
     * @param submitted the topic that graders read
     * @param graded the topic to which they write
     * @param group theirs, which commits to the broker how far they are
     */
    public record Way(Lane lane, Topic submitted, Topic graded, String group) {}

    private final List<Way> all;

    GradingLanes(
            @ConfigProperty(name = "gradeflow.graders.live-group") String liveGroup,
            @ConfigProperty(name = "gradeflow.graders.slow-group") String slowGroup) {
        this.all = List.of(
                new Way(Lane.LIVE, Topic.ANSWERS_SUBMITTED, Topic.ANSWERS_GRADED, liveGroup),
                new Way(Lane.SLOW, Topic.ANSWERS_RESUBMITTED, Topic.ANSWERS_REGRADED, slowGroup));
    }

    /** The live one first. */
    public List<Way> all() {
        return all;
    }
}

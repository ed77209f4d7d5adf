package io.gradeflow.platform.setaside;

import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.platform.setaside.SetAsideEvent.Place;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is to be applied again: these, or all of a topic, or all.
 *
 * @param events as the list has them, at most {@value #MOST}
 */
@Schema(example = """
        {"topic": "answers-graded"}""")
record SetAsideRequest(
        @Nullable List<@Nullable Named> events,
        @Nullable String topic,
        @Nullable Boolean all) {

    static final int MOST = 1000;

    /** An event by where it stands. */
    @Schema(name = "SetAsideName")
    record Named(
            @Nullable String topic,
            @Nullable Integer partition,
            @Nullable Long offset) {}

    /** Null where no single ones are asked for. */
    @Nullable
    List<Place> places() {
        return events == null
                ? null
                : events.stream()
                        .filter(Objects::nonNull)
                        .map(SetAsideRequest::place)
                        .distinct()
                        .toList();
    }

    private static Place place(Named named) {
        if (named.topic() == null || named.partition() == null || named.offset() == null) {
            throw invalid("Each of the events needs its topic, partition and offset, as the list has them.");
        }
        return new Place(named.topic(), named.partition(), named.offset());
    }

    /** @throws ProblemException with 400 unless it says exactly one of the three */
    SetAsideRequest validated() {
        int said = (events == null ? 0 : 1) + (topic == null ? 0 : 1) + (Boolean.TRUE.equals(all) ? 1 : 0);
        if (said != 1) {
            throw invalid("Send one of {\"events\": [{\"topic\": …, \"partition\": …, \"offset\": …}]},"
                    + " {\"topic\": \"answers-graded\"} and {\"all\": true}.");
        }
        if (events != null && (events.isEmpty() || events.size() > MOST || events.contains(null))) {
            throw invalid("Name 1 to " + MOST + " events of the list.");
        }
        if (topic != null && topic.indexOf('\u0000') >= 0
                || events != null && events.stream().anyMatch(SetAsideRequest::holdsNul)) {
            throw invalid("No topic has a NUL in its name.");
        }
        return this;
    }

    private static boolean holdsNul(@Nullable Named named) {
        return named != null && named.topic() != null && named.topic().indexOf('\u0000') >= 0;
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(PlatformError.INVALID_FIELD, detail).field("events");
    }
}

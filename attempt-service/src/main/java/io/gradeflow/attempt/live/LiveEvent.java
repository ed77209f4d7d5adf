package io.gradeflow.attempt.live;

import io.gradeflow.attempt.attempts.AttemptView;
import io.gradeflow.attempt.life.AttemptStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a stream tells. */
sealed interface LiveEvent {

    /** The event's type in the stream. */
    String name();

    /** What the client is sent. */
    default Object data() {
        return this;
    }

    /**
     * The state or the deadline changed; also the first event of a stream that starts anew.
     *
     * @param serverTime now, for clients whose clock is wrong
     */
    record Attempt(
            UUID id,
            AttemptStatus status,
            @Nullable Instant deadline,
            @Nullable Instant finishedAt,
            Instant serverTime) implements LiveEvent {

        @Override
        public String name() {
            return "attempt";
        }
    }

    /**
     * The newest version of an answer has a new grade.
     *
     * @param position counts from 1
     */
    record Grade(int position, int version, BigDecimal score, BigDecimal maximum, boolean correct)
            implements LiveEvent {

        @Override
        public String name() {
            return "grade";
        }
    }

    /** The sums, as the attempt's view has them, after what was told before. */
    record Totals(AttemptView.Totals sums) implements LiveEvent {

        @Override
        public String name() {
            return "totals";
        }

        @Override
        public Object data() {
            return sums;
        }
    }

    /** Nothing follows. */
    record End(Reason reason) implements LiveEvent {

        enum Reason {
            /** The attempt is over, and every grade was told. */
            COMPLETE,
            /** Whoever comes back with a new token hears the rest. */
            TOKEN_EXPIRED
        }

        @Override
        public String name() {
            return "end";
        }
    }
}

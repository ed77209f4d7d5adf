package io.gradeflow.attempt.life;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A state of an attempt. Only the moves that are allowed from a state exist as its methods. */
public sealed interface AttemptState {

    AttemptStatus status();

    /** A state in which the attempt is over. */
    sealed interface Ended extends AttemptState {

        Instant finishedAt();

        /** @param deadline null where there is no limit of time */
        default Open reopened(@Nullable Instant deadline) {
            return new Open(deadline);
        }
    }

    /** @param deadline null where there is no limit of time */
    record Open(@Nullable Instant deadline) implements AttemptState {

        @Override
        public AttemptStatus status() {
            return AttemptStatus.OPEN;
        }

        /** Whoever finishes after the deadline is treated as if the expiry had come first: the end is the deadline. */
        Ended finish(Instant now) {
            return deadline != null && now.isAfter(deadline) ? new Expired(deadline) : new Finished(now);
        }

        Paused pause(Instant now) {
            return new Paused(now, deadline);
        }

        Voided voided(Instant now) {
            return new Voided(now);
        }
    }

    /** @param deadline as it stood at the pause */
    record Paused(Instant since, @Nullable Instant deadline) implements AttemptState {

        @Override
        public AttemptStatus status() {
            return AttemptStatus.PAUSED;
        }

        /** The time of the pause is given back. */
        Open resume(Instant now) {
            return new Open(deadline == null ? null : deadline.plus(Duration.between(since, now)));
        }

        Finished finish(Instant now) {
            return new Finished(now);
        }

        Voided voided(Instant now) {
            return new Voided(now);
        }
    }

    /** The learner was done. */
    record Finished(Instant finishedAt) implements Ended {

        @Override
        public AttemptStatus status() {
            return AttemptStatus.FINISHED;
        }

        Voided voided(Instant now) {
            return new Voided(now);
        }
    }

    /** The time was up; what was answered until then counts. */
    record Expired(Instant finishedAt) implements Ended {

        @Override
        public AttemptStatus status() {
            return AttemptStatus.EXPIRED;
        }

        Voided voided(Instant now) {
            return new Voided(now);
        }
    }

    /** Taken out by the staff. */
    record Voided(Instant finishedAt) implements Ended {

        @Override
        public AttemptStatus status() {
            return AttemptStatus.VOIDED;
        }
    }
}

package io.gradeflow.bench.load;

import java.time.Duration;
import java.util.Optional;

/** What follows a call of a load, for example a look whether it had its effect; each a moment after the answer before it. */
@FunctionalInterface
public interface Sequel {

    /** Nothing follows. */
    Sequel NONE = (call, answer) -> Optional.empty();

    /**
     * Asked on the thread that sends, so it should take little time.
     *
     * @param call which of the load, from 0
     * @param answer to the call, and then to what followed it last
     * @return empty if nothing follows any more
     */
    Optional<Call> after(int call, Answer answer);

    /** From an answer to what follows it, at least; where it takes long, a tenth of the time since the first answer. */
    default Duration pause() {
        return Duration.ofMillis(20);
    }
}

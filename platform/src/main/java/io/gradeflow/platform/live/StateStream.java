package io.gradeflow.platform.live;

import jakarta.ws.rs.sse.Sse;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A client that watches a state. It is told nothing more until it has taken what it was told last, and then the newest state. */
final class StateStream<K> extends EventStream {

    private final K key;
    private @Nullable LiveState told;

    StateStream(K key, String caller, Instant expiresAt, Sse sse) {
        super(caller, expiresAt, sse);
        this.key = key;
    }

    K key() {
        return key;
    }

    /** @param newest null where there is nothing to watch any more */
    void tell(@Nullable LiveState newest) {
        if (newest == null) {
            close();
        } else if (!newest.equals(told)) {
            told = newest;
            emit(event().name(newest.event()).data(newest));
            if (newest.isLast()) {
                close();
            }
        }
    }
}

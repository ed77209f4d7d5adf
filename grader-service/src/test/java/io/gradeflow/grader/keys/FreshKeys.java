package io.gradeflow.grader.keys;

import io.gradeflow.platform.messaging.EndOffsets;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.util.Map;

/** What a grader that starts now knows of keys: nothing, until it has read them. */
public final class FreshKeys implements AutoCloseable {

    private final Keys keys;

    public FreshKeys(Map<String, Object> kafka, EndOffsets endOffsets) {
        keys = new Keys(kafka, endOffsets);
        keys.start(new StartupEvent());
    }

    public Keys keys() {
        return keys;
    }

    @Override
    public void close() throws InterruptedException {
        keys.stop(new ShutdownEvent());
    }
}

package io.gradeflow.web;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Lets callers go before the door ends: once it is asked to end and as long as {@code quarkus.shutdown.delay} lasts, every answer
 * says that its connection will be closed, so that the next call goes to another instance.
 */
@ApplicationScoped
class Draining {

    private static final int BEFORE_OTHERS = 1000;

    private volatile boolean draining;

    void begin(@Observes ShutdownDelayInitiatedEvent delay) {
        draining = true;
    }

    void register(@Observes Filters filters) {
        filters.register(
                call -> {
                    if (draining) {
                        call.response().putHeader("Connection", "close");
                    }
                    call.next();
                },
                BEFORE_OTHERS);
    }
}

package io.gradeflow.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Whoever came over TLS, here or at a proxy that says so, comes over TLS from then on, for a year. */
@ApplicationScoped
class StrictTransport {

    private static final int BEFORE_OTHERS = 900;

    void register(@Observes Filters filters) {
        filters.register(
                call -> {
                    if ("https".equals(call.request().scheme())) {
                        call.response().putHeader("Strict-Transport-Security", "max-age=31536000");
                    }
                    call.next();
                },
                BEFORE_OTHERS);
    }
}

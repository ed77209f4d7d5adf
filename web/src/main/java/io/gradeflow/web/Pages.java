package io.gradeflow.web;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Every page is the same document: it holds no data, and its script shows what the address names. So a reload or a link leads to
 * where it was, and an address that names nothing gets the page which says so, with 404.
 */
@ApplicationScoped
class Pages {

    private static final String DOCUMENT = "/";

    /** What the script knows; {@code app/routes.ts} has the same words, and a test compares them. */
    private static final String KNOWN =
            "/(attempts|history|topics|learners|sittings|items|corrections|banks|questions|pipeline)(/.*)?";

    static final String NOT_SIGNED_IN = "/session/failed";

    private static final int AFTER_ALL_OTHERS = 100_000;

    void open(@Observes Router router) {
        // Where the framework leads whoever could not be signed in.
        router.get(NOT_SIGNED_IN).handler(call -> {
            call.response().setStatusCode(401);
            call.reroute(DOCUMENT);
        });
        router.getWithRegex(KNOWN).handler(call -> call.reroute(DOCUMENT));
        router.get().order(AFTER_ALL_OTHERS).handler(Pages::unknown);
    }

    private static void unknown(RoutingContext call) {
        String accepted = call.request().getHeader("Accept");
        if (accepted == null
                || !accepted.contains("text/html")
                || call.normalizedPath().equals(DOCUMENT)) {
            call.next();
            return;
        }
        call.response().setStatusCode(404);
        call.reroute(DOCUMENT);
    }
}

package io.gradeflow.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** Where the services are. */
@ConfigMapping(prefix = "gradeflow.web")
interface UpstreamAddresses {

    @WithDefault("http://127.0.0.1:8081")
    URI questionUrl();

    @WithDefault("http://127.0.0.1:8082")
    URI attemptUrl();

    @WithDefault("http://127.0.0.1:8084")
    URI analyticsUrl();

    default URI of(Upstream upstream) {
        return switch (upstream) {
            case QUESTION -> questionUrl();
            case ATTEMPT -> attemptUrl();
            case ANALYTICS -> analyticsUrl();
        };
    }
}

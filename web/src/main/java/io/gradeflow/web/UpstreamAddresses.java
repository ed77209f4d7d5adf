package io.gradeflow.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Locale;

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
            case QUESTION -> checked("question", questionUrl());
            case ATTEMPT -> checked("attempt", attemptUrl());
            case ANALYTICS -> checked("analytics", analyticsUrl());
        };
    }

    private static URI checked(String part, URI address) {
        if (!"http".equals(address.getScheme()) || address.getHost() == null) {
            throw new IllegalStateException(
                    "gradeflow.web.%s-url (GRADEFLOW_WEB_%s_URL) is \"%s\": set it to an address that begins with http://."
                            .formatted(part, part.toUpperCase(Locale.ROOT), address));
        }
        return address;
    }
}

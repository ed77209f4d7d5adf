package io.gradeflow.platform.http;

import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/**
 * Nothing here has a name with the character U+0000, which no text of a database can hold: where one is asked for, no database is, neither for
 * the thing nor to write down that somebody asked.
 */
@Provider
@PreMatching
class NulInAddress implements ContainerRequestFilter {

    private static final String ENCODED = "%00";

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getUriInfo().getRequestUri().getRawPath().contains(ENCODED)) {
            throw new ProblemException(
                    PlatformError.NOT_FOUND, "No resource has this address: a name in it holds the character U+0000.");
        }
    }
}

package io.gradeflow.platform.http;

import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Refuses addresses with a NUL in them, which no text of a database can hold. */
@Provider
class PlainText implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        boolean nul =
                request.getUriInfo().getRequestUri().getRawSchemeSpecificPart().contains("%00");
        if (nul) {
            throw new ProblemException(PlatformError.BAD_REQUEST, "The address holds %00; leave it out.");
        }
    }
}

package io.gradeflow.platform.http;

import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.io.InputStream;

/** Holds bodies that are read into memory to 1 MB, or what {@link BodyUpTo} says. A resource that takes the stream itself sets its own limit. */
@Provider
class BodyLimit implements ReaderInterceptor {

    static final long MAX_BYTES = 1024L * 1024;

    private final ResourceInfo resource;

    BodyLimit(ResourceInfo resource) {
        this.resource = resource;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (context.getType() != InputStream.class) {
            BodyUpTo own = resource.getResourceMethod().getAnnotation(BodyUpTo.class);
            context.setInputStream(BoundedBody.of(context.getInputStream(), own == null ? MAX_BYTES : own.value()));
        }
        return context.proceed();
    }
}

package io.gradeflow.platform.http;

import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.io.InputStream;

/** Holds bodies that are read into memory to 10 MB. A resource that takes the stream itself sets its own limit. */
@Provider
class BodyLimit implements ReaderInterceptor {

    static final long MAX_BYTES = 10L * 1024 * 1024;

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (context.getType() != InputStream.class) {
            context.setInputStream(BoundedBody.of(context.getInputStream(), MAX_BYTES));
        }
        return context.proceed();
    }
}

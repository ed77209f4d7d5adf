package io.gradeflow.platform.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The place in a trace where something began, as a text that travels: the {@code traceparent} of the W3C, as a header of a record
 * or in the row that waits to be sent. There is none, and nothing is done, for what isn't recorded.
 */
public final class Trace {

    public static final String HEADER = "traceparent";

    private static final TextMapGetter<String> GETTER = new TextMapGetter<>() {

        @Override
        public Iterable<String> keys(String place) {
            return List.of(HEADER);
        }

        @Override
        public @Nullable String get(@Nullable String place, String key) {
            return HEADER.equals(key) ? place : null;
        }
    };

    private Trace() {}

    /** Where the call that this thread answers stands. */
    public static @Nullable String current() {
        return of(Span.current().getSpanContext());
    }

    static @Nullable String of(SpanContext context) {
        return context.isSampled()
                ? "00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                        + context.getTraceFlags().asHex()
                : null;
    }

    /** What the headers of a record say. */
    public static @Nullable String of(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** What begins as a child of that place. */
    static Context at(String place) {
        return W3CTraceContextPropagator.getInstance().extract(Context.root(), place, GETTER);
    }
}

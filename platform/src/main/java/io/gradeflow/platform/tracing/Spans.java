package io.gradeflow.platform.tracing;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The spans of a batch, or of a share of it: one for each record that belongs to a trace, all as long as the work on the whole takes. Costs a look
 * at each record where none does.
 */
public final class Spans implements AutoCloseable {

    private static final String SCOPE = "io.gradeflow";
    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    private static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("messaging.operation.type");
    private static final AttributeKey<Long> OFFSET = AttributeKey.longKey("messaging.kafka.offset");

    private final List<Span> open = new ArrayList<>(0);
    private final Map<ConsumerRecord<?, ?>, String> places = new IdentityHashMap<>(0);

    private Spans() {}

    /** Begins the work on records that came. */
    public static Spans processing(Iterable<? extends ConsumerRecord<?, ?>> records) {
        Spans spans = new Spans();
        for (ConsumerRecord<?, ?> record : records) {
            String place = Trace.of(record.headers());
            if (place != null) {
                Span span = spans.begin(record.topic(), "process", SpanKind.CONSUMER, place);
                span.setAttribute(OFFSET, record.offset());
                String here = Trace.of(span.getSpanContext());
                if (here != null) {
                    spans.places.put(record, here);
                }
            }
        }
        return spans;
    }

    /** Begins to send; each record is added. */
    public static Spans sending() {
        return new Spans();
    }

    /** Where in its trace the work on the record stands; null where it belongs to none. */
    public @Nullable String placeOf(ConsumerRecord<?, ?> record) {
        return places.get(record);
    }

    /** Begins to send a record of the trace, and tells its reader where in it. */
    public void send(ProducerRecord<?, ?> record, String place) {
        Span span = begin(record.topic(), "send", SpanKind.PRODUCER, place);
        String here = Trace.of(span.getSpanContext());
        if (here != null) {
            record.headers().add(Trace.HEADER, here.getBytes(StandardCharsets.UTF_8));
        }
    }

    public void fail(Throwable failure) {
        open.forEach(span -> span.setStatus(StatusCode.ERROR, failure.toString()));
    }

    @Override
    public void close() {
        open.forEach(Span::end);
    }

    /** Records of each of these places that something was done, from that moment until now. */
    public static void done(String name, Collection<String> places, Instant begun) {
        for (String place : places) {
            GlobalOpenTelemetry.getTracer(SCOPE)
                    .spanBuilder(name)
                    .setParent(Trace.at(place))
                    .setStartTimestamp(begun)
                    .startSpan()
                    .end();
        }
    }

    private Span begin(String topic, String operation, SpanKind kind, String place) {
        Span span = GlobalOpenTelemetry.getTracer(SCOPE)
                .spanBuilder(topic + " " + operation)
                .setParent(Trace.at(place))
                .setSpanKind(kind)
                .setAttribute(SYSTEM, "kafka")
                .setAttribute(DESTINATION, topic)
                .setAttribute(OPERATION, operation)
                .startSpan();
        open.add(span);
        return span;
    }
}

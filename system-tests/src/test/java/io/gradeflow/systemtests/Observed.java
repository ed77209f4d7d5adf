package io.gradeflow.systemtests;

import java.util.Map;

/** The system that the tests share records each trace that a test begins, and no other, and writes its logs as JSON. */
final class Observed {

    private static final TraceReceiver RECEIVER = TraceReceiver.start();

    private Observed() {}

    static Map<String, String> environment() {
        return Map.of(
                "QUARKUS_OTEL_SDK_DISABLED", "false",
                "QUARKUS_OTEL_TRACES_SAMPLER_ARG", "0.0",
                "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", RECEIVER.url(),
                "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
                "QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "200MS",
                "QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true");
    }

    static TraceReceiver traces() {
        return RECEIVER;
    }
}

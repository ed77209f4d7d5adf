package io.gradeflow.systemtests;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gradeflow.bench.crowd.KeyedBank;
import io.gradeflow.systemtests.TraceReceiver.Received;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An answer is one trace, from the call at the door to the figures that it changes. */
@OnTheSystem
class TracesTest {

    private final SystemUnderTest system;

    TracesTest(SystemUnderTest system) {
        this.system = system;
    }

    @Test
    void shouldBeOneTraceFromTheCallToWhatADashboardIsTold() {
        Client learner = Client.learner(system, "traced");
        KeyedBank bank = KeyedBank.create(system);
        String attempt = attempt(learner, bank);
        await().untilAsserted(() -> learner.topics(bank.slug()));
        Call call = Call.begin();

        try (EventStream dashboard = new EventStream(learner, "/analytics/stream?bank=" + bank.slug(), null)) {
            await().until(() -> !dashboard.heard().isEmpty());
            call.answer(learner, attempt);
            call.awaitSpan("topics tell");
        }

        assertThat(call.whole())
                .extracting(Received::service, Received::name)
                .contains(
                        tuple("attempt-service", "answers-submitted send"),
                        tuple("grader-service", "answers-submitted process"),
                        tuple("grader-service", "answers-graded send"),
                        tuple("attempt-service", "answers-graded process"),
                        tuple("analytics-service", "answers-graded process"),
                        tuple("analytics-service", "topics tell"));
        call.assertEverySpanHangsTogether();
        assertThat(call.wayOf("analytics-service", "answers-graded process"))
                .as("the way back from the figures")
                .containsExactly(
                        "analytics-service",
                        "grader-service",
                        "grader-service",
                        "attempt-service",
                        "attempt-service",
                        "web");
    }

    @Test
    void shouldRecordNothingOfCallsThatAreInNoSample() {
        Client learner = Client.learner(system, "untraced");
        learner.answer(attempt(learner, KeyedBank.create(system)), 1, List.of("A"));

        assertThat(Observed.traces().ids()).allMatch(Call::isBegunHere);
    }

    @Test
    @Tag("slow")
    void shouldKeepTheTraceOfAnAnswerWhoseServiceDiesBeforeItIsSent() {
        Client learner = Client.learner(system, "traced");
        String attempt = attempt(learner, KeyedBank.create(system));
        Call call = Call.begin();

        system.kill("kafka");
        call.answer(learner, attempt);
        call.awaitSpanOf("attempt-service");
        system.kill("attempt-service");
        system.start("kafka");
        system.start("attempt-service");

        call.whole();
        call.assertEverySpanHangsTogether();
    }

    private static String attempt(Client learner, KeyedBank bank) {
        return learner.startAttempt(bank.slug())
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
    }

    /** A call that a client has begun a trace for. */
    private record Call(String trace, String span) {

        /** What ids begin with here, to be told from all others. */
        private static final String MARK = "7e57";

        static Call begin() {
            return new Call(MARK + random(14), random(8));
        }

        static boolean isBegunHere(String trace) {
            return trace.startsWith(MARK);
        }

        void answer(Client learner, String attempt) {
            learner.request()
                    .header("traceparent", "00-" + trace + "-" + span + "-01")
                    .body(Map.of("choices", List.of("A")))
                    .put("/attempts/" + attempt + "/answers/1")
                    .then()
                    .statusCode(202);
        }

        /** What a process has recorded and not told yet dies with it. */
        void awaitSpanOf(String service) {
            await().untilAsserted(() ->
                    assertThat(spans().stream().map(Received::service)).contains(service));
        }

        void awaitSpan(String name) {
            await().untilAsserted(() ->
                    assertThat(spans().stream().map(Received::name)).contains(name));
        }

        /** All spans, once those of the last to come are there. */
        List<Received> whole() {
            await().untilAsserted(() -> assertThat(spans().stream()
                            .filter(one -> one.name().equals("answers-graded process"))
                            .map(Received::service))
                    .contains("attempt-service", "analytics-service"));
            await().untilAsserted(() ->
                    assertThat(spans().stream().map(Received::service)).contains("web", "grader-service"));
            return spans();
        }

        void assertEverySpanHangsTogether() {
            await().untilAsserted(() -> assertThat(spans().stream().map(Received::parent))
                    .allMatch(parent ->
                            parent.equals(span) || find(parent).findAny().isPresent()));
            assertThat(spans().stream().filter(one -> one.parent().equals(span)))
                    .as("began with the call")
                    .singleElement()
                    .extracting(Received::service)
                    .isEqualTo("web");
        }

        /** The services of a span and of all above it. */
        List<String> wayOf(String service, String name) {
            return Stream.iterate(
                            spans().stream()
                                    .filter(one -> one.service().equals(service)
                                            && one.name().equals(name))
                                    .toList(),
                            found -> !found.isEmpty(),
                            found -> find(found.getFirst().parent()).toList())
                    .map(found -> found.getFirst().service())
                    .toList();
        }

        private Stream<Received> find(String id) {
            return spans().stream().filter(one -> one.id().equals(id));
        }

        private List<Received> spans() {
            return Observed.traces().spansOf(trace);
        }

        private static String random(int bytes) {
            byte[] drawn = new byte[bytes];
            ThreadLocalRandom.current().nextBytes(drawn);
            return HexFormat.of().formatHex(drawn);
        }
    }
}

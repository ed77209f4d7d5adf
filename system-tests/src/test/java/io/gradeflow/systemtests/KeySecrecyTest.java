package io.gradeflow.systemtests;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Two banks are equal but for their keys, and two learners do the same in them. As long as a learner may not know what is right,
 * both are told the same, to the byte; what the learner of the one bank does right is wrong in the other.
 */
@OnTheSystem
class KeySecrecyTest {

    /** In the one bank all that is answered under "odd" is right and all under "even" is wrong; in the other the reverse. */
    private static final String ANSWERING = """
            PUT /attempts/{attempt}/answers/{position-1} {"choices": ["A"], "seq": 1, "elapsedMillis": 4000}
            PUT /attempts/{attempt}/answers/{position-1} {"choices": ["A"], "seq": 1, "elapsedMillis": 4000}
            PUT /attempts/{attempt}/answers/{position-2} {"choices": ["B"]}
            PUT /attempts/{attempt}/answers/{position-2} {"choices": ["C"], "flagged": true}
            PUT /attempts/{attempt}/answers/{position-3} {"choices": ["C"]}
            PUT /attempts/{attempt}/answers/{position-3} {"choices": []}
            PUT /attempts/{attempt}/answers/{position-4} {"choices": ["A"], "seq": 5}
            PUT /attempts/{attempt}/answers/{position-4} {"choices": ["B"], "seq": 3}
            PUT /attempts/{attempt}/answers/{position-5} {"choices": ["A", "B"]}
            PUT /attempts/{attempt}/answers/{position-6} {"choices": ["A", "E"]}
            PUT /attempts/{attempt}/answers/{position-7} {"text": "Paris"}
            PUT /attempts/{attempt}/answers/{position-8} {"number": 2.71}
            PUT /attempts/{attempt}/answers/{position-9} {"pairs": {"1": "A"}}
            PUT /attempts/{attempt}/answers/{position-9} {"pairs": {"1": "A", "2": "B"}}
            PUT /attempts/{attempt}/answers/{position-10} {"order": ["C", "A", "B"]}
            """;

    private static final String MISTAKES = """
            PUT /attempts/{attempt}/answers/{position-1} {"choices": ["Z"]}
            PUT /attempts/{attempt}/answers/{position-1} {"choices": ["A", "B"]}
            PUT /attempts/{attempt}/answers/{position-1} {"choices": [null]}
            PUT /attempts/{attempt}/answers/{position-1} {"choices": "A"}
            PUT /attempts/{attempt}/answers/{position-1} {"choices": ["A"
            PUT /attempts/{attempt}/answers/{position-1} {"choice": ["A"]}
            PUT /attempts/{attempt}/answers/{position-1} {"choices": ["A"], "elapsedMillis": -1}
            PUT /attempts/{attempt}/answers/{position-1} {}
            PUT /attempts/{attempt}/answers/{position-1}
            PUT /attempts/{attempt}/answers/{position-5} {"choices": ["A", "B", "C"]}
            PUT /attempts/{attempt}/answers/{position-5} {"choices": ["A", "A"]}
            PUT /attempts/{attempt}/answers/0 {"choices": ["A"]}
            PUT /attempts/{attempt}/answers/11 {"choices": ["A"]}
            PUT /attempts/{attempt}/answers/{position-7} {"choices": ["A"]}
            PUT /attempts/{attempt}/answers/{position-7} {"number": 3.14}
            PUT /attempts/{attempt}/answers/{position-8} {"text": "3.14"}
            PUT /attempts/{attempt}/answers/{position-8} {"number": "pi"}
            PUT /attempts/{attempt}/answers/{position-9} {"pairs": {"1": "C"}}
            PUT /attempts/{attempt}/answers/{position-9} {"pairs": {"3": "A"}}
            PUT /attempts/{attempt}/answers/{position-10} {"order": ["A", "B"]}
            PUT /attempts/{attempt}/answers/first {"choices": ["A"]}
            POST /attempts/{attempt}/answers/{position-1} {"choices": ["A"]}
            POST /receipts/verify {"receipt": "eyJhbGciOiJub25lIn0.e30."}
            """;

    private static final String LOOKING_AROUND = """
            GET /banks?limit=500
            GET /banks/{bank}
            GET /banks/{bank}/topics
            GET /banks/{bank}/blueprints
            GET /banks/{bank}/blueprints/mock
            GET /banks/{bank}/questions
            GET /questions/{question-1}
            GET /questions/{question-1}/revisions/1/corrections
            POST /questions/{question-1}/revisions/1/corrections {"effect": "regrade", "choices": ["A"], "reason": "x"}
            GET /attempts/{attempt}
            GET /attempts/{attempt}/results
            CSV /attempts/{attempt}/results
            GET /attempts
            CSV /attempts
            GET /attempts?bank={bank}&status=OPEN
            GET /attempts/{attempt}/journal
            GET /attempts/{attempt}/late-answers
            POST /receipts/verify {"receipt": "{receipt-1}"}
            POST /receipts/verify {"receipt": "{receipt-2}"}
            POST /receipts/verify {"receipt": "{receipt-3}"}
            POST /receipts/verify {"receipt": "{receipt-4}"}
            POST /receipts/verify {"receipt": "{receipt-5}"}
            POST /receipts/verify {"receipt": "{receipt-6}"}
            GET /analytics/topics?bank={bank}
            GET /analytics/stream?bank={bank}
            GET /analytics/readiness?bank={bank}
            GET /sittings
            GET /cohorts
            GET /learners?ids=me
            GET /learners/me/personal-data
            """;

    /** What singles out an answer of before. */
    private static final String OWN_FIGURES = """
            GET /attempts/{attempt}/results
            GET /attempts?bank={bank}
            GET /analytics/topics?bank={bank}
            CSV /analytics/topics?bank={bank}
            GET /analytics/topics?bank={bank}&answers=first&mode=practice&trend=day
            GET /analytics/topics?bank={bank}&topic=odd&level=1
            GET /analytics/stream?bank={bank}
            GET /analytics/stream?bank={bank}&mode=practice
            GET /analytics/readiness?bank={bank}
            CSV /analytics/readiness?bank={bank}
            """;

    private static final String STARTING_MORE = """
            POST /attempts {"bank": "{bank}", "mode": "exam", "blueprint": "mock"}
            POST /attempts {"bank": "{bank}", "mode": "practice"}
            POST /attempts {"bank": "{bank}", "mode": "practice", "topics": ["odd"], "questionCount": 1}
            POST /attempts {"bank": "{bank}", "mode": "review"}
            POST /attempts {"bank": "{bank}", "mode": "review", "topics": ["odd"]}
            POST /attempts {"bank": "{bank}", "mode": "review", "topics": ["even"]}
            """;

    private static final String PAUSING = """
            POST /attempts/{attempt}/pause
            POST /attempts/{attempt}/resume
            """;

    private final SystemUnderTest system;
    private final Sitter one;
    private final Sitter other;

    KeySecrecyTest(SystemUnderTest system) {
        this.system = system;
        TwinBanks twins = TwinBanks.create(system);
        one = new Sitter(system, twins.one(), twins.slugs());
        other = new Sitter(system, twins.other(), twins.slugs());
    }

    @AfterEach
    void stopListening() {
        one.close();
        other.close();
    }

    @Test
    void shouldTellNothingOfKeysBeforeAnExamIsFinished() {
        try (GradedAnswers grades = new GradedAnswers(system)) {
            requireEqual("POST /attempts {\"bank\": \"{bank}\", \"mode\": \"exam\", \"blueprint\": \"mock\"}");
            listen();
            requireEqual(ANSWERING);
            requireEqual(MISTAKES);
            requireEqual(PAUSING);
            awaitGraded(grades);

            listen();
            requireEqual(LOOKING_AROUND);
            requireEqual(STARTING_MORE);
            requireEqual(ANSWERING);
            requireEqual(MISTAKES);
            requireEqual(PAUSING);
            awaitGraded(grades);
            requireEqual(LOOKING_AROUND);
            requireEqualStreams();
            assertThat(one.heard()).doesNotContain("grade");
        }

        finish();
        requireDifferent("GET /attempts/{attempt}");
        requireDifferent("GET /attempts/{attempt}/results");
        requireDifferent("GET /attempts?bank={bank}");
        requireDifferent("CSV /attempts/{attempt}/results");
        requireDifferent("GET /analytics/topics?bank={bank}");
        await().untilAsserted(() ->
                assertThat(one.heard()).contains("FINISHED", "correct").isNotEqualTo(other.heard()));
    }

    /** What was told after practice can't be looked up while an exam asks the same. */
    @Test
    void shouldTellNothingOfPracticeWhileAnExamOverTheBankIsOpen() {
        try (GradedAnswers grades = new GradedAnswers(system)) {
            carryOut("POST /attempts {\"bank\": \"{bank}\", \"mode\": \"practice\"}");
            carryOut("PUT /attempts/{attempt}/answers/{position-1} {\"choices\": [\"A\"]}");
            carryOut("PUT /attempts/{attempt}/answers/{position-2} {\"choices\": [\"C\"]}");
            awaitGraded(grades);
        }
        finish();
        requireDifferent("GET /analytics/topics?bank={bank}");

        requireEqual("POST /attempts {\"bank\": \"{bank}\", \"mode\": \"exam\", \"blueprint\": \"mock\"}");
        for (Sitter sitter : List.of(one, other)) {
            await().untilAsserted(() -> assertThat(sitter.carryOut("GET /analytics/topics?bank={bank}"))
                    .contains("exam-open"));
        }
        requireEqual(OWN_FIGURES);

        finish();
        requireDifferent("GET /analytics/topics?bank={bank}&mode=practice");
    }

    @Test
    void shouldTellNothingOfKeysInPracticeBeforeAnAnswerIsGraded() {
        try (GradedAnswers grades = new GradedAnswers(system)) {
            system.kill("grader-service");
            try {
                requireEqual("POST /attempts {\"bank\": \"{bank}\", \"mode\": \"practice\"}");
                requireEqual(PAUSING);
                listen();
                requireEqual(ANSWERING);
                requireEqual(MISTAKES);
                requireEqual(LOOKING_AROUND);
                requireEqualStreams();
            } finally {
                system.start("grader-service");
            }
            awaitGraded(grades);
        }

        requireDifferent("GET /attempts/{attempt}");
        requireDifferent("GET /attempts/{attempt}/results");
        requireDifferent("GET /analytics/topics?bank={bank}");
        assertThat(one.heard()).contains("correct").isNotEqualTo(other.heard());
        assertThat(one.unanswered()).contains("Question 3?").isEqualTo(other.unanswered());
        requireEqual(MISTAKES);
    }

    /** Until the graders have said it and the services have taken it over, so that a leak has had its time. */
    private void awaitGraded(GradedAnswers grades) {
        Client admin = Client.of(system, "auditor", "admin");
        for (Sitter sitter : List.of(one, other)) {
            grades.awaitVersions(sitter.attempt(), sitter.versions());
            await().untilAsserted(() ->
                    assertThat(admin.topics(sitter.bank()).getMap("pending")).isEqualTo(Map.of("live", 0, "slow", 0)));
            await().untilAsserted(() -> assertThat(sitter.outcomes()).containsOnly("GRADED"));
        }
    }

    private void listen() {
        one.listen();
        other.listen();
    }

    private void finish() {
        carryOut("POST /attempts/{attempt}/finish");
    }

    private void carryOut(String step) {
        one.carryOut(step);
        other.carryOut(step);
    }

    private void requireEqual(String script) {
        List<String> differing = new ArrayList<>();
        script.lines().forEach(step -> {
            String told = one.carryOut(step);
            String toldOfOther = other.carryOut(step);
            if (!told.equals(toldOfOther)) {
                differing.add(step + "\n--- in the one bank: " + told + "\n--- in the other: " + toldOfOther);
            }
        });
        assertThat(differing).as("calls that tell something of the key").isEmpty();
    }

    /** Also when all that was on its way has come. */
    private void requireEqualStreams() {
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(one.heard()).contains("OPEN").isEqualTo(other.heard()));
    }

    private void requireDifferent(String step) {
        await().untilAsserted(() -> assertThat(one.carryOut(step)).isNotEqualTo(other.carryOut(step)));
    }
}

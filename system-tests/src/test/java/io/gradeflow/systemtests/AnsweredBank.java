package io.gradeflow.systemtests;

import static io.gradeflow.devstack.testing.Patience.await;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A bank with a history of three weeks: four questions, each harder than the one before, and learners of whom each knows a little more. */
record AnsweredBank(String slug) {

    static final int LEARNERS = 32;
    private static final int QUESTIONS = 4;

    static AnsweredBank create(SystemUnderTest system) {
        AnsweredBank bank =
                new AnsweredBank("answered-" + UUID.randomUUID().toString().substring(0, 8));
        Client author = Client.author(system);
        author.createBank(bank.slug);
        author.importFile(bank.slug, questions().getBytes(StandardCharsets.UTF_8));
        Client admin = Client.of(system, "otto", "admin");
        await().until(() -> admin.load("text/csv", bank.history().getBytes(StandardCharsets.UTF_8))
                        .getInt("bad")
                == 0);
        await().until(() -> admin.topics(bank.slug).getInt("total.answers") == LEARNERS * QUESTIONS);
        return bank;
    }

    private static String questions() {
        return IntStream.rangeClosed(1, QUESTIONS).mapToObj("""
                        {"type": "single", "externalId": "q%1$d", "stem": "Step %1$d?", "topics": ["steps/step-%1$d"], \
                        "choices": [{"id": "A", "text": "Right", "correct": true}, {"id": "B", "text": "Nearly"}, {"id": "C", "text": "Wrong"}]}
                        """::formatted).collect(Collectors.joining());
    }

    /** Who knows too little for a question chooses B, and those who know least C. */
    private String history() {
        Instant now = Instant.now();
        return "externalId,learner,bank,question,choices,answeredAt\n"
                + IntStream.range(0, LEARNERS)
                        .boxed()
                        .flatMap(learner -> IntStream.rangeClosed(1, QUESTIONS)
                                .mapToObj(question -> "%d/%d,%s-%d,%s,q%d,%s,%s"
                                        .formatted(
                                                learner,
                                                question,
                                                slug,
                                                learner,
                                                slug,
                                                question,
                                                choice(learner, question),
                                                now.minus(1 + 7 * (learner % 3), ChronoUnit.DAYS))))
                        .collect(Collectors.joining("\n"));
    }

    private static String choice(int learner, int question) {
        if (learner >= 5 * question) {
            return "A";
        }
        return learner >= 5 * question - 4 ? "B" : "C";
    }
}

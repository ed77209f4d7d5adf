package io.gradeflow.bench.facts;

import io.gradeflow.bench.log.Broker;
import io.gradeflow.bench.system.Api;
import io.gradeflow.bench.system.Insides;
import io.gradeflow.bench.system.MeasuredSystem;
import io.gradeflow.devstack.local.PartKind;
import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.Topic;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * Graders that have the machine to themselves, and the answers that wait for them.
 *
 * @param bank whose keys they know
 */
public record Graders(Insides insides, Broker broker, EventSender sender, CountedBank bank) {

    /** The consumer group of graders in the live lane. */
    public static final String GROUP = PartKind.GRADER.partName();

    public static final String WAITING = Topic.ANSWERS_SUBMITTED.topicName();

    /** Grades and rejections before some answers were graded, by where their topics ended. */
    public record Before(Map<TopicPartition, Long> graded, Map<TopicPartition, Long> rejected) {}

    /**
     * Makes a bank, and ends all that reads what graders write or is none of their business: attempt-service, analytics-service and
     * the graders that run.
     */
    public static Graders alone(
            MeasuredSystem system, Insides insides, Api api, Broker broker, EventSender sender, int bankSize) {
        CountedBank bank = CountedBank.imported(api, system.tokens().author(), bankSize);
        insides.stop(PartKind.ATTEMPT.partName());
        insides.stop(PartKind.ANALYTICS.partName());
        Graders graders = new Graders(insides, broker, sender, bank);
        graders.stop(1);
        return graders;
    }

    public static String name(int number) {
        return number == 1 ? GROUP : GROUP + "-" + number;
    }

    public void start(int number) {
        insides.start(name(number));
    }

    public void stop(int number) {
        insides.stop(name(number));
    }

    /** Puts answers where they wait for a grader. */
    public void submit(MadeUpAnswers answers) {
        sender.send(Topic.ANSWERS_SUBMITTED, answers.count(), answers::submitted);
    }

    /** How many answers graders have done with since the system began. */
    public long done() {
        return Broker.sum(broker.committed(GROUP, WAITING));
    }

    /** Waits until so many are done with since the system began, and gives how many it were when that was seen. */
    public long awaitDone(long target) {
        return broker.awaitCommitted(GROUP, WAITING, target);
    }

    public Before before() {
        return new Before(
                broker.ends(Topic.ANSWERS_GRADED.topicName()), broker.ends(Topic.ANSWERS_REJECTED.topicName()));
    }

    /** What is wrong with the grades since then, if each of the answers should have one, and no other should be there. */
    public Optional<String> failure(String when, Before before, MadeUpAnswers answers) {
        long[] seen = new long[3];
        broker.read(before.graded(), record -> {
            AnswerGraded graded = EventJson.read(record.value(), AnswerGraded.class);
            seen[0]++;
            seen[1] += graded.correct() && graded.bankId().equals(bank.id()) ? 1 : 0;
            seen[2] += MadeUpAnswers.sum(graded.answerId());
        });
        long rejected = Broker.sum(broker.ends(Topic.ANSWERS_REJECTED.topicName())) - Broker.sum(before.rejected());
        if (seen[0] == answers.count() && seen[2] != answers.sumOfIds()) {
            return Optional.of(when + ", one answer has no grade, and another has two");
        }
        return seen[0] == answers.count() && seen[1] == answers.right() && rejected == 0
                ? Optional.empty()
                : Optional.of("%s, %d grades, %d of them right, and %d rejections came of %d answers, %d of them right"
                        .formatted(when, seen[0], seen[1], rejected, answers.count(), answers.right()));
    }

    public MadeUpAnswers answers(String run, int learners, int count) {
        return new MadeUpAnswers(run, bank.id(), bank.questions(), learners, count);
    }

    /** By how many bytes a grade is longer than the answer it is of, on average. */
    public static int longer(MadeUpAnswers answers) {
        int sample = Math.min(1_000, answers.count());
        long bytes = 0;
        for (int number = 0; number < sample; number++) {
            bytes += EventJson.write(answers.graded(number)).length - EventJson.write(answers.submitted(number)).length;
        }
        return Math.toIntExact(bytes / sample);
    }
}

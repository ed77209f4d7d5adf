package io.gradeflow.bench.crowd;

import io.gradeflow.bench.crowd.AttemptLedger.Standing;
import io.gradeflow.bench.log.Broker;
import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.AnswerRejected;
import io.gradeflow.events.AttemptFinished;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.Topic;
import io.gradeflow.grading.ChoiceResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** What the topics hold of attempts, compared with what their clients were told. */
public final class EventLog {

    private static final List<Topic> TOPICS =
            List.of(Topic.ATTEMPTS_FINISHED, Topic.ANSWERS_GRADED, Topic.ANSWERS_REGRADED, Topic.ANSWERS_REJECTED);

    private record Graded(String attemptId, int position, int answerVersion) {}

    private final List<AttemptFinished> endings;
    private final List<AnswerGraded> grades;
    private final List<AnswerRejected> rejections;

    public EventLog(List<AttemptFinished> endings, List<AnswerGraded> grades, List<AnswerRejected> rejections) {
        // That an exam began is no ending.
        this.endings = endings.stream()
                .filter(ending -> !Objects.equals(ending.paperVersion(), 0))
                .toList();
        this.grades = grades;
        this.rejections = rejections;
    }

    /** Of all that the topics hold. */
    public static EventLog of(FaultySystem system) {
        try (Broker broker = new Broker(system.bootstrapServers())) {
            return read(broker, broker::beginnings);
        }
    }

    /** Where the topics end now; whoever looks later need not read what was there before. */
    public static Map<TopicPartition, Long> end(FaultySystem system) {
        try (Broker broker = new Broker(system.bootstrapServers())) {
            Map<TopicPartition, Long> ends = new HashMap<>();
            TOPICS.forEach(topic -> ends.putAll(broker.ends(topic.topicName())));
            return ends;
        }
    }

    /** Of what came since the topics ended there. */
    public static EventLog since(FaultySystem system, Map<TopicPartition, Long> ends) {
        try (Broker broker = new Broker(system.bootstrapServers())) {
            return read(
                    broker,
                    topic -> ends.entrySet().stream()
                            .filter(end -> end.getKey().topic().equals(topic))
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        }
    }

    private static EventLog read(Broker broker, Function<String, Map<TopicPartition, Long>> from) {
        List<AnswerGraded> grades = new ArrayList<>(read(broker, from, Topic.ANSWERS_GRADED, AnswerGraded.class));
        grades.addAll(read(broker, from, Topic.ANSWERS_REGRADED, AnswerGraded.class));
        return new EventLog(
                read(broker, from, Topic.ATTEMPTS_FINISHED, AttemptFinished.class),
                grades,
                read(broker, from, Topic.ANSWERS_REJECTED, AnswerRejected.class));
    }

    private static <E> List<E> read(
            Broker broker, Function<String, Map<TopicPartition, Long>> from, Topic topic, Class<E> type) {
        List<E> events = new ArrayList<>();
        broker.read(from.apply(topic.topicName()), record -> events.add(EventJson.read(record.value(), type)));
        return events;
    }

    /** How many records announce the end of the attempt. */
    public long endings(AttemptLedger attempt) {
        return endings.stream()
                .filter(ending -> ending.attemptId().toString().equals(attempt.id()))
                .count();
    }

    public List<String> findings(List<Settled> attempts) {
        List<String> findings = new ArrayList<>();
        Map<String, Settled> byId = new HashMap<>();
        attempts.forEach(attempt -> byId.put(attempt.ledger().id(), attempt));
        checkEndings(findings, byId);
        checkGrades(findings, byId);
        checkRejections(findings, byId.keySet());
        return findings;
    }

    /** What other tests have made graders reject is none of these attempts'. */
    private void checkRejections(List<String> findings, Set<String> attempts) {
        long rejected = rejections.stream()
                .map(AnswerRejected::payload)
                .filter(payload -> payload != null && attempts.stream().anyMatch(payload::contains))
                .count();
        if (rejected > 0) {
            findings.add(rejected + " answers were rejected");
        }
    }

    /** An announcement may be repeated, word for word. */
    private void checkEndings(List<String> findings, Map<String, Settled> attempts) {
        Map<String, AttemptFinished> announced = new HashMap<>();
        for (AttemptFinished ending : endings) {
            Settled attempt = attempts.get(ending.attemptId().toString());
            if (attempt != null) {
                AttemptFinished other = announced.putIfAbsent(attempt.ledger().id(), ending);
                if (other == null) {
                    checkPaper(findings, attempt, ending);
                } else if (!other.equals(ending)) {
                    findings.add("two different endings: " + other + " and " + ending);
                }
            }
        }
        attempts.forEach((id, attempt) -> {
            boolean open = attempt.ledger().status().equals("OPEN");
            if (open == announced.containsKey(id)) {
                findings.add("attempt " + id + " is " + attempt.ledger().status() + ", its announcement "
                        + announced.get(id));
            }
        });
    }

    private static void checkPaper(List<String> findings, Settled attempt, AttemptFinished ending) {
        AttemptLedger ledger = attempt.ledger();
        if (!ending.ending().name().equals(ledger.status())
                || ending.paperVersion() == null
                || ending.paperVersion() != 1
                || ending.paper().size() != ledger.questions().size()) {
            findings.add("attempt " + ledger.id() + " is " + ledger.status() + ", announced as " + ending);
        }
        Map<Integer, Standing> shown = attempt.shown();
        for (AttemptFinished.PaperEntry entry : ending.paper()) {
            int version = entry.answerVersion() == null ? 0 : entry.answerVersion();
            Standing standing = shown.get(entry.position());
            boolean legal = standing == null
                    ? ledger.legal(entry.position()).stream().anyMatch(one -> one.version() == version)
                    : standing.version() == version;
            if (!legal) {
                findings.add("the paper of %s holds version %d at position %d, where %s was acknowledged"
                        .formatted(ledger.id(), version, entry.position(), ledger.legal(entry.position())));
            }
        }
    }

    /** Grades may be repeated, with the same result; that of each newest answer by the key in force is there. */
    private void checkGrades(List<String> findings, Map<String, Settled> attempts) {
        Map<String, AnswerGraded> known = new HashMap<>();
        Map<Graded, Integer> graded = new HashMap<>();
        for (AnswerGraded grade : grades) {
            Settled attempt = attempts.get(grade.attemptId().toString());
            if (attempt != null) {
                AnswerGraded other = known.putIfAbsent(grade.eventId(), grade);
                boolean right = grade.response() instanceof ChoiceResponse response
                        && attempt.asked(grade.position()).isRight(List.copyOf(response.choices()), grade.keyVersion());
                boolean differs = other != null
                        && (other.score().compareTo(grade.score()) != 0
                                || !Objects.equals(other.response(), grade.response()));
                if (differs || grade.correct() != right) {
                    findings.add("graded wrong, or twice with different results: " + grade + " and " + other);
                }
                graded.merge(
                        new Graded(attempt.ledger().id(), grade.position(), grade.answerVersion()),
                        grade.keyVersion(),
                        Math::max);
            }
        }
        attempts.values()
                .forEach(attempt -> attempt.shown().forEach((position, standing) -> {
                    Integer keyVersion = graded.get(new Graded(attempt.ledger().id(), position, standing.version()));
                    if (keyVersion == null
                            || keyVersion < attempt.asked(position).keyVersion()) {
                        findings.add("attempt %s: no grade of %s at position %d by key version %d"
                                .formatted(
                                        attempt.ledger().id(),
                                        standing,
                                        position,
                                        attempt.asked(position).keyVersion()));
                    }
                }));
    }
}

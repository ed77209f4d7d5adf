package io.gradeflow.bench.crowd;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What a client was told of an attempt: every answer that was acknowledged, and how it ended. Safe for use by several threads. */
public final class AttemptLedger {

    /**
     * What stands at a position.
     *
     * @param version 0 where nothing was ever stored
     * @param choices sorted; empty also where the answer was cleared
     */
    public record Standing(int version, List<String> choices) {

        public static final Standing NONE = new Standing(0, List.of());
    }

    private final String id;
    private volatile Learner learner;
    private final String mode;
    private final Optional<Instant> deadline;
    private final List<Asked> questions = new ArrayList<>();
    private final Map<Integer, Standing> newest = new ConcurrentHashMap<>();
    private final Map<Integer, String> receipts = new ConcurrentHashMap<>();
    private final Map<Integer, List<String>> unknown = new ConcurrentHashMap<>();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private final AtomicInteger changes = new AtomicInteger();
    private volatile int acknowledged;
    private volatile boolean finishSent;
    private volatile String status = "OPEN";

    /** @param attempt as it was shown when it started */
    public AttemptLedger(Learner learner, JsonNode attempt) {
        this(learner, attempt, new Corrected());
    }

    /** The same over a bank whose keys somebody corrects. */
    AttemptLedger(Learner learner, JsonNode attempt, Corrected corrected) {
        this.id = attempt.path("id").asText();
        this.learner = learner;
        this.mode = attempt.path("mode").asText();
        this.deadline =
                Optional.ofNullable(attempt.path("deadline").textValue()).map(Instant::parse);
        attempt.path("questions").forEach(question -> questions.add(Asked.of(question, corrected)));
    }

    public String id() {
        return id;
    }

    public Learner learner() {
        return learner;
    }

    /** From now on its learner asks another instance. */
    public void moveTo(PatientApi instance) {
        learner = learner.at(instance);
    }

    public String mode() {
        return mode;
    }

    public boolean isExam() {
        return mode.equals("exam");
    }

    /** Whether its time is up, with so much added to it. */
    public boolean isPast(Instant now, Duration grace) {
        return deadline.isPresent() && !now.isBefore(deadline.get().plus(grace));
    }

    /** @throws java.util.NoSuchElementException where there is no limit of time */
    public Instant deadline() {
        return deadline.orElseThrow();
    }

    public List<Asked> questions() {
        return questions;
    }

    public int acknowledged() {
        return acknowledged;
    }

    /** How it stands by what its client knows; an exam whose time is up is expired, whoever noticed. */
    public String status() {
        return status.equals("OPEN") && isPast(Instant.now(), Duration.ZERO) ? "EXPIRED" : status;
    }

    public boolean isFinished() {
        return !status.equals("OPEN");
    }

    /** Whether an answer may be refused: somebody finishes it, or its time is up. */
    public boolean mayBeOver() {
        return finishSent || isPast(Instant.now(), Duration.ZERO);
    }

    public void finishing() {
        finishSent = true;
    }

    public void finished(String status) {
        this.status = status;
    }

    /** Grows with each change, and stays the same when the change is sent again. */
    public int nextSeq() {
        return changes.incrementAndGet();
    }

    public Standing newest(int position) {
        return newest.getOrDefault(position, Standing.NONE);
    }

    /** The receipt of what was acknowledged last at a position. */
    public Optional<String> receipt(int position) {
        return Optional.ofNullable(receipts.get(position));
    }

    /** A change adds exactly one version, however often it had to be sent. */
    public synchronized void acknowledge(int position, int version, List<String> choices, String receipt) {
        Standing before = newest(position);
        if (version != before.version() + 1) {
            violate("the change of position %d was acknowledged as version %d after version %d"
                    .formatted(position, version, before.version()));
        }
        newest.put(position, new Standing(version, choices));
        receipts.put(position, receipt);
        acknowledged++;
    }

    /** It was refused because the attempt was over; an earlier try, whose answer got lost, may have come in time. */
    public void unknown(int position, List<String> choices) {
        unknown.put(position, choices);
    }

    /** What may stand at a position: what was acknowledged last, or what became of the try that nobody was told of. */
    public List<Standing> legal(int position) {
        Standing acknowledged = newest(position);
        return unknown.containsKey(position)
                ? List.of(acknowledged, new Standing(acknowledged.version() + 1, unknown.get(position)))
                : List.of(acknowledged);
    }

    public int unknowns() {
        return unknown.size();
    }

    public void violate(String what) {
        violations.add(mode + " attempt " + id + ": " + what);
    }

    public List<String> violations() {
        return List.copyOf(violations);
    }
}

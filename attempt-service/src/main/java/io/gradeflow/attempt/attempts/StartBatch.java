package io.gradeflow.attempt.attempts;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.attempt.catalog.Bank;
import io.gradeflow.attempt.catalog.Blueprint;
import io.gradeflow.attempt.life.Journal;
import io.gradeflow.attempt.people.Memberships;
import io.gradeflow.attempt.sittings.Admission;
import io.gradeflow.platform.database.GroupCommit;
import io.gradeflow.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Stores attempts of many learners, one each, in one transaction and with the same few statements for one and for hundreds. */
@ApplicationScoped
class StartBatch implements GroupCommit.Batch<Start, StartOutcome> {

    /** What the rows say about those who start. */
    private record Situation(
            Map<UUID, StartTables.Earlier> earlier,
            Memberships.Taken people,
            Set<UUID> withOpenExam,
            Map<Admission.Wanted, Admission> admissions,
            Instant now) {}

    private final InstantSource clock;

    StartBatch(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public List<StartOutcome> apply(Handle handle, List<Start> starts) {
        List<Admission.Wanted> wanted =
                starts.stream().map(Start::wanted).filter(Objects::nonNull).toList();
        Admission.hold(handle, wanted);
        // After the sittings' rows are held: a closing that was moved meanwhile is seen.
        Instant now = clock.instant();
        // What a learner started at another instance is committed once this holds the learners, and seen by all that
        // follows.
        Memberships.Taken people =
                Memberships.takeOver(handle, starts.stream().map(Start::learner).toList(), now);
        Map<Admission.Wanted, Admission> admissions = Admission.of(handle, wanted);
        Set<UUID> withOpenExam = StartTables.withOpenExam(handle, starts);
        Map<UUID, StartTables.Earlier> earlier = StartTables.earlier(handle, starts);
        Situation situation = new Situation(earlier, people, withOpenExam, admissions, now);
        List<StartOutcome> outcomes = new ArrayList<>(starts.size());
        List<StartTables.Row> rows = new ArrayList<>(starts.size());
        for (Start start : starts) {
            try {
                outcomes.add(decide(start, situation, rows));
            } catch (ProblemException e) {
                outcomes.add(new StartOutcome.Refused(e));
            }
        }
        StartTables.insert(handle, rows, now);
        Journal.write(
                handle, rows.stream().flatMap(row -> row.extraTime().stream()).toList());
        return outcomes;
    }

    private static StartOutcome decide(Start start, Situation situation, List<StartTables.Row> rows) {
        StartTables.Earlier earlier = situation.earlier().get(start.attemptId());
        if (earlier != null) {
            return new StartOutcome.Repeated(earlier.madeBy(Objects.requireNonNull(start.idempotencyKey())));
        }
        if (situation.people().erased().contains(start.learnerId())) {
            throw AttemptError.erased();
        }
        if (!start.preview() && situation.withOpenExam().contains(start.attemptId())) {
            throw examOpen(start.bank());
        }
        List<String> cohorts =
                Objects.requireNonNull(situation.people().cohorts().get(start.learnerId()));
        Admission admission = admission(start, cohorts, situation);
        if (admission != null && !start.isAskedBy(admission.sitting())) {
            return new StartOutcome.Outdated();
        }
        Instant deadline = deadline(start, admission, situation.now());
        rows.add(new StartTables.Row(start, cohorts, deadline, admission));
        return new StartOutcome.Started(AttemptHead.started(start, deadline, situation.now()));
    }

    private static @Nullable Admission admission(Start start, List<String> cohorts, Situation situation) {
        Admission.Wanted wanted = start.wanted();
        if (wanted == null) {
            return null;
        }
        Admission admission = situation.admissions().get(wanted);
        if (admission == null) {
            UUID sittingId = wanted.sittingId();
            throw new ProblemException(AttemptError.SITTING_UNKNOWN, "The sitting " + sittingId + " was called off.");
        }
        admission.require(cohorts, situation.now());
        return admission;
    }

    private static @Nullable Instant deadline(Start start, @Nullable Admission admission, Instant now) {
        Blueprint blueprint = start.blueprint();
        if (blueprint == null) {
            return null;
        }
        return admission == null
                ? now.plus(Duration.ofMinutes(blueprint.minutes()))
                : admission.sitting().deadline(now, blueprint.minutes(), admission.extraMinutes());
    }

    static ProblemException examOpen(Bank bank) {
        return new ProblemException(
                AttemptError.EXAM_OPEN,
                "Your exam over " + bank.slug() + " is open; finish it before anything else in this bank.");
    }
}

package io.gradeflow.attempt.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a client has heard of an attempt. Not safe for use by several threads.
 *
 * <p>The number up to which it has heard is its id of the last event of what was told at once, and of no other: a client that was
 * cut off in the midst comes back with the number before, and misses nothing. While the mode hides grades, the number is that of
 * the last change of state, so that at the end all grades are news; while an exam elsewhere hides them, no number is told.
 */
final class Progress {

    /** @param id null where the client's number stays what it is */
    record Told(LiveEvent event, @Nullable Long id) {}

    private long heard;
    private long heardState;

    /** @param heard the number that the client brings; null where it starts anew */
    Progress(@Nullable Long heard) {
        this.heard = heard == null ? SnapshotReader.NOTHING : heard;
        this.heardState = this.heard;
    }

    /** What is news in a snapshot, in its order; from now on it is none. */
    List<Told> advance(Snapshot now, Instant serverTime) {
        if (heard > now.change()) {
            // The number is from a time that a restored database knows nothing of.
            heard = SnapshotReader.NOTHING;
            heardState = SnapshotReader.NOTHING;
        }
        boolean stateIsNews = now.stateChange() > heardState;
        heardState = Math.max(heardState, now.stateChange());
        List<Told> told = new ArrayList<>();
        if (stateIsNews) {
            told.add(new Told(
                    new LiveEvent.Attempt(now.attemptId(), now.status(), now.deadline(), now.finishedAt(), serverTime),
                    now.tellsGrades() || now.examElsewhere() ? null : now.stateChange()));
        }
        if (now.tellsGrades()) {
            List<LiveEvent.Grade> grades = now.gradesAfter(heard);
            grades.forEach(grade -> told.add(new Told(grade, null)));
            if (!told.isEmpty()) {
                told.add(new Told(new LiveEvent.Totals(now.totals()), now.change()));
            }
            heard = now.change();
        } else if (!now.examElsewhere()) {
            heard = Math.max(heard, now.stateChange());
        }
        return told;
    }
}

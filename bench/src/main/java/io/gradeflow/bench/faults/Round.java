package io.gradeflow.bench.faults;

import java.util.List;

/**
 * What a fault did, and what became of all that was acknowledged meanwhile.
 *
 * @param number from 1
 * @param effect what happened to the parts, in words; empty if it didn't come to that
 * @param meanwhile what else was done while it lasted, in words; empty if nothing was
 * @param attempts that were taken
 * @param acknowledged answers
 * @param unknown answers of which nobody was told whether they came in time
 * @param errors that clients met, after each of which they sent the same again
 * @param awayMillis from the beginning of the fault until every part took requests again
 * @param tookMillis all of the round
 * @param findings none if every acknowledged answer counts once, the proof is equal and no service needed a hand
 */
record Round(
        int number,
        String kind,
        String target,
        String effect,
        String meanwhile,
        int attempts,
        int acknowledged,
        int unknown,
        long errors,
        long awayMillis,
        long tookMillis,
        List<String> findings) {

    boolean isSound() {
        return findings.isEmpty();
    }
}

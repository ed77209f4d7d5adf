package io.gradeflow.bench.faults;

import java.util.List;

/**
 * What a fault did, and what became of all that was acknowledged meanwhile.
 *
 * @param number from 1
 * @param attempts that were taken
 * @param acknowledged answers
 * @param unknown answers of which nobody was told whether they came in time
 * @param errors that clients met, after each of which they sent the same again
 * @param awayMillis from the beginning of the fault until every part took requests again
 * @param findings none if every acknowledged answer counts once, the proof is equal and no service needed a hand
 */
record Round(
        int number,
        String kind,
        String target,
        int attempts,
        int acknowledged,
        int unknown,
        long errors,
        long awayMillis,
        List<String> findings) {

    boolean isSound() {
        return findings.isEmpty();
    }
}

package io.gradeflow.attempt.modes;

import io.gradeflow.attempt.catalog.BankContents;
import java.util.List;
import java.util.Set;

/**
 * The questions of an attempt in their order, all different.
 *
 * @param unscored the positions, from 1, of those that count for no score
 */
public record Paper(List<BankContents.Entry> questions, Set<Integer> unscored) {

    static Paper scored(List<BankContents.Entry> questions) {
        return new Paper(questions, Set.of());
    }
}

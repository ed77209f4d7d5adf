package io.gradeflow.analytics.population;

import io.gradeflow.analytics.items.Answer;
import io.gradeflow.analytics.items.ResponseMatrix;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BinaryOperator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** All finished attempts of a bank in exam or imported mode, in memory. Not for several threads at once. */
final class BankAttempts {

    private static final Logger LOG = Logger.getLogger(BankAttempts.class);

    /** What a described item and an attempt take, in cells of the matrix of 8 bytes each. */
    private static final long CELLS_OF_ITEM = 80;

    private static final long CELLS_OF_ATTEMPT = 40;

    /** What a different cell of a paper takes that is remembered, in the same. */
    private static final long CELLS_OF_TEXT = 70;

    /** So many different answers to an item are remembered, over all items together; most have fewer. */
    private static final int TEXTS_OF_ITEM = 8;

    private static final int FEWEST_TEXTS = 1_000;

    /** Who sat, and when it ended. */
    record Sitting(
            UUID attempt,
            String learner,
            List<String> cohorts,
            @Nullable String blueprint,
            Instant finishedAt) {}

    private static final Comparator<Sitting> EARLIER =
            Comparator.comparing(Sitting::finishedAt).thenComparing(Sitting::attempt);

    private final ResponseMatrix matrix = new ResponseMatrix();
    private final Map<UUID, Sitting> sittings = new HashMap<>();

    /** Not all of their grades are here. */
    private final Set<UUID> provisional = new HashSet<>();

    private final Set<UUID> unfit = new HashSet<>();
    private final Map<String, DescribedItem> items;
    private CellReader reader;

    BankAttempts(Map<String, DescribedItem> items) {
        this.items = items;
        this.reader = reader(items);
    }

    private static CellReader reader(Map<String, DescribedItem> items) {
        return new CellReader(items, Math.max(FEWEST_TEXTS, TEXTS_OF_ITEM * items.size()));
    }

    /** Those that depend on one of the items, or may have waited for it. */
    Set<UUID> dependingOn(Set<String> changed) {
        Set<UUID> depending = new HashSet<>(matrix.attemptsWith(changed));
        depending.addAll(provisional);
        depending.addAll(unfit);
        return depending;
    }

    /** Whether items that were answered keep their options; else all is to be read anew. */
    boolean fit(Map<String, DescribedItem> changed) {
        return changed.entrySet().stream().allMatch(item -> {
            DescribedItem before = items.get(item.getKey());
            return before == null
                    || !matrix.knows(item.getKey())
                    || before.item().options().equals(item.getValue().item().options());
        });
    }

    /** Of the items as they are described now. */
    CellReader reader() {
        return reader;
    }

    /** Of items that {@link #fit}. */
    void describe(Map<String, DescribedItem> changed) {
        changed.forEach((id, described) -> {
            DescribedItem before = items.put(id, described);
            if (before != null && matrix.knows(id)) {
                matrix.describe(described.item());
            }
        });
        // What was made of cells rests on what items were.
        reader = reader(items);
    }

    void forget(Collection<UUID> attempts) {
        for (UUID attempt : attempts) {
            sittings.remove(attempt);
            provisional.remove(attempt);
            unfit.remove(attempt);
            matrix.remove(attempt);
        }
    }

    /** @param form null while not all of the grades are here */
    void put(Sitting sitting, @Nullable Collection<Answer> form) {
        sittings.put(sitting.attempt(), sitting);
        if (form == null) {
            provisional.add(sitting.attempt());
            return;
        }
        try {
            form.forEach(answer -> matrix.describe(
                    Objects.requireNonNull(items.get(answer.item())).item()));
            matrix.put(sitting.attempt(), List.copyOf(form));
        } catch (IllegalArgumentException | ArithmeticException e) {
            // One that makes no sense is no reason to tell nothing of the others.
            LOG.warnf(e, "attempt %s is left out of analyses", sitting.attempt());
            unfit.add(sitting.attempt());
        }
    }

    Population of(Sample sample) {
        Map<String, Sitting> first = new HashMap<>();
        Sample.Composed composed = sample.composed();
        for (Sitting sitting : sittings.values()) {
            if (composed == null || Objects.equals(composed.blueprint(), sitting.blueprint())) {
                first.merge(sitting.learner(), sitting, BinaryOperator.minBy(EARLIER));
            }
        }
        int[] rows = new int[first.size()];
        int chosen = 0;
        int waiting = 0;
        int leftOut = 0;
        for (Sitting sitting : first.values()) {
            if (!sample.cohort().isEmpty() && !sitting.cohorts().contains(sample.cohort())) {
                continue;
            }
            if (provisional.contains(sitting.attempt())) {
                waiting++;
            } else if (unfit.contains(sitting.attempt())) {
                leftOut++;
            } else {
                rows[chosen++] = matrix.row(sitting.attempt());
            }
        }
        int[] numbers = Arrays.copyOf(rows, chosen);
        Arrays.sort(numbers);
        return new Population(matrix, numbers, new Population.Size(chosen, waiting, leftOut), items);
    }

    int size() {
        return sittings.size();
    }

    /** How much memory it takes, in cells of the matrix. */
    long cells() {
        return matrix.cells()
                + CELLS_OF_ITEM * items.size()
                + CELLS_OF_ATTEMPT * sittings.size()
                + CELLS_OF_TEXT * reader.size();
    }
}

package io.gradeflow.analytics.population;

import io.gradeflow.analytics.items.Answer;
import io.gradeflow.analytics.items.ResponseMatrix;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the attempts of a {@link Sample} answered. Not for several threads at once. */
public final class Population {

    /** In words, for responses. */
    public static final String DESCRIBED =
            "Each learner's first finished attempt in exam or imported mode; a blank earns nothing. The criterion is the rest score as"
                    + " a share of its maximum.";

    /**
     * @param attempts that are analysed
     * @param provisional those that are left out, because not all of their grades are here yet
     */
    public record Size(int attempts, int provisional) {}

    private final ResponseMatrix matrix = new ResponseMatrix();
    private final Set<UUID> provisional = new HashSet<>();
    private final Map<String, DescribedItem> items;

    Population(Map<String, DescribedItem> items) {
        this.items = items;
    }

    public ResponseMatrix matrix() {
        return matrix;
    }

    public Size size() {
        return new Size(matrix.attempts(), provisional.size());
    }

    /** @param item as {@link ItemId} has it */
    public @Nullable String externalId(String item) {
        DescribedItem described = items.get(item);
        return described == null ? null : described.externalId();
    }

    @Nullable
    DescribedItem described(String item) {
        return items.get(item);
    }

    void put(UUID attempt, List<Answer> form) {
        form.forEach(answer -> {
            DescribedItem described = items.get(answer.item());
            if (described != null) {
                matrix.describe(described.item());
            }
        });
        matrix.put(attempt, form);
    }

    void putOff(UUID attempt) {
        provisional.add(attempt);
    }

    void remove(Collection<UUID> attempts) {
        attempts.forEach(matrix::remove);
        provisional.removeAll(Set.copyOf(attempts));
    }
}

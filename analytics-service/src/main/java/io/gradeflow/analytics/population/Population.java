package io.gradeflow.analytics.population;

import io.gradeflow.analytics.items.ResponseMatrix;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the attempts of a {@link Sample} answered. Good for the moment it is handed out.
 *
 * @param matrix all finished attempts of the bank in exam or imported mode
 * @param rows the numbers of those that are looked at
 */
public record Population(ResponseMatrix matrix, int[] rows, Size size, Map<String, DescribedItem> items) {

    /**
     * @param attempts that are looked at
     * @param provisional those that are left out, because not all of their grades are here yet
     * @param unfit those that are left out, because what is told of them makes no paper
     */
    public record Size(int attempts, int provisional, int unfit) {}

    /** @param item as {@link ItemId} has it */
    public @Nullable String externalId(String item) {
        DescribedItem described = items.get(item);
        return described == null ? null : described.externalId();
    }
}

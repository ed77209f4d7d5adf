package io.gradeflow.analytics.population;

import java.util.Comparator;
import java.util.UUID;

/** A revision of a question, as analyses name it: {@code question/revision}. */
public record ItemId(UUID question, int revision) implements Comparable<ItemId> {

    private static final Comparator<ItemId> ORDER =
            Comparator.comparing(ItemId::question).thenComparing(ItemId::revision);

    /** @param text as {@link #toString} gives it */
    public static ItemId parse(String text) {
        int slash = text.indexOf('/');
        return new ItemId(UUID.fromString(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    @Override
    public int compareTo(ItemId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return question + "/" + revision;
    }
}

package io.gradeflow.analytics.items;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Attempts by items. An item that wasn't on an attempt's form has no cell there; one that was left blank has a cell without
 * options. Scores are kept exactly, in millionths of a point.
 *
 * <p>A row is one array of primitives, so 100,000 attempts of 65 items take some 55 MB, and putting an attempt again costs what
 * its own row costs. Not for several threads at once.
 *
 * <p>Rows and items are numbered from 0 in the order they came; {@link #remove} gives the last row the number of the removed.
 */
public final class ResponseMatrix {

    private final Map<String, Integer> itemNumbers = new HashMap<>();
    private final List<ItemAnswers> items = new ArrayList<>();
    private final Map<UUID, Integer> rowNumbers = new HashMap<>();
    private final List<UUID> attempts = new ArrayList<>();

    private static final int NO_TIME = 0;
    private static final int TIME_SHIFT = 1;
    private static final int KIND_SHIFT = 10;
    private static final int LAST_TIME = (1 << KIND_SHIFT - TIME_SHIFT) - 1;

    /** So many buckets of times there are at most, of numbers from 0. */
    static final int TIME_BUCKETS = LAST_TIME;

    /**
     * Item and answer in turn, by ascending item. The lowest bit of an answer says whether it counts, nine more hold its time's
     * bucket plus 1, or 0; the rest is its kind.
     */
    private int[][] rows = new int[16][];

    private long cells;

    /**
     * Makes an item known, or gives a known one another key; then the answers that the key changed are to be put again.
     *
     * @throws IllegalArgumentException if a known item would get other options
     */
    public void describe(Item item) {
        Integer number = itemNumbers.putIfAbsent(item.id(), items.size());
        if (number == null) {
            items.add(new ItemAnswers(item));
        } else {
            items.get(number).describe(item);
        }
    }

    /**
     * Adds an attempt, or replaces all that was known of it.
     *
     * @param form every item of the attempt's form, each once, blanks included
     * @throws IllegalArgumentException if an item is unknown or named twice, or an option is unknown
     * @throws ArithmeticException if a score has more than 6 decimals
     */
    public void put(UUID attempt, List<Answer> form) {
        int[] row = row(form);
        Integer number = rowNumbers.putIfAbsent(attempt, attempts.size());
        if (number == null) {
            number = attempts.size();
            attempts.add(attempt);
            if (number == rows.length) {
                rows = Arrays.copyOf(rows, 2 * number);
            }
        }
        cells += form.size() - (rows[number] == null ? 0 : size(number));
        rows[number] = row;
    }

    /** @return false if the attempt was unknown */
    public boolean remove(UUID attempt) {
        Integer number = rowNumbers.remove(attempt);
        if (number == null) {
            return false;
        }
        cells -= size(number);
        UUID last = attempts.removeLast();
        int from = attempts.size();
        if (number != from) {
            attempts.set(number, last);
            rowNumbers.put(last, number);
            rows[number] = rows[from];
        }
        rows[from] = new int[0];
        return true;
    }

    public int attempts() {
        return attempts.size();
    }

    public int items() {
        return items.size();
    }

    public Item item(int number) {
        return items.get(number).item();
    }

    /** Whether the item was described. */
    public boolean knows(String item) {
        return itemNumbers.containsKey(item);
    }

    /** The numbers of all attempts. */
    public int[] rows() {
        return IntStream.range(0, attempts.size()).toArray();
    }

    /** The number of an attempt; -1 where it is unknown. */
    public int row(UUID attempt) {
        return rowNumbers.getOrDefault(attempt, -1);
    }

    /** Those that have one of the items on their form. */
    public List<UUID> attemptsWith(Set<String> some) {
        Set<Integer> numbers =
                some.stream().map(itemNumbers::get).filter(Objects::nonNull).collect(Collectors.toSet());
        List<UUID> having = new ArrayList<>();
        for (int row = 0; row < attempts.size() && !numbers.isEmpty(); row++) {
            for (int cell = 0; cell < size(row); cell++) {
                if (numbers.contains(itemAt(row, cell))) {
                    having.add(attempts.get(row));
                    break;
                }
            }
        }
        return having;
    }

    /** The number of cells in a row. */
    public int size(int row) {
        return rows[row].length / 2;
    }

    /** The number of the item in a row's cell; they ascend. */
    public int itemAt(int row, int cell) {
        return rows[row][2 * cell];
    }

    /** In millionths of a point. */
    public long scoreAt(int row, int cell) {
        return answers(row, cell).score(kindAt(row, cell));
    }

    /** In millionths of a point; 0 where the item was withdrawn. */
    public long maximumAt(int row, int cell) {
        return answers(row, cell).maximum(kindAt(row, cell));
    }

    /** What an attempt earned on the items that count, in millionths of a point. */
    public long scoreOf(int row) {
        long score = 0;
        for (int cell = 0; cell < size(row); cell++) {
            score += countsAt(row, cell) ? scoreAt(row, cell) : 0;
        }
        return score;
    }

    /** What it could have earned on them; 0 where all of them were withdrawn. */
    public long maximumOf(int row) {
        long maximum = 0;
        for (int cell = 0; cell < size(row); cell++) {
            maximum += countsAt(row, cell) ? maximumAt(row, cell) : 0;
        }
        return maximum;
    }

    public boolean countsAt(int row, int cell) {
        return (rows[row][2 * cell + 1] & 1) == 1;
    }

    /** The bucket of the time to answer; -1 where none is known. */
    int timeBucketAt(int row, int cell) {
        return (rows[row][2 * cell + 1] >> TIME_SHIFT & LAST_TIME) - 1;
    }

    public UUID attempt(int row) {
        return attempts.get(row);
    }

    /** Over all rows: what the matrix takes of memory goes with it. */
    public long cells() {
        return cells;
    }

    ItemAnswers answers(int item) {
        return items.get(item);
    }

    int kindAt(int row, int cell) {
        return rows[row][2 * cell + 1] >>> KIND_SHIFT;
    }

    private ItemAnswers answers(int row, int cell) {
        return items.get(itemAt(row, cell));
    }

    private int[] row(List<Answer> form) {
        long[] cells = new long[form.size()];
        for (int i = 0; i < cells.length; i++) {
            Answer answer = form.get(i);
            Integer number = itemNumbers.get(answer.item());
            if (number == null) {
                throw new IllegalArgumentException("item " + answer.item() + " was never described");
            }
            int kind = items.get(number).kind(answer);
            int time = answer.timeBucket() == null ? NO_TIME : Math.min(answer.timeBucket() + 1, LAST_TIME);
            cells[i] = (long) number << 32
                    | (long) kind << KIND_SHIFT
                    | (long) time << TIME_SHIFT
                    | (answer.counts() ? 1 : 0);
        }
        Arrays.sort(cells);
        int[] row = new int[2 * cells.length];
        for (int i = 0; i < cells.length; i++) {
            row[2 * i] = (int) (cells[i] >>> 32);
            row[2 * i + 1] = (int) cells[i];
            if (i > 0 && row[2 * i] == row[2 * i - 2]) {
                throw new IllegalArgumentException(
                        "item " + items.get(row[2 * i]).item().id() + " is twice on one form");
            }
        }
        return row;
    }
}

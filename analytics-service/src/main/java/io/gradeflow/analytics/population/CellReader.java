package io.gradeflow.analytics.population;

import io.gradeflow.analytics.items.Answer;
import io.gradeflow.events.EventJson;
import io.gradeflow.grading.ChoiceResponse;
import io.gradeflow.grading.Grade;
import io.gradeflow.grading.Grading;
import io.gradeflow.grading.NumberResponse;
import io.gradeflow.grading.OrderResponse;
import io.gradeflow.grading.PairsResponse;
import io.gradeflow.grading.Response;
import io.gradeflow.grading.TextKey;
import io.gradeflow.grading.TextResponse;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads cells of papers: a question, and what became of it. Cells are many, but few are different, so each different one is made
 * once.
 */
final class CellReader {

    /**
     * SQL of a cell, out of the row {@code paper} and the row {@code fact} where there is one: question, revision and whether it is
     * unscored; then whether it was left blank or its grade is waited for; or else the key's version, score, maximum and what was
     * answered, unless that is nothing.
     */
    static final String CELL = """
            concat_ws(' ', paper.question_id, paper.revision, coalesce(paper.unscored, false),
                CASE WHEN paper.version = 0 THEN 'blank'
                    WHEN paper.version = fact.answer_version
                        THEN concat_ws(' ', fact.key_version, fact.score, fact.maximum, fact.response)
                    ELSE 'waiting' END)""";

    private static final int PARTS = 7;

    /** @param answer with no time; null while the question, its key or its grade isn't here */
    record Cell(UUID question, @Nullable Answer answer) {}

    private final Map<String, DescribedItem> items;
    private final int most;
    private final Map<String, Cell> known = new HashMap<>();

    /**
     * Of the items as they are described now; to be made anew when that changes.
     *
     * @param items by their names
     * @param most so many cells are kept; then they are made anew, since those of numbers and of what was arranged may all be different
     */
    CellReader(Map<String, DescribedItem> items, int most) {
        this.items = items;
        this.most = most;
    }

    /** How many it keeps. */
    int size() {
        return known.size();
    }

    /** @param stored in the form of {@link #CELL} */
    Cell read(String stored) {
        Cell cell = known.get(stored);
        if (cell == null) {
            if (known.size() == most) {
                known.clear();
            }
            cell = cell(stored.split(" ", PARTS));
            known.put(stored, cell);
        }
        return cell;
    }

    private Cell cell(String[] parts) {
        ItemId id = new ItemId(UUID.fromString(parts[0]), Integer.parseInt(parts[1]));
        return new Cell(id.question(), answer(id.toString(), parts));
    }

    private @Nullable Answer answer(String id, String[] parts) {
        DescribedItem described = items.get(id);
        if (described == null || described.key() == null || described.blank() == null || parts[3].equals("waiting")) {
            return null;
        }
        boolean counts = parts[2].equals("f");
        if (parts[3].equals("blank")) {
            return answer(id, described.blank(), Set.of(), counts);
        }
        int keyVersion = Integer.parseInt(parts[3]);
        if (keyVersion > described.keyVersion()) {
            return null;
        }
        Response response =
                parts.length < PARTS ? null : EventJson.read(parts[6].getBytes(StandardCharsets.UTF_8), Response.class);
        boolean behind = keyVersion < described.keyVersion();
        if (behind && response instanceof TextResponse && described.key() instanceof TextKey) {
            // What was typed isn't told here, so its grade under the newer key has to be waited for.
            return null;
        }
        // Of an older key, what will be stored when the regrade arrives: so no figure mixes keys.
        Grade grade = behind
                ? Grading.grade(described.key(), response)
                : new Grade(new BigDecimal(parts[4]), new BigDecimal(parts[5]));
        Set<String> chosen = chosen(response);
        return answer(id, grade, described.item().options().containsAll(chosen) ? chosen : Set.of(), counts);
    }

    private static Answer answer(String id, Grade grade, Set<String> chosen, boolean counts) {
        return new Answer(id, rounded(grade.score()), rounded(grade.maximum()), chosen, null, counts);
    }

    /** The matrix keeps no finer decimals than grades have. */
    private static BigDecimal rounded(BigDecimal points) {
        return points.scale() > Grade.SCALE ? points.setScale(Grade.SCALE, RoundingMode.HALF_EVEN) : points;
    }

    /** Nothing is chosen where the answer is typed or arranged. */
    private static Set<String> chosen(@Nullable Response response) {
        return switch (response) {
            case null -> Set.of();
            case ChoiceResponse choice -> choice.choices();
            case TextResponse _, NumberResponse _, PairsResponse _, OrderResponse _ -> Set.of();
        };
    }
}

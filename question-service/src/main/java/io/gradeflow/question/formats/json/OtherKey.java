package io.gradeflow.question.formats.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradeflow.question.formats.AnswerText;
import io.gradeflow.question.formats.Drafting;
import io.gradeflow.question.formats.WholeText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Which choices are right, as other programs say it: by their places, letters, names or texts. Where that can be meant in several ways, none is taken. */
final class OtherKey {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,2}");
    private static final String SUFFIX = "correct";

    private final OtherChoices choices;
    private final Supplier<NumberBase> base;
    private final Drafting drafting;

    OtherKey(OtherChoices choices, Supplier<NumberBase> base, Drafting drafting) {
        this.choices = choices;
        this.base = base;
        this.drafting = drafting;
    }

    /**
     * The places from 0; empty where they can't be told, which is reported.
     *
     * @param field what the field is called in plain letters
     */
    Optional<SortedSet<Integer>> right(String field, JsonNode written) {
        SortedSet<Integer> all = new TreeSet<>();
        for (JsonNode part : parts(written)) {
            Set<SortedSet<Integer>> readings = readings(field, part);
            if (readings.size() != 1) {
                return unreadable(field, part, readings);
            }
            all.addAll(readings.iterator().next());
        }
        return Optional.of(all);
    }

    /** An object says of each name whether it is right, or refers to a choice. */
    private static List<JsonNode> parts(JsonNode written) {
        if (!written.isObject()) {
            return OtherChoices.parts(written);
        }
        List<JsonNode> parts = new ArrayList<>();
        written.fields().forEachRemaining(field -> {
            if (Boolean.TRUE.equals(OtherChoices.flag(field.getValue()))) {
                String name = OtherNames.plain(field.getKey());
                parts.add(JsonLinesReader.JSON
                        .getNodeFactory()
                        .textNode(name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name));
            }
        });
        return parts;
    }

    private Set<SortedSet<Integer>> readings(String field, JsonNode part) {
        Set<SortedSet<Integer>> readings = new LinkedHashSet<>();
        String text = part.isObject() ? "" : OtherChoices.text(part);
        if (text.isEmpty()) {
            return readings;
        }
        boolean isNumber = NUMBER.matcher(text).matches();
        if (isNumber && NumberBase.isIndex(field)) {
            addPlace(Integer.parseInt(text), readings);
            return readings;
        }
        String plain = OtherNames.plain(text);
        int named = choices.names().indexOf(OtherNames.choiceName(plain));
        named = named >= 0 ? named : choices.names().indexOf(plain);
        if (named >= 0 && !plain.isEmpty()) {
            readings.add(new TreeSet<>(Set.of(named)));
        }
        readings.addAll(AnswerText.of(text, choices.texts()).readings());
        String letter = OtherNames.choiceName(plain);
        if (readings.isEmpty()
                && !letter.equals(plain)
                && !NUMBER.matcher(letter).matches()) {
            readings.addAll(AnswerText.of(letter, choices.texts()).readings());
        }
        if (isNumber && named < 0) {
            OptionalInt first = base.get().first();
            if (first.isPresent()) {
                addPlace(Integer.parseInt(text) - first.getAsInt(), readings);
            } else if (part.isNumber() && !readings.isEmpty()) {
                // It is the text of a choice, and may as well be the place of another.
                addPlace(Integer.parseInt(text), readings);
                addPlace(Integer.parseInt(text) - 1, readings);
            }
        }
        return readings;
    }

    private void addPlace(int place, Set<SortedSet<Integer>> readings) {
        if (place >= 0 && place < choices.texts().size()) {
            readings.add(new TreeSet<>(Set.of(place)));
        }
    }

    private Optional<SortedSet<Integer>> unreadable(String field, JsonNode part, Set<SortedSet<Integer>> readings) {
        String written = WholeText.shortened(OtherChoices.text(part));
        if (readings.isEmpty()
                && !NumberBase.isIndex(field)
                && NUMBER.matcher(written).matches()
                && base.get().isUntold()) {
            drafting.fault(
                    "answer-unreadable",
                    "The answer " + written
                            + " may count from 0 or from 1, and nothing in the file tells which; write the"
                            + " letter or the text of the choice, or call the field correctIndex where it counts from 0.");
        } else {
            drafting.problems().add(new AnswerText(written, readings).unreadable(drafting.line()));
        }
        return Optional.empty();
    }
}

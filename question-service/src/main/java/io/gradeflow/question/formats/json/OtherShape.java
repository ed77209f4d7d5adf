package io.gradeflow.question.formats.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradeflow.question.formats.About;
import io.gradeflow.question.formats.AnswerText;
import io.gradeflow.question.formats.ChoiceQuestion;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Drafting;
import io.gradeflow.question.formats.TopicName;
import io.gradeflow.question.formats.TrueFalse;
import io.gradeflow.question.formats.WholeText;
import io.gradeflow.question.topic.TopicPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A question of choices, or a statement, as other programs write it in JSON. */
final class OtherShape {

    /** Types that choices or a statement may have; whatever else is typed, drawn or put in order is refused. */
    private static final Set<String> OF_CHOICES = Set.of(
            "multiple",
            "single",
            "multiplechoice",
            "singlechoice",
            "mcq",
            "mc",
            "mcqs",
            "choice",
            "choices",
            "radio",
            "checkbox",
            "checkboxes",
            "multiselect",
            "multipleselect",
            "multipleresponse",
            "multianswer",
            "multipleanswer",
            "multipleanswers",
            "singleselect",
            "singleanswer",
            "select",
            "quiz",
            "question",
            "boolean",
            "bool",
            "truefalse",
            "tf",
            "trueorfalse",
            "msq",
            "mr",
            "ma");

    private static final int MOST_TOLD = 100;
    private static final Set<String> ONE_ONLY =
            Set.of("single", "singlechoice", "singleselect", "singleanswer", "radio");

    private final Map<String, JsonNode> fields;
    private final Set<String> used = new HashSet<>();
    private final Drafting drafting;
    private final Set<String> told;

    /** @param told fields of which the file was told already that they are ignored; takes more */
    OtherShape(JsonNode object, Set<String> told, Drafting drafting) {
        this.fields = OtherText.markdown(OtherNames.fields(flat(object)));
        this.told = told;
        this.drafting = drafting;
    }

    /** Whether an object is a question in another form than that of this system. */
    static boolean isOne(JsonNode object) {
        if (!object.isObject() || isOwn(object)) {
            return false;
        }
        return OtherNames.mayBeQuestion(OtherNames.fields(flat(object)).keySet());
    }

    /** Whether an object is a question in any form. */
    static boolean mayBeOne(JsonNode object) {
        return object.isObject() && (hasOwnFields(object) || isOne(object));
    }

    private static boolean hasOwnFields(JsonNode object) {
        return object.has("stem") && object.has("type") && !object.has("options");
    }

    /** Whether it is in the form of this system, or in none: others have types of their own, or choices that are no objects. */
    private static boolean isOwn(JsonNode object) {
        if (!hasOwnFields(object)) {
            return false;
        }
        String type = object.get("type").asText();
        return JsonQuestion.isType(type)
                ? !isOfChoices(type) || areOwnChoices(object.get("choices"))
                : !OF_CHOICES.contains(OtherNames.plain(type));
    }

    private static boolean isOfChoices(String type) {
        return type.equals("single") || type.equals("multiple");
    }

    private static boolean areOwnChoices(@Nullable JsonNode choices) {
        return choices == null
                || choices.isNull()
                || (choices.isArray() && (choices.isEmpty() || choices.get(0).isObject()));
    }

    /** With the parts of an object that is called the question among the others. */
    static JsonNode flat(JsonNode object) {
        JsonNode inner = object.get("question");
        if (inner == null || !inner.isObject()) {
            return object;
        }
        ObjectNode flat = object.deepCopy();
        flat.remove("question");
        inner.fields().forEachRemaining(field -> {
            boolean isStem = OtherNames.VAGUE_STEM.contains(OtherNames.plain(field.getKey()));
            flat.set(isStem ? "question" : field.getKey(), field.getValue());
        });
        return flat;
    }

    /** @param base of numbers in the file; looked at where a number is what is right */
    Optional<Draft> draft(Supplier<NumberBase> base) {
        List<String> taken = new ArrayList<>();
        OtherChoices choices = OtherChoices.of(fields, taken);
        used.addAll(taken);
        Optional<About> about = about();
        String type = type();
        if (!type.isEmpty() && !OF_CHOICES.contains(type)) {
            return drafting.unsupported("a question of the type \"" + WholeText.shortened(type) + "\"");
        }
        List<String> keys = OtherNames.KEY.stream()
                .filter(name -> fields.containsKey(name) && !used.contains(name))
                .toList();
        used.addAll(keys);
        warnOfOthers();
        if (choices.texts().isEmpty()) {
            return about.flatMap(of -> statement(of, keys));
        }
        Optional<SortedSet<Integer>> right = right(choices, keys, base);
        return about.flatMap(of -> right.flatMap(places -> drafted(of, choices.texts(), places, type)));
    }

    private Optional<Draft> drafted(About about, List<String> texts, SortedSet<Integer> right, String type) {
        List<String> small =
                texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
        if (texts.size() == 2 && new HashSet<>(small).equals(Set.of("true", "false")) && right.size() == 1) {
            return statement(about, small.get(right.first()).equals("true"));
        }
        ChoiceQuestion question = new ChoiceQuestion(
                about,
                ChoiceQuestion.lettered(
                        texts,
                        IntStream.range(0, texts.size())
                                .mapToObj(right::contains)
                                .toList()),
                drafting.line(),
                drafting.problems());
        return ONE_ONLY.contains(type) ? question.single() : question.draft();
    }

    private Optional<Draft> statement(About about, List<String> keys) {
        for (String key : keys) {
            String answer = OtherChoices.text(fields.get(key)).toLowerCase(Locale.ROOT);
            if (answer.equals("true") || answer.equals("false")) {
                return statement(about, answer.equals("true"));
            }
        }
        return drafting.fault(
                "no-choices",
                "The question has no choices, and its answer is neither true nor false; give it choices, or the fields that"
                        + " docs/formats.md has for what is typed.");
    }

    private Optional<Draft> statement(About about, boolean answer) {
        return drafting.made(about, () -> TrueFalse.draft(about, answer));
    }

    /** All that say something have to agree, but for one that names a part of what another does. */
    private Optional<SortedSet<Integer>> right(OtherChoices choices, List<String> keys, Supplier<NumberBase> base) {
        SortedSet<Integer> right = choices.says() ? new TreeSet<>(choices.marked()) : null;
        for (String key : keys) {
            JsonNode written = Objects.requireNonNull(fields.get(key));
            Optional<SortedSet<Integer>> said = new OtherKey(choices, base, drafting).right(key, written);
            if (said.isEmpty()) {
                return said;
            }
            if (right == null || said.get().containsAll(right)) {
                right = said.get();
            } else if (!right.containsAll(said.get())) {
                drafting.fault(
                        "answers-contradict",
                        "The question says in two ways what is right, and they differ: " + AnswerText.letters(right)
                                + ", and " + AnswerText.letters(said.get()) + "; mend one of them.");
                return Optional.empty();
            }
        }
        if (right == null) {
            drafting.fault("no-correct-choice", "Nothing says which choice is right; add a field \"answer\".");
            return Optional.empty();
        }
        return Optional.of(right);
    }

    private String type() {
        String name = take(OtherNames.TYPE);
        return name == null ? "" : OtherNames.plain(OtherChoices.text(fields.get(name)));
    }

    private Optional<About> about() {
        String stem = take(OtherNames.STEM);
        stem = stem == null ? take(OtherNames.VAGUE_STEM) : stem;
        String explanation = take(OtherNames.EXPLANATION);
        String explained = explanation == null ? "" : OtherChoices.text(fields.get(explanation));
        String asked = OtherChoices.text(stem == null ? null : fields.get(stem));
        About about = new About(id(), asked, topics(), explained.isEmpty() ? null : explained);
        if (asked.isBlank()) {
            drafting.fault("no-stem", "The question asks nothing; give it a stem.");
            return Optional.empty();
        }
        return Optional.of(about);
    }

    /** A number alone is the place in its file, which another file has too. */
    private @Nullable String id() {
        String name = take(OtherNames.ID);
        JsonNode id = name == null ? null : fields.get(name);
        String text =
                id == null || !id.isTextual() ? "" : WholeText.of(id.asText()).strip();
        return text.isEmpty() || text.length() > 200 || text.matches("\\d{1,6}") ? null : text;
    }

    private List<String> topics() {
        Set<String> topics = new LinkedHashSet<>();
        String name = take(OtherNames.TOPICS);
        for (JsonNode part : OtherChoices.parts(name == null ? null : fields.get(name))) {
            String topic = OtherChoices.text(part);
            if (TopicPath.isValid(topic)) {
                topics.add(topic);
            } else {
                TopicName.path(Arrays.asList(topic.split("/"))).ifPresent(topics::add);
            }
        }
        return List.copyOf(topics);
    }

    private @Nullable String take(List<String> names) {
        String name = names.stream()
                .filter(one -> fields.containsKey(one) && !used.contains(one))
                .findFirst()
                .orElse(null);
        if (name != null) {
            used.add(name);
        }
        return name;
    }

    /** Each once a file. */
    private void warnOfOthers() {
        List<String> others = fields.keySet().stream()
                .filter(name -> !used.contains(name) && told.size() < MOST_TOLD && told.add(name))
                .map(WholeText::shortened)
                .toList();
        if (!others.isEmpty()) {
            drafting.warn(
                    "unknown-field", "The fields " + String.join(", ", others) + " say nothing here and were ignored.");
        }
    }
}

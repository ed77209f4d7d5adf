package io.gradeflow.question.formats.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What other programs call the parts of a question, without regard to capitals and signs; of several, the first says most clearly what it is. */
final class OtherNames {

    static final List<String> STEM =
            List.of("question", "questiontext", "questionstem", "questiontitle", "stem", "prompt", "problem", "q");
    /** Names of a stem only beside choices: much else goes by them. */
    static final List<String> VAGUE_STEM = List.of("text", "title", "content", "body", "query");

    static final List<String> CHOICES = List.of(
            "choices",
            "options",
            "answeroptions",
            "answerchoices",
            "multiplechoices",
            "alternatives",
            "possibleanswers",
            "opts",
            "variants",
            "answers",
            "responses");
    static final List<String> WRONG = List.of(
            "incorrectanswers",
            "wronganswers",
            "incorrectoptions",
            "wrongoptions",
            "incorrectchoices",
            "wrongchoices",
            "incorrect",
            "wrong",
            "distractors");
    /** One wrong answer each. */
    private static final Pattern NUMBERED_WRONG =
            Pattern.compile("(?:(?:wrong|incorrect|false)(?:answer|choice|option)?|distractor)\\d{1,2}");

    static final List<String> KEY = List.of(
            "correctanswers",
            "correctoptions",
            "correctchoices",
            "rightanswers",
            "correctanswer",
            "correctoption",
            "correctchoice",
            "rightanswer",
            "correct",
            "answerkey",
            "answer",
            "ans",
            "solution",
            "key",
            "correctindex",
            "correctindexes",
            "correctindices",
            "correctanswerindex",
            "correctoptionindex",
            "correctchoiceindex",
            "answerindex",
            "answeridx",
            "correctidx",
            "correctanswerid",
            "correctoptionid",
            "answerid",
            "correctletter",
            "answerletter",
            "answers");
    /** Of this system's form, beside those that have other names here too. */
    private static final List<String> OWN_PARTS = List.of("order", "pairs");

    static final List<String> TYPE = List.of("type", "questiontype", "kind", "format");
    static final List<String> EXPLANATION = List.of(
            "explanation",
            "rationale",
            "feedback",
            "generalfeedback",
            "reason",
            "reasoning",
            "answerexplanation",
            "explain",
            "solutiontext",
            "support");
    static final List<String> TOPICS =
            List.of("topics", "topic", "categories", "category", "tags", "domain", "subject", "section");
    static final List<String> ID = List.of("externalid", "questionid", "id", "qid", "uid", "uuid");
    /** Of a choice. */
    static final List<String> TEXT = List.of(
            "text",
            "answertext",
            "optiontext",
            "choicetext",
            "value",
            "content",
            "title",
            "body",
            "answer",
            "option",
            "choice",
            "name",
            "label");

    /** Of those, the ones that are nothing else. */
    static final List<String> SURE_TEXT = List.of("text", "answertext", "optiontext", "choicetext");

    static final List<String> NAME = List.of("id", "key", "letter", "label", "identifier", "option", "choice");
    static final List<String> RIGHT =
            List.of("correct", "iscorrect", "isright", "right", "isanswer", "istrue", "iscorrectanswer");

    private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{Nd}]");
    private static final Pattern LETTERED =
            Pattern.compile("(?:choice|option|opt|answer|answeroption|ans|distractor)([a-j]|\\d{1,2})|([a-h])");

    private OtherNames() {}

    static String plain(String name) {
        return SIGNS.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /** Whether an object with such fields may be a question. */
    static boolean mayBeQuestion(Collection<String> plain) {
        boolean choices = isAny(CHOICES, plain)
                || isAny(WRONG, plain)
                || plain.stream().anyMatch(OtherNames::isWrong)
                || plain.stream().filter(OtherNames::isChoice).count() > 1;
        return (isAny(STEM, plain) && (choices || isAny(KEY, plain) || isAny(OWN_PARTS, plain)))
                || (isAny(VAGUE_STEM, plain) && choices);
    }

    private static boolean isAny(List<String> names, Collection<String> plain) {
        return names.stream().anyMatch(plain::contains);
    }

    private static boolean isWrong(String plain) {
        return NUMBERED_WRONG.matcher(plain).matches();
    }

    /** The field of all wrong answers, or those of one each where no others are choices by themselves. */
    static List<String> wrong(Map<String, JsonNode> fields) {
        String all = first(WRONG, fields);
        if (all != null) {
            return List.of(all);
        }
        boolean others = fields.keySet().stream().anyMatch(name -> isChoice(name) && !isWrong(name));
        return others
                ? List.of()
                : fields.keySet().stream().filter(OtherNames::isWrong).toList();
    }

    /** Whether a field of that name is a choice by itself, such as {@code option_b}. */
    static boolean isChoice(String plain) {
        return LETTERED.matcher(plain).matches();
    }

    /** The letter or the number of such a field, or what is said to be right of one; the text itself where it is neither. */
    static String choiceName(String plain) {
        Matcher lettered = LETTERED.matcher(plain);
        if (!lettered.matches()) {
            return plain;
        }
        return lettered.group(1) == null ? plain : lettered.group(1);
    }

    /** The fields that aren't null, by their plain names. */
    static Map<String, JsonNode> fields(JsonNode object) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        object.fields().forEachRemaining(field -> {
            if (!field.getValue().isNull()) {
                fields.putIfAbsent(plain(field.getKey()), field.getValue());
            }
        });
        return fields;
    }

    /** Of the names, the first that there is. */
    static @Nullable String first(List<String> names, Map<String, JsonNode> fields) {
        return names.stream().filter(fields::containsKey).findFirst().orElse(null);
    }
}

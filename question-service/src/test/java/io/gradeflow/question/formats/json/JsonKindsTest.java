package io.gradeflow.question.formats.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.events.QuestionPublished.Choice;
import io.gradeflow.events.QuestionPublished.Kind;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.MatchingKey;
import io.gradeflow.grading.MatchingPolicy;
import io.gradeflow.grading.NumericKey;
import io.gradeflow.grading.NumericRange;
import io.gradeflow.grading.OptionPoints;
import io.gradeflow.grading.OrderingKey;
import io.gradeflow.grading.OrderingPolicy;
import io.gradeflow.grading.ScoringPolicy;
import io.gradeflow.grading.TextAnswer;
import io.gradeflow.grading.TextKey;
import io.gradeflow.grading.TextRules;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Draft.DraftChoice;
import io.gradeflow.question.formats.ReadFile;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonKindsTest {

    private static final String FIVE = """
        {"type":"multiple","stem":"Which?","select":{"min":1,"max":5},"scoring":"SCORING","choices":[\
        {"id":"A","text":"a","correct":true WEIGHT},{"id":"B","text":"b"},{"id":"C","text":"c","correct":true WEIGHT},\
        {"id":"D","text":"d"},{"id":"E","text":"e"}]MORE}\
        """;

    @Test
    void shouldReadTrueAndFalse() {
        Draft draft = read("{\"type\":\"true-false\",\"stem\":\"Water is wet.\",\"answer\":false}");

        assertThat(draft.kind()).isEqualTo(Kind.TRUE_FALSE);
        assertThat(draft.choiceIds()).containsExactly("true", "false");
        assertThat(draft.selectMax()).isEqualTo(1);
        assertThat(draft.key()).isEqualTo(ChoiceKey.allOrNothing(List.of("false")));
    }

    @Test
    void shouldReadAShortText() {
        Draft draft = read("""
            {"type":"short-text","stem":"Capital of France?","caseSensitive":true,"spaces":"ignore","maximum":2,\
            "answers":[{"text":"Paris"},{"text":"Par*","weight":"1/3"},{"text":"P*","weight":0.25}]}\
            """);

        assertThat(draft.choices()).isEmpty();
        assertThat(draft.key())
                .isEqualTo(new TextKey(
                        List.of(
                                new TextAnswer("Paris", Fraction.ONE),
                                new TextAnswer("Par*", Fraction.of(1, 3)),
                                new TextAnswer("P*", Fraction.of(1, 4))),
                        new TextRules(true, TextRules.Spaces.IGNORE),
                        BigDecimal.TWO));
    }

    @Test
    void shouldReadANumber() {
        Draft draft = read("""
            {"type":"numeric","stem":"Pi?","answers":[{"value":3.14,"tolerance":0.01},\
            {"min":3,"max":3.2,"weight":"1/2"}]}\
            """);

        assertThat(draft.key())
                .isEqualTo(new NumericKey(
                        List.of(
                                new NumericRange(new BigDecimal("3.13"), new BigDecimal("3.15"), Fraction.ONE),
                                new NumericRange(new BigDecimal("3"), new BigDecimal("3.2"), Fraction.of(1, 2))),
                        BigDecimal.ONE));
    }

    @Test
    void shouldReadPairsAndTellNothingOfThemByTheOrderOfAnswers() {
        Draft draft = read("""
            {"type":"matching","stem":"Capitals?","scoring":"per-pair","distractors":["Bonn"],"pairs":[\
            {"prompt":"France","answer":"Paris"},{"prompt":"Italy","answer":"Rome"},{"prompt":"Lazio","answer":"Rome"}]}\
            """);

        assertThat(draft.prompts())
                .containsExactly(new Choice("1", "France"), new Choice("2", "Italy"), new Choice("3", "Lazio"));
        assertThat(draft.choices()).extracting(DraftChoice::text).containsExactly("Bonn", "Paris", "Rome");
        assertThat(draft.key())
                .isEqualTo(new MatchingKey(
                        new TreeMap<>(Map.of("1", "B", "2", "C", "3", "C")), MatchingPolicy.PER_PAIR, BigDecimal.ONE));
    }

    @Test
    void shouldReadAnOrderAndTellNothingOfItByTheOrderOfItems() {
        Draft draft = read("""
            {"type":"ordering","stem":"From slow to fast?","scoring":"per-neighbour","order":["tape","disk","memory"]}\
            """);

        assertThat(draft.choices()).extracting(DraftChoice::text).containsExactly("disk", "memory", "tape");
        assertThat(draft.key())
                .isEqualTo(new OrderingKey(List.of("C", "A", "B"), OrderingPolicy.PER_NEIGHBOUR, BigDecimal.ONE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"ordering\",\"stem\":\"S?\",\"order\":[\"%s\",\"%s\",\"z\"]}",
                "{\"type\":\"matching\",\"stem\":\"S?\",\"pairs\":[{\"prompt\":\"p\",\"answer\":\"%s\"},"
                        + "{\"prompt\":\"q\",\"answer\":\"%s\"}]}"
            })
    void shouldShowTheSameWhateverIsRight(String form) {
        Draft one = read(form.formatted("x", "y"));
        Draft other = read(form.formatted("y", "x"));

        assertThat(one.choices()).isEqualTo(other.choices());
        assertThat(one.prompts()).isEqualTo(other.prompts());
        assertThat(one.key()).isNotEqualTo(other.key());
    }

    @Test
    void shouldReadHowChoicesScoreAndHowManyMayBeTicked() {
        Draft draft = read(five("right-minus-wrong", "", ""));

        assertThat(draft.selectMin()).isEqualTo(1);
        assertThat(draft.selectMax()).isEqualTo(5);
        assertThat(draft.key()).isEqualTo(ChoiceKey.rightMinusWrong(List.of("A", "C"), BigDecimal.ONE));
        assertThat(((ChoiceKey) read(five("map-response", ",\"weight\":2", ",\"otherwise\":-1"))
                                .key())
                        .options())
                .isEqualTo(new OptionPoints(
                        new TreeMap<>(Map.of("A", Fraction.of(2, 1), "C", Fraction.of(2, 1))),
                        Fraction.of(-1, 1),
                        Fraction.ZERO,
                        Fraction.of(4, 1)));
        assertThat(((ChoiceKey) read(five("all-or-nothing", "", "")).key()).policy())
                .isEqualTo(ScoringPolicy.ALL_OR_NOTHING);
    }

    @Test
    void shouldWarnWhereTickingEverythingScoresFullMarks() {
        String freeGuesses = five("option-weights", ",\"weight\":\"1/2\"", "");

        assertThat(ReadFile.jsonLines(freeGuesses).problems()).containsExactly("everything-scores-full");
        assertThat(ReadFile.jsonLines(freeGuesses.replace("\"max\":5", "\"max\":2"))
                        .problems())
                .isEmpty();
        assertThat(ReadFile.jsonLines("{\"type\":\"short-text\",\"stem\":\"S?\",\"answers\":[{\"text\":\"*\"}]}")
                        .problems())
                .containsExactly("any-text-scores-full");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        {"type":"essay","stem":"S?"}                                                                       | invalid-field
        {"type":"true-false","stem":"S?"}                                                                  | invalid-field
        {"type":"true-false","stem":"S?","answer":"true"}                                                  | invalid-field
        {"type":"short-text","stem":"S?"}                                                                  | invalid-field
        {"type":"short-text","stem":"S?","answers":[]}                                                     | invalid-field
        {"type":"short-text","stem":"S?","answers":["a"]}                                                  | invalid-field
        {"type":"short-text","stem":"S?","answers":[{"text":""}]}                                          | invalid-field
        {"type":"short-text","stem":"S?","answers":[{"text":"a","weight":"1/2"}]}                          | invalid-field
        {"type":"short-text","stem":"S?","answers":[{"text":"a","weight":"2"}]}                            | invalid-field
        {"type":"short-text","stem":"S?","answers":[{"text":"a"}],"spaces":"some"}                         | invalid-field
        {"type":"numeric","stem":"S?","answers":[{"value":1,"min":1}]}                                     | invalid-field
        {"type":"numeric","stem":"S?","answers":[{"min":2,"max":1}]}                                       | invalid-field
        {"type":"numeric","stem":"S?","answers":[{"value":"1"}]}                                           | invalid-field
        {"type":"numeric","stem":"S?","answers":[{"value":1e999}]}                                         | invalid-field
        {"type":"numeric","stem":"S?","answers":[{"value":1,"tolerance":-1}]}                              | invalid-field
        {"type":"matching","stem":"S?","pairs":[{"prompt":"a","answer":"b"}]}                              | wrong-number-of-pairs
        {"type":"matching","stem":"S?","pairs":[{"prompt":"a","answer":"b"},{"prompt":"a ","answer":"c"}]} | repeated-prompt
        {"type":"matching","stem":"S?","pairs":[{"prompt":"a"},{"prompt":"b","answer":"c"}]}               | invalid-field
        {"type":"ordering","stem":"S?","order":["a"]}                                                      | wrong-number-of-items
        {"type":"ordering","stem":"S?","order":["a","a "]}                                                 | repeated-choice
        {"type":"ordering","stem":"S?","order":["a",1]}                                                    | invalid-field
        {"type":"ordering","stem":"S?","order":["a","b"],"scoring":"per-pair"}                             | invalid-field
        {"type":"ordering","stem":"S?","order":["a","b"],"maximum":0}                                      | invalid-field
        {"type":"ordering","stem":"","order":["a","b"]}                                                    | no-stem
        """)
    void shouldNameTheFault(String line, String code) {
        ReadFile file = ReadFile.jsonLines(line);

        assertThat(file.blocks().getFirst().draft()).isNull();
        assertThat(file.problems()).contains(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        all-or-nothing | ,"weight":"1/2" | ''
        option-weights | ,"weight":"1/3" | ''
        option-weights | ,"weight":"2"   | ''
        map-response   | ,"weight":1     | ,"most":3
        map-response   | ,"weight":1     | ,"least":-1
        half           | ''              | ''
        """, quoteCharacter = '\'')
    void shouldRefuseScoringThatIsNoneOrNobodyCanMeet(String scoring, String weight, String more) {
        assertThat(ReadFile.jsonLines(five(scoring, weight, more))
                        .blocks()
                        .getFirst()
                        .draft())
                .isNull();
    }

    private static String five(String scoring, String weight, String more) {
        return FIVE.replace("SCORING", scoring).replace(" WEIGHT", weight).replace("MORE", more);
    }

    private static Draft read(String line) {
        return ReadFile.jsonLines(line).draft();
    }

    @Test
    void shouldAskForOneChoiceWhereOneIsRight() {
        assertThat(ReadFile.jsonLines(
                                "{\"type\":\"single\",\"stem\":\"S?\",\"select\":{\"min\":1,\"max\":3},\"choices\":["
                                        + "{\"id\":\"A\",\"text\":\"a\",\"correct\":true},{\"id\":\"B\",\"text\":\"b\"},{\"id\":\"C\",\"text\":\"c\"}]}")
                        .problems())
                .containsExactly("invalid-field");
    }

    @Test
    void shouldShowAnswersThatReadTheSameOnce() {
        Draft draft = ReadFile.jsonLines(
                        "{\"type\":\"matching\",\"stem\":\"S?\",\"pairs\":[{\"prompt\":\"p\",\"answer\":\"Paris\"},{\"prompt\":\"q\",\"answer\":\"Paris \"},"
                                + "{\"prompt\":\"r\",\"answer\":\"Rome\"}]}")
                .draft();

        assertThat(draft.choices()).extracting(choice -> choice.text()).containsExactly("Paris", "Rome");
        assertThat(((MatchingKey) draft.key()).pairs()).containsEntry("1", "A").containsEntry("2", "A");
        assertThat(ReadFile.jsonLines(
                                "{\"type\":\"matching\",\"stem\":\"S?\",\"pairs\":[{\"prompt\":\"p\",\"answer\":\"Paris\"},{\"prompt\":\"q\",\"answer\":\"Rome\"}],\"distractors\":[\" Paris\"]}")
                        .problems())
                .containsExactly("repeated-choice");
    }
}

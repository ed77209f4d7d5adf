package io.gradeflow.question.formats.moodle;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.events.QuestionPublished.Kind;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.Grading;
import io.gradeflow.grading.NumericKey;
import io.gradeflow.grading.NumericRange;
import io.gradeflow.grading.OrderingKey;
import io.gradeflow.grading.OrderingPolicy;
import io.gradeflow.grading.ScoringPolicy;
import io.gradeflow.grading.TextAnswer;
import io.gradeflow.grading.TextKey;
import io.gradeflow.grading.TextResponse;
import io.gradeflow.grading.TextRules;
import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Draft.DraftChoice;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.ReadFile;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoodleXmlReaderTest {

    private static final String COMMON = """
        <name><text>a name</text></name>
        <questiontext format="html"><text><![CDATA[<p>Which <b>one</b>?</p>]]></text></questiontext>
        <generalfeedback format="html"><text>All &lt;i&gt;told&lt;/i&gt;.</text></generalfeedback>
        <defaultgrade>2.0000000</defaultgrade><penalty>0.3333333</penalty><hidden>0</hidden>
        """;

    @Test
    void shouldReadAChoiceOfOne() {
        Draft draft = read(question("multichoice", """
            <idnumber>q-7</idnumber><single>true</single>
            <answer fraction="100" format="html"><text>a &amp;amp; b</text><feedback><text>Yes</text></feedback></answer>
            <answer fraction="0" format="html"><text>c</text><feedback><text></text></feedback></answer>
            """)).draft();

        assertThat(draft.externalId()).isEqualTo("q-7");
        assertThat(draft.kind()).isEqualTo(Kind.SINGLE);
        assertThat(draft.stem()).isEqualTo("Which **one**?");
        assertThat(draft.choices())
                .containsExactly(new DraftChoice("A", "a & b", true), new DraftChoice("B", "c", false));
        assertThat(draft.key().maximum()).isEqualByComparingTo("2");
        assertThat(draft.explanation()).isEqualTo("All *told*.\n\na & b: Yes");
    }

    @Test
    void shouldReadWhatPluginsAskThatCanBeAskedHere() {
        Draft set = read(question("multichoiceset", """
            <answer fraction="100"><text>a</text></answer>
            <answer fraction="0"><text>b</text></answer>
            <answer fraction="100"><text>c</text></answer>
            """)).draft();
        Draft order = read(question("ordering", """
            <selecttype>ALL</selecttype><gradingtype>RELATIVE_NEXT_EXCLUDE_LAST</gradingtype>
            <answer fraction="1"><text>one</text></answer>
            <answer fraction="2"><text>two</text></answer>
            <answer fraction="3"><text>three</text></answer>
            """)).draft();

        assertThat(set.kind()).isEqualTo(Kind.MULTIPLE);
        assertThat(set.selectMin()).isEqualTo(1);
        assertThat(set.selectMax()).isEqualTo(3);
        assertThat(set.correct()).containsExactly("A", "C");
        assertThat(((ChoiceKey) set.key()).policy()).isEqualTo(ScoringPolicy.ALL_OR_NOTHING);
        assertThat(order.key())
                .isEqualTo(
                        new OrderingKey(List.of("A", "C", "B"), OrderingPolicy.PER_NEIGHBOUR, BigDecimal.valueOf(2)));
        assertThat(read(question("ordering", """
            <gradingtype>LONGEST_ORDERED_SUBSET</gradingtype><answer><text>x</text></answer><answer><text>y</text></answer>
            """)).problems()).containsExactly("scoring-unsupported");
    }

    @Test
    void shouldReadFractionsAsWhatIsMeant() {
        Draft draft = read(question("multichoice", """
            <single>false</single>
            <answer fraction="33.33333"><text>a</text></answer>
            <answer fraction="33.33333"><text>b</text></answer>
            <answer fraction="33.33333"><text>c</text></answer>
            <answer fraction="-50"><text>d</text></answer>
            """)).draft();

        assertThat(draft.kind()).isEqualTo(Kind.MULTIPLE);
        assertThat(draft.selectMax()).isEqualTo(4);
        assertThat(draft.key())
                .isEqualTo(ChoiceKey.weighted(
                        List.of("A", "B", "C"),
                        new TreeMap<>(Map.of(
                                "A", Fraction.of(1, 3),
                                "B", Fraction.of(1, 3),
                                "C", Fraction.of(1, 3),
                                "D", Fraction.of(-1, 2))),
                        BigDecimal.TWO));
    }

    @Test
    void shouldReadWhatIsTyped() {
        Draft text = read(question("shortanswer", """
            <usecase>1</usecase>
            <answer fraction="100"><text>frog</text></answer>
            <answer fraction="80"><text>t*d</text></answer>
            <answer fraction="0"><text>*</text></answer>
            """)).draft();
        Draft number = read(question("numerical", """
            <answer fraction="100"><text>3.14</text><tolerance>0.01</tolerance></answer>
            <answer fraction="50"><text>3</text><tolerance>0.5</tolerance></answer>
            <answer fraction="0"><text>*</text></answer>
            <units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit></units><unitgradingtype>0</unitgradingtype>
            """)).draft();

        assertThat(text.key())
                .isEqualTo(new TextKey(
                        List.of(
                                new TextAnswer("frog", Fraction.ONE),
                                new TextAnswer("t*d", Fraction.of(4, 5)),
                                new TextAnswer("*", Fraction.ZERO)),
                        new TextRules(true, TextRules.Spaces.COLLAPSE),
                        BigDecimal.TWO));
        assertThat(number.key())
                .isEqualTo(new NumericKey(
                        List.of(
                                new NumericRange(new BigDecimal("3.13"), new BigDecimal("3.15"), Fraction.ONE),
                                new NumericRange(new BigDecimal("2.5"), new BigDecimal("3.5"), Fraction.of(1, 2))),
                        BigDecimal.TWO));
    }

    @Test
    void shouldReadTrueAndFalseAndPairs() {
        Draft statement = read(question("truefalse", """
            <answer fraction="0"><text>true</text></answer><answer fraction="100"><text>false</text></answer>
            """)).draft();
        Draft pairs = read(question("matching", """
            <subquestion format="html"><text>&lt;p&gt;frog&lt;/p&gt;</text><answer><text>amphibian</text></answer></subquestion>
            <subquestion><text>cat</text><answer><text>mammal</text></answer></subquestion>
            <subquestion><text></text><answer><text>insect</text></answer></subquestion>
            """)).draft();

        assertThat(statement.correct()).containsExactly("false");
        assertThat(pairs.prompts()).extracting(prompt -> prompt.text()).containsExactly("frog", "cat");
        assertThat(pairs.choices()).extracting(DraftChoice::text).containsExactly("amphibian", "insect", "mammal");
    }

    @Test
    void shouldTakeCategoriesForTopicsAndCountLines() {
        ReadFile file = read("""
            <quiz>
              <question type="category"><category><text>$course$/top/Data/S3</text></category></question>
              %s
            </quiz>
            """.formatted(question("truefalse", "<answer fraction=\"100\"><text>true</text></answer>")
                .replaceAll("</?quiz>", "")));

        assertThat(file.draft().topics()).containsExactly("data/s3");
        assertThat(file.blocks().getFirst().line()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "windows-1252"})
    void shouldReadAnyEncodingThatIsDeclared(String charset) {
        String xml = "<?xml version=\"1.0\" encoding=\"" + charset + "\"?>\n"
                + question("truefalse", "<answer fraction=\"100\"><text>true</text></answer>")
                        .replace("Which", "Café");

        assertThat(ReadFile.of(new MoodleXmlReader(), xml.getBytes(Charset.forName(charset)))
                        .draft()
                        .stem())
                .isEqualTo("Café **one**?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        essay           |                                                                            | kind-unsupported
        cloze           |                                                                            | kind-unsupported
        never-heard-of  |                                                                            | kind-unsupported
        multichoice     | <answer fraction="x"><text>a</text></answer>                               | invalid-number
        multichoice     | <answer fraction="0"><text>a</text></answer><answer fraction="0"><text>b</text></answer>     | no-correct-choice
        multichoice     | <answer fraction="100"><text>a</text></answer><answer fraction="100"><text>b</text></answer> | kind-unsupported
        multichoice     | <answer fraction="100"><text>a</text></answer>                             | too-few-choices
        truefalse       | <answer fraction="50"><text>true</text></answer>                           | invalid-key
        shortanswer     | <answer fraction="50"><text>a</text></answer>                              | invalid-key
        numerical       | <answer fraction="100"><text>many</text></answer>                          | invalid-number
        numerical       | <answer fraction="100"><text>1</text></answer><unitgradingtype>1</unitgradingtype> | kind-unsupported
        matching        |                                                                            | wrong-number-of-pairs
        truefalse       | <defaultgrade>0</defaultgrade><answer fraction="100"><text>true</text></answer>              | invalid-field
        """)
    void shouldNameTheFaultAndGoOn(String type, String content, String code) {
        String faulty = content != null && content.startsWith("<defaultgrade>")
                ? question(type, content).replace("<defaultgrade>2.0000000</defaultgrade>", "")
                : question(type, content == null ? "" : content);
        ReadFile file = read("<quiz>"
                + faulty.replaceAll("</?quiz>", "")
                + question("truefalse", "<answer fraction=\"100\"><text>true</text></answer>")
                        .replaceAll("</?quiz>", "")
                + "</quiz>");

        assertThat(file.blocks()).hasSize(2);
        assertThat(file.blocks().getFirst().draft()).isNull();
        assertThat(file.blocks().getFirst().problems())
                .extracting(Problem::code)
                .contains(code);
        assertThat(file.blocks().getLast().draft()).isNotNull();
    }

    /** Neither files of this machine nor what grows by naming itself. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE quiz [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><quiz><question"
                        + " type=\"essay\"><name>&x;</name></question></quiz>",
                "<!DOCTYPE quiz [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><quiz><question"
                        + " type=\"essay\"><name>&b;</name></question></quiz>",
                "<quiz><question type=\"essay\"><name>&undeclared;</name></question></quiz>",
                "<quiz><question type=\"essay\"><name></question></quiz>",
                "<!DOCTYPE x [<!E\u0002<quiz/>",
                "<quiz><question"
            })
    void shouldReadNothingThatADocumentRefersToAndSayWhereItEnds(String xml) {
        ReadFile file = read(xml);

        assertThat(file.blocks()).isNotEmpty();
        for (Block block : file.blocks()) {
            assertThat(block.draft()).isNull();
            assertThat(block.problems()).extracting(Problem::code).containsAnyOf("malformed-xml", "kind-unsupported");
        }
        assertThat(file.toString()).doesNotContain("aaaaaaaa");
    }

    @Test
    void shouldTakeTagsForWhatIsTyped() {
        Draft draft = read(question("shortanswer", """
            <answer fraction="100" format="moodle_auto_format"><text>&lt;h1&gt;Title&lt;/h1&gt;</text></answer>
            <answer fraction="50" format="html"><text>&lt;p&gt;Title&lt;/p&gt;</text></answer>
            """)).draft();

        assertThat(((TextKey) draft.key()).accepted())
                .extracting(TextAnswer::text)
                .containsExactly("<h1>Title</h1>", "Title");
    }

    @Test
    void shouldMatchWhatIsDragged() {
        Draft draft = read(question("ddmatch", """
            <subquestion format="html"><text>Italy</text><answer format="html"><text>&lt;p&gt;Rome&lt;/p&gt;</text></answer></subquestion>
            <subquestion format="html"><text>France</text><answer format="html"><text>&lt;p&gt;Paris&lt;/p&gt;</text></answer></subquestion>
            """)).draft();

        assertThat(draft.choices()).extracting(DraftChoice::text).containsExactly("Paris", "Rome");
        assertThat(read(question("ddmatch", """
            <subquestion><text>Italy</text><answer format="html"><text>&lt;img src="a.png"&gt;</text></answer></subquestion>
            """)).problems()).contains("kind-unsupported");
    }

    @Test
    void shouldReadGradesAndFractionsAsMoodleDoes() {
        Draft draft = read("""
            <quiz><question type="multichoice"><questiontext><text>Which?</text></questiontext>
            <defaultgrade>0.3333333</defaultgrade><single>true</single>
            <correctfeedback><text>Because it stands first, and nothing that is second can be the first of all.</text></correctfeedback>
            <answer fraction="100"><text>a</text></answer><answer><text>b</text></answer></question></quiz>
            """).draft();

        assertThat(draft.key().maximum()).isEqualByComparingTo("0.333333");
        assertThat(draft.correct()).containsExactly("A");
        assertThat(draft.explanation()).startsWith("Because it stands first");
        assertThat(read(question("multichoice", """
            <answer fraction="33333333333333333333333333333333.33"><text>a</text></answer><answer fraction="0"><text>b</text></answer>
            """)).problems()).containsExactly("invalid-number");
    }

    @Test
    void shouldTellOfWhatMoodleHides() {
        assertThat(read(question("truefalse", """
            <hidden>1</hidden><answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer>
            """).replace("<hidden>0</hidden>", ""))
                        .problems())
                .containsExactly("hidden");
    }

    private static String question(String type, String content) {
        return "<quiz><question type=\"" + type + "\">" + COMMON + content + "</question></quiz>";
    }

    private static ReadFile read(String text) {
        return ReadFile.of(new MoodleXmlReader(), text);
    }

    @Test
    void shouldAcceptTheBackslashesThatMoodleAccepts() {
        Draft draft = ReadFile.of(
                        new MoodleXmlReader(),
                        "<quiz><question type=\"shortanswer\"><questiontext><text>Where?</text></questiontext><answer"
                                + " fraction=\"100\"><text>\\\\srv\\share</text></answer></question></quiz>")
                .draft();

        assertThat(Grading.grade(draft.key(), new TextResponse("\\\\srv\\share"))
                        .correct())
                .isTrue();
        assertThat(Grading.grade(draft.key(), new TextResponse("\\srv\\share")).correct())
                .isFalse();
    }

    @Test
    void shouldSayWhereAQuestionBeginsAndWhichCategoryMakesNoTopic() {
        Block block = ReadFile.of(new MoodleXmlReader(), """
                <quiz>
                <question type="category"><category><text>$course$/!!</text></category></question>
                <question
                    type="truefalse"
                    ><questiontext><text>S?</text></questiontext>
                <answer fraction="100"><text>true</text></answer></question>
                </quiz>
                """).blocks().getFirst();

        assertThat(block.line()).isEqualTo(3);
        assertThat(block.problems()).extracting(Problem::code).containsExactly("category-ignored");
    }

    @Test
    void shouldRefuseMoreAnswersThanAKeyMayHave() {
        String answers = "<answer fraction=\"100\"><text>%s</text></answer>";
        String quiz =
                "<quiz><question type=\"shortanswer\"><questiontext><text>S?</text></questiontext>%s</question></quiz>";

        assertThat(ReadFile.of(
                                new MoodleXmlReader(),
                                quiz.formatted(answers.formatted("a").repeat(101)))
                        .problems())
                .containsExactly("too-many-answers");
        assertThat(ReadFile.of(new MoodleXmlReader(), quiz.formatted(answers.formatted("a".repeat(1_001))))
                        .problems())
                .containsExactly("text-too-long");
    }
}

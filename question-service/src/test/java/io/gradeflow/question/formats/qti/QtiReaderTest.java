package io.gradeflow.question.formats.qti;

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
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QtiReaderTest {

    private static final String MATCH = "https://www.imsglobal.org/question/qti_v3p0/rptemplates/match_correct.xml";
    private static final String MAP = "https://www.imsglobal.org/question/qti_v3p0/rptemplates/map_response.xml";

    private static final String CHOICES = """
        <qti-choice-interaction response-identifier="RESPONSE" max-choices="%s"><qti-prompt>Which?</qti-prompt>
        <qti-simple-choice identifier="one">a<qti-feedback-inline>no!</qti-feedback-inline></qti-simple-choice>
        <qti-simple-choice identifier="two">b</qti-simple-choice>
        <qti-simple-choice identifier="three">c</qti-simple-choice></qti-choice-interaction>\
        """;

    @Test
    void shouldReadAChoiceOfOneWithItsPromptAndFeedback() {
        Draft draft = read(item(
                                declaration("single", "identifier", "<qti-value>two</qti-value>", ""),
                                "<qti-rubric-block view=\"scorer\">Be kind.</qti-rubric-block><qti-rubric-block"
                                        + " view=\"candidate scorer\"><p>Look &amp; see.</p></qti-rubric-block>"
                                        + CHOICES.formatted(1) + "<p>End.</p>",
                                MATCH)
                        .replace(
                                "</qti-assessment-item>",
                                "<qti-modal-feedback><p>Told.</p></qti-modal-feedback></qti-assessment-item>"))
                .draft();

        assertThat(draft.externalId()).isEqualTo("item-1");
        assertThat(draft.kind()).isEqualTo(Kind.SINGLE);
        assertThat(draft.stem()).isEqualTo("Look & see.\n\nWhich?\n\nEnd.");
        assertThat(draft.choices())
                .containsExactly(
                        new DraftChoice("A", "a", false),
                        new DraftChoice("B", "b", true),
                        new DraftChoice("C", "c", false));
        assertThat(draft.explanation()).isEqualTo("no!\n\nTold.");
    }

    @Test
    void shouldReadTheSameOfVersion2() {
        Draft draft = read("""
            <?xml version="1.0"?>
            <assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i" title="t" adaptive="false" timeDependent="false">
              <responseDeclaration identifier="RESPONSE" cardinality="multiple" baseType="identifier">
                <correctResponse><value>A1</value><value>C1</value></correctResponse>
              </responseDeclaration>
              <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
              <itemBody>
                <choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="0">
                  <prompt>Which?</prompt>
                  <simpleChoice identifier="A1">a</simpleChoice><simpleChoice identifier="B1">b</simpleChoice>
                  <simpleChoice identifier="C1">c</simpleChoice>
                </choiceInteraction>
              </itemBody>
              <responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>
            </assessmentItem>
            """).draft();

        assertThat(draft.kind()).isEqualTo(Kind.MULTIPLE);
        assertThat(draft.selectMin()).isEqualTo(1);
        assertThat(draft.selectMax()).isEqualTo(3);
        assertThat(draft.correct()).containsExactly("A", "C");
    }

    @Test
    void shouldReadAMappingWithItsBounds() {
        Draft draft = read(item(
                        declaration(
                                "multiple", "identifier", "<qti-value>one</qti-value><qti-value>two</qti-value>", """
                                <qti-mapping lower-bound="0" upper-bound="3" default-value="-1">
                                <qti-map-entry map-key="one" mapped-value="1"/><qti-map-entry map-key="two" mapped-value="2"/>
                                </qti-mapping>\
                                """),
                        CHOICES.formatted(2),
                        MAP))
                .draft();

        assertThat(draft.selectMax()).isEqualTo(2);
        assertThat(draft.key())
                .isEqualTo(ChoiceKey.mapped(
                        List.of("A", "B"),
                        new OptionPoints(
                                new TreeMap<>(Map.of(
                                        "A", Fraction.of(1, 1), "B", Fraction.of(2, 1), "C", Fraction.of(-1, 1))),
                                Fraction.ZERO,
                                Fraction.ZERO,
                                Fraction.of(3, 1)),
                        new BigDecimal(3)));
    }

    @Test
    void shouldReadWhatIsTyped() {
        Draft text = read(item(
                        declaration("single", "string", "<qti-value>York</qti-value>", """
                            <qti-mapping default-value="0"><qti-map-entry map-key="York" mapped-value="2"/>
                            <qti-map-entry map-key="york*" mapped-value="1"/></qti-mapping>\
                            """),
                        "<p>It lies <qti-text-entry-interaction response-identifier=\"RESPONSE\"/> there.</p>",
                        MAP))
                .draft();
        Draft number = read(item(
                        declaration("single", "float", "<qti-value>3.14</qti-value>", ""),
                        "<p>Pi? <qti-text-entry-interaction response-identifier=\"RESPONSE\"/></p>",
                        MATCH))
                .draft();

        assertThat(text.stem()).isEqualTo("It lies _____ there.");
        assertThat(text.key())
                .isEqualTo(new TextKey(
                        List.of(new TextAnswer("York", Fraction.ONE), new TextAnswer("york\\*", Fraction.of(1, 2))),
                        new TextRules(true, TextRules.Spaces.COLLAPSE),
                        BigDecimal.TWO));
        assertThat(number.key())
                .isEqualTo(new NumericKey(
                        List.of(new NumericRange(new BigDecimal("3.14"), new BigDecimal("3.14"), Fraction.ONE)),
                        BigDecimal.ONE));
    }

    @Test
    void shouldReadTheToleranceOfANumber() {
        String xml = item(
                        declaration("single", "float", "<qti-value>3.14</qti-value>", ""),
                        "<p>Pi? <qti-text-entry-interaction response-identifier=\"RESPONSE\"/></p>",
                        MATCH)
                .replaceAll("<qti-response-processing.*?/>", """
                    <qti-response-processing><qti-response-condition><qti-response-if>
                    <qti-equal tolerance-mode="absolute" tolerance="0.01 0.01"><qti-variable identifier="RESPONSE"/>
                    <qti-correct identifier="RESPONSE"/></qti-equal>
                    <qti-set-outcome-value identifier="SCORE"><qti-base-value base-type="float">1</qti-base-value></qti-set-outcome-value>
                    </qti-response-if></qti-response-condition></qti-response-processing>\
                    """);
        ReadFile file = read(xml);

        assertThat(file.problems()).isEmpty();
        assertThat(file.draft().key())
                .isEqualTo(new NumericKey(
                        List.of(new NumericRange(new BigDecimal("3.13"), new BigDecimal("3.15"), Fraction.ONE)),
                        BigDecimal.ONE));
    }

    @Test
    void shouldReadPairsAndAnOrder() {
        Draft pairs = read(item(
                        declaration(
                                "multiple", "directedPair", "<qti-value>p x</qti-value><qti-value>q y</qti-value>", ""),
                        """
                        <qti-match-interaction response-identifier="RESPONSE"><qti-prompt>Capitals?</qti-prompt>
                        <qti-simple-match-set><qti-simple-associable-choice identifier="p">Italy</qti-simple-associable-choice>
                        <qti-simple-associable-choice identifier="q">France</qti-simple-associable-choice></qti-simple-match-set>
                        <qti-simple-match-set><qti-simple-associable-choice identifier="x">Rome</qti-simple-associable-choice>
                        <qti-simple-associable-choice identifier="y">Paris</qti-simple-associable-choice>
                        <qti-simple-associable-choice identifier="z">Bonn</qti-simple-associable-choice></qti-simple-match-set>
                        </qti-match-interaction>\
                        """,
                        MATCH))
                .draft();
        Draft order = read(item(
                        declaration("ordered", "identifier", "<qti-value>b</qti-value><qti-value>a</qti-value>", ""),
                        """
                        <qti-order-interaction response-identifier="RESPONSE"><qti-prompt>Order?</qti-prompt>
                        <qti-simple-choice identifier="a">second</qti-simple-choice><qti-simple-choice identifier="b">first</qti-simple-choice>
                        </qti-order-interaction>\
                        """,
                        MATCH))
                .draft();

        assertThat(pairs.prompts()).containsExactly(new Choice("1", "Italy"), new Choice("2", "France"));
        assertThat(pairs.key())
                .isEqualTo(new MatchingKey(
                        new TreeMap<>(Map.of("1", "C", "2", "B")), MatchingPolicy.ALL_OR_NOTHING, BigDecimal.ONE));
        assertThat(((OrderingKey) order.key()).order()).containsExactly("A", "B");
        assertThat(order.choices()).extracting(DraftChoice::text).containsExactly("first", "second");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        IF match; RIGHT; SET 1                         | '1'
        IF match; RIGHT; SET 2.0                       | '2'
        IF null; SET 0; ELSE; IF match; RIGHT; SET 3   | '3'
        IF match; RIGHT; ADD MAX                       | '4'
        IF match; VALUE; SET 0.5                       | scoring-unsupported
        IF match; RIGHT; SET 1; IF match; VALUE; SET 2 | scoring-unsupported
        IF match; RIGHT; SET 1; ELSE; SET 0.5          | scoring-unsupported
        IF match; RIGHT; LOOKUP                        | scoring-unsupported
        """)
    void shouldTakeRulesThatCompareWithTheCorrectResponseAlone(String rules, String result) {
        ReadFile file = read(
                item(declaration("single", "identifier", "<qti-value>two</qti-value>", ""), CHOICES.formatted(1), MATCH)
                        .replace("RESPONSE", "Q1")
                        .replace("<qti-item-body>", """
                    <qti-outcome-declaration identifier="MAX" cardinality="single" base-type="float">
                    <qti-default-value><qti-value>4.0</qti-value></qti-default-value></qti-outcome-declaration><qti-item-body>\
                    """)
                        .replaceAll("<qti-response-processing.*?/>", processing(rules)));

        assertThat(
                        file.blocks().getFirst().draft() == null
                                ? file.problems().getFirst()
                                : file.draft().key().maximum().toPlainString())
                .isEqualTo(result);
    }

    private static String processing(String rules) {
        String xml = rules.replace("; ", "")
                .replace("ELSE", "</qti-response-if><qti-response-else>")
                .replace("IF ", "</qti-response-if></qti-response-condition><qti-response-condition><qti-response-if>")
                .replace("null", "<qti-is-null>VAR</qti-is-null>")
                .replace("matchRIGHT", "<qti-match>VAR<qti-correct identifier=\"Q1\"/></qti-match>")
                .replace(
                        "matchVALUE",
                        "<qti-match>VAR<qti-base-value base-type=\"identifier\">three</qti-base-value></qti-match>")
                .replace(
                        "ADD MAX",
                        "SCORE<qti-sum><qti-variable identifier=\"SCORE\"/><qti-variable identifier=\"MAX\"/></qti-sum></qti-set-outcome-value>")
                .replace("LOOKUP", "<qti-lookup-outcome-value identifier=\"SCORE\"/>")
                .replaceAll(
                        "SET ([\\d.]+)",
                        "SCORE<qti-base-value base-type=\"float\">$1</qti-base-value></qti-set-outcome-value>")
                .replaceAll("SCORE(?!\")", "<qti-set-outcome-value identifier=\"SCORE\">")
                .replace("VAR", "<qti-variable identifier=\"Q1\"/>");
        // Branches are closed by whatever follows them.
        Document closed =
                Jsoup.parse("<qti-response-processing>" + xml + "</qti-response-processing>", Parser.xmlParser());
        return Matcher.quoteReplacement(closed.outputSettings(new Document.OutputSettings().prettyPrint(false))
                .outerHtml());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        tolerance-mode="absolute" tolerance="0.01 0.02" | 3.13 | 3.16
        tolerance-mode="relative" tolerance="50"        | 1.57 | 4.71
        tolerance-mode="exact"                          | 3.14 | 3.14
        tolerance-mode="absolute" tolerance="1" include-lower-bound="false" | |
        """)
    void shouldAcceptNumbersAsTheComparisonDoes(String comparison, String min, String max) {
        ReadFile file = read(item(
                        declaration("single", "float", "<qti-value>3.14</qti-value>", ""),
                        "<p>Pi? <qti-text-entry-interaction response-identifier=\"RESPONSE\"/></p>",
                        MATCH)
                .replaceAll("<qti-response-processing.*?/>", """
                    <qti-response-processing><qti-response-condition><qti-response-if>
                    <qti-equal %s><qti-variable identifier="RESPONSE"/><qti-correct identifier="RESPONSE"/></qti-equal>
                    <qti-set-outcome-value identifier="SCORE"><qti-base-value base-type="float">1</qti-base-value></qti-set-outcome-value>
                    </qti-response-if></qti-response-condition></qti-response-processing>\
                    """.formatted(comparison)));

        if (min == null) {
            assertThat(file.problems()).containsExactly("invalid-key");
        } else {
            assertThat(((NumericKey) file.draft().key()).accepted()).satisfiesExactly(range -> {
                assertThat(range.low()).isEqualByComparingTo(min);
                assertThat(range.high()).isEqualByComparingTo(max);
            });
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        upper-bound="1"                     | x=2,y=1 | x=1 y=1 of 1
        lower-bound="-1"                    | x=2,y=1 | x=1 y=1/2 of 2
        default-value="0.5"                 | x=2,y=1 | scoring-unsupported
        lower-bound="1"                     | x=2,y=1 | scoring-unsupported
        """)
    void shouldBoundWhatIsTyped(String bounds, String entries, String result) {
        String mapping = "<qti-mapping " + bounds + ">"
                + entries.replaceAll("(\\w)=(\\d),?", "<qti-map-entry map-key=\"$1\" mapped-value=\"$2\"/>")
                + "</qti-mapping>";
        ReadFile file = read(item(
                declaration("single", "string", "<qti-value>x</qti-value>", mapping),
                "<p>W? <qti-text-entry-interaction response-identifier=\"RESPONSE\"/></p>",
                MAP));

        assertThat(
                        file.blocks().getFirst().draft() == null
                                ? file.problems().getFirst()
                                : ((TextKey) file.draft().key())
                                                .accepted().stream()
                                                        .map(answer -> answer.text() + "=" + answer.weight())
                                                        .collect(Collectors.joining(" "))
                                        + " of " + file.draft().key().maximum())
                .isEqualTo(result);
    }

    @Test
    void shouldRefuseTwoChoicesOfOneIdentifierAndWhatEarnsMoreThanWhatIsCorrect() {
        String same = item(
                declaration("single", "identifier", "<qti-value>two</qti-value>", ""),
                CHOICES.formatted(1).replace("identifier=\"three\"", "identifier=\"two\""),
                MATCH);
        String more = item(
                declaration(
                        "multiple",
                        "identifier",
                        "<qti-value>two</qti-value>",
                        "<qti-mapping><qti-map-entry map-key=\"two\" mapped-value=\"1\"/><qti-map-entry"
                                + " map-key=\"three\" mapped-value=\"1\"/></qti-mapping>"),
                CHOICES.formatted(0),
                MAP);

        assertThat(read(same).problems()).containsExactly("malformed-qti");
        assertThat(read(more).problems()).containsExactly("scoring-unsupported");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        <qti-extended-text-interaction response-identifier="RESPONSE"/>    | kind-unsupported
        <qti-hotspot-interaction response-identifier="RESPONSE"/>          | kind-unsupported
        <p>Nothing.</p>                                                    | kind-unsupported
        <qti-text-entry-interaction response-identifier="RESPONSE"/><qti-text-entry-interaction response-identifier="R2"/> | kind-unsupported
        <qti-text-entry-interaction response-identifier="OTHER"/>          | no-correct-response
        <qti-choice-interaction response-identifier="RESPONSE"><qti-simple-choice identifier="x">a</qti-simple-choice></qti-choice-interaction> | answer-unreadable
        """)
    void shouldRefuseByName(String body, String code) {
        ReadFile file = read(item(declaration("single", "identifier", "<qti-value>two</qti-value>", ""), body, MATCH));

        assertThat(file.blocks().getFirst().draft()).isNull();
        assertThat(file.problems()).contains(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        adaptive="false"              | adaptive="true"                   | kind-unsupported
        <qti-value>two</qti-value>    | ''                                | no-correct-response
        <qti-value>two</qti-value>    | <qti-value>four</qti-value>       | answer-unreadable
        match_correct                 | map_response                      | no-correct-response
        match_correct                 | map_response_point                | kind-unsupported
        <qti-item-body>               | <qti-template-declaration/><qti-item-body> | kind-unsupported
        </qti-item-body>              | ''                                | malformed-xml
        """)
    void shouldRefuseWhatCanNotBeGraded(String good, String bad, String code) {
        ReadFile file = read(
                item(declaration("single", "identifier", "<qti-value>two</qti-value>", ""), CHOICES.formatted(1), MATCH)
                        .replace(good, bad));

        assertThat(file.blocks().getFirst().draft()).isNull();
        assertThat(file.problems()).contains(code);
    }

    static String item(String declaration, String body, String template) {
        return """
            <qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="item-1" title="t" adaptive="false">
            %s<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>
            <qti-item-body>%s</qti-item-body>
            <qti-response-processing template="%s"/></qti-assessment-item>
            """.formatted(declaration, body, template);
    }

    static String declaration(String cardinality, String type, String values, String mapping) {
        String correct = values.isEmpty() ? "" : "<qti-correct-response>" + values + "</qti-correct-response>";
        return "<qti-response-declaration identifier=\"RESPONSE\" cardinality=\"" + cardinality + "\" base-type=\""
                + type + "\">" + correct + mapping + "</qti-response-declaration>";
    }

    private static ReadFile read(String text) {
        return ReadFile.of(new QtiReader(), text);
    }
}

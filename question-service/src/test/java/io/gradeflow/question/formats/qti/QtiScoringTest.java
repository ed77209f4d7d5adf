package io.gradeflow.question.formats.qti;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.events.QuestionPublished.Kind;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.OptionPoints;
import io.gradeflow.grading.ScoringPolicy;
import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.ReadFile;
import java.math.BigDecimal;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What items earn by rules, templates and mappings of other systems. */
class QtiScoringTest {

    private static final String CHOICES = """
        <qti-choice-interaction response-identifier="RESPONSE" max-choices="%s"><qti-prompt>Which?</qti-prompt>
        <qti-simple-choice identifier="one">a</qti-simple-choice><qti-simple-choice identifier="two">b</qti-simple-choice>
        <qti-simple-choice identifier="three">c</qti-simple-choice></qti-choice-interaction>\
        """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        <set RAW><map/></set><set SCORE><var RAW/></set>                                              | They reckon with RAW
        <set RAW><map/></set><if><gte><var RAW/><val 2/></gte><set SCORE><val 1/></set></if>          | They reckon with RAW
        <set RAW><map/></set>                                                                         | They set RAW and give SCORE no points
        <if><gte><var SCORE/><val 2/></gte><set SCORE><val 1/></set></if><set SCORE><map/></set>      | earn points of their own
        <set SCORE><map/></set><if><gte><var SCORE/><val 1/></gte><set SCORE><val 0.5/></set></if>    | earn points of their own
        <if><match><var RESPONSE/><correct/></match><set SCORE><val 1/></set></if><if><lt><var SCORE/><val 0.5/></lt><set SCORE><val 0.5/></set></if> | Every response earns 0.5 or more
        """)
    void shouldRefuseRulesThatScoreInAWayOfTheirOwn(String rules, String why) {
        ReadFile file = read(ruled(rules));

        assertThat(file.blocks().getFirst().draft()).isNull();
        assertThat(file.blocks().getFirst().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("scoring-unsupported");
            assertThat(problem.message()).contains(why);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        <if><gt><var SCORE/><var MAX/></gt><set SCORE><var MAX/></set></if>                            | 0 to 2
        <if><and><gte><var SCORE/><val 2.0/></gte></and><set SCORE><val 2/></set></if>                 | 0 to 2
        <if><lt><val 2/><var SCORE/></lt><set SCORE><val 2/></set></if>                                | 0 to 2
        <if><lt><var SCORE/><val 1/></lt><set SCORE><val 1/></set></if>                                | 1 to 3
        <if><lt><var SCORE/><var LEAST/></lt><set SCORE><var LEAST/></set></if>                        | 0 to 3
        <if><gt><var SCORE/><val 9/></gt><set SCORE><val 9/></set></if>                                | 0 to 3
        <if><or><is-null><var RESPONSE/></is-null></or><set SCORE><var LEAST/></set></if>              | 0 to 3
        """)
    void shouldHoldWhatIsMappedWithinTheBoundsOfTheRules(String rules, String bounds) {
        Draft draft = read(ruled("<set SCORE><sum><var SCORE/><map/></sum></set>" + rules))
                .draft();

        OptionPoints options = ((ChoiceKey) draft.key()).options();
        assertThat(options.least() + " to " + options.most()).isEqualTo(bounds);
        assertThat(draft.key().maximum().toPlainString())
                .isEqualTo(options.most().toString());
    }

    @Test
    void shouldTakeTheCorrectResponseForNoMoreThanTheBoundOfTheRules() {
        Draft draft = read(ruled("<if><match><var RESPONSE/><correct/></match><set SCORE><val 5/></set></if>"
                        + "<if><gt><var SCORE/><var MAX/></gt><set SCORE><var MAX/></set></if>"))
                .draft();

        assertThat(draft.key())
                .isEqualTo(
                        new ChoiceKey(new TreeSet<>(List.of("A", "B")), ScoringPolicy.ALL_OR_NOTHING, BigDecimal.TWO));
    }

    /**
     * An item with rules, whose elements are written short. Of three choices, two are right and worth 1 and 2; nothing sets {@code MAX},
     * which is 2, and {@code LEAST}, which is 0.
     */
    private static String ruled(String rules) {
        String xml = rules.replaceAll("<(/?)if>", "<$1qti-response-condition><$1qti-response-if>")
                .replace("</qti-response-condition></qti-response-if>", "</qti-response-if></qti-response-condition>")
                .replaceAll("<set (\\w+)>", "<qti-set-outcome-value identifier=\"$1\">")
                .replace("</set>", "</qti-set-outcome-value>")
                .replace("<map/>", "<qti-map-response identifier=\"RESPONSE\"/>")
                .replace("<correct/>", "<qti-correct identifier=\"RESPONSE\"/>")
                .replaceAll("<var (\\w+)/>", "<qti-variable identifier=\"$1\"/>")
                .replaceAll("<val ([\\d.]+)/>", "<qti-base-value base-type=\"float\">$1</qti-base-value>")
                .replaceAll("<(/?)(and|or|sum|match|is-null|gte?|lt)>", "<$1qti-$2>");
        return QtiReaderTest.item(
                        QtiReaderTest.declaration(
                                "multiple", "identifier", "<qti-value>one</qti-value><qti-value>two</qti-value>", """
                                <qti-mapping><qti-map-entry map-key="one" mapped-value="1"/>
                                <qti-map-entry map-key="two" mapped-value="2"/></qti-mapping>\
                                """),
                        CHOICES.formatted(0),
                        "match_correct")
                .replace("<qti-item-body>", """
                    <qti-outcome-declaration identifier="RAW" cardinality="single" base-type="float"/>
                    <qti-outcome-declaration identifier="MAX" cardinality="single" base-type="float">
                    <qti-default-value><qti-value>2.0</qti-value></qti-default-value></qti-outcome-declaration>
                    <qti-template-declaration identifier="LEAST" cardinality="single" base-type="float">
                    <qti-default-value><qti-value>0</qti-value></qti-default-value></qti-template-declaration>
                    <qti-template-declaration identifier="NONE" cardinality="single" base-type="float">
                    <qti-default-value><qti-value/></qti-default-value></qti-template-declaration><qti-item-body>\
                    """)
                .replaceAll(
                        "<qti-response-processing.*?/>",
                        Matcher.quoteReplacement("<qti-response-processing>" + xml + "</qti-response-processing>"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml    | 1
        http://www.imsglobal.org/question/qti_v2p2/rptemplates/match_correct      | 1
        rptemplates\\CC2_match.xml                                                | 1
        https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/CC2_match_basic.xml  | 2
        https://example.org/templates/halves_for_halves                           | scored by a template that
        """)
    void shouldKnowTemplatesByTheirNames(String address, String result) {
        ReadFile file = read(ruled("")
                .replace("<qti-response-processing>", "<qti-response-processing template=\"" + address + "\">")
                .replace("\"MAX\"", "\"MAXSCORE\""));

        Draft draft = file.blocks().getFirst().draft();
        assertThat(
                        draft == null
                                ? file.blocks().getFirst().problems().getFirst().message()
                                : draft.key().maximum().toPlainString())
                .contains(result);
    }

    @Test
    void shouldTakeTheRulesThatStandBesideATemplate() {
        String own = ruled("<set SCORE><map/></set>")
                .replace("<qti-response-processing>", "<qti-response-processing template=\"https://example.org/own\">");

        assertThat(read(own).draft().key().maximum()).isEqualTo(new BigDecimal(3));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0.3333333 | upper-bound="1" | 1/3 of 1
        0.33333   | ''              | 1/3 of 1
        0.6667    | ''              | 2/3 of 2
        0.125     | ''              | 1/8 of 0.375
        0.333     | ''              | 333/1000 of 0.999
        0.2222    | ''              | The correct response earns 2/3 points, which no decimal says
        0.1234567 | ''              | The correct response earns 0.3703701 points; full credit is above 0
        """)
    void shouldReadTheThirdsThatAreMeant(String worth, String bounds, String result) {
        String entry = "<qti-map-entry map-key=\"%s\" mapped-value=\"" + worth + "\"/>";
        Block block = read(QtiReaderTest.item(
                        QtiReaderTest.declaration(
                                "multiple",
                                "identifier",
                                "<qti-value>one</qti-value><qti-value>two</qti-value><qti-value>three</qti-value>",
                                "<qti-mapping " + bounds + ">" + entry.formatted("one") + entry.formatted("two")
                                        + entry.formatted("three") + "</qti-mapping>"),
                        CHOICES.formatted(0)
                                .replace(
                                        "</qti-choice-interaction>",
                                        "<qti-simple-choice identifier=\"four\">d</qti-simple-choice></qti-choice-interaction>"),
                        "map_response"))
                .blocks()
                .getFirst();

        assertThat(
                        block.draft() == null
                                ? block.problems().getFirst().message()
                                : ((ChoiceKey) block.draft().key())
                                                .options()
                                                .points()
                                                .get("A") + " of "
                                        + block.draft().key().maximum().toPlainString())
                .startsWith(result);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        <qti-item-body>        | <qti-assessment-stimulus-ref identifier="S" href="text.xml"/><qti-item-body>
        <qti-item-body>        | <qti-item-body><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="text.xml"/>
        """)
    void shouldRefuseAQuestionWhoseTextStandsElsewhere(String good, String bad) {
        ReadFile file = read(QtiReaderTest.item(
                        QtiReaderTest.declaration("single", "identifier", "<qti-value>two</qti-value>", ""),
                        CHOICES.formatted(1),
                        "match_correct")
                .replace(good, bad));

        assertThat(file.problems()).containsExactly("kind-unsupported");
        assertThat(file.blocks().getFirst().problems().getFirst().message())
                .contains("whose text stands in another file, text.xml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<qti-printed-variable identifier=\"LEAST\"/>",
                "<p template-identifier=\"LEAST\" identifier=\"0\">x</p>",
                "<qti-template-inline template-identifier=\"LEAST\" identifier=\"0\">x</qti-template-inline>"
            })
    void shouldRefuseValuesThatAreShown(String shown) {
        String item = ruled("<set SCORE><map/></set>");

        assertThat(read(item).draft().kind()).isEqualTo(Kind.MULTIPLE);
        assertThat(read(item.replace("<qti-item-body>", "<qti-item-body>" + shown))
                        .problems())
                .containsExactly("kind-unsupported");
    }

    private static ReadFile read(String text) {
        return ReadFile.of(new QtiReader(), text);
    }
}

package io.gradeflow.question.formats.gift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gradeflow.events.QuestionPublished.Choice;
import io.gradeflow.events.QuestionPublished.Kind;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.Grading;
import io.gradeflow.grading.MatchingKey;
import io.gradeflow.grading.MatchingPolicy;
import io.gradeflow.grading.NumericKey;
import io.gradeflow.grading.NumericRange;
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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GiftReaderTest {

    @Test
    void shouldReadAChoiceOfOneWithItsFeedback() {
        Draft draft = read("""
            // [id:col-1]
            ::Spectrum:: Which colour lies between orange
            and green? {
                =yellow # Just so.
                ~red
                ~blue # Further on.
                ####See any rainbow.
            }
            """).draft();

        assertThat(draft.externalId()).isEqualTo("col-1");
        assertThat(draft.kind()).isEqualTo(Kind.SINGLE);
        assertThat(draft.stem()).isEqualTo("Which colour lies between orange and green?");
        assertThat(draft.choices())
                .containsExactly(
                        new DraftChoice("A", "yellow", true),
                        new DraftChoice("B", "red", false),
                        new DraftChoice("C", "blue", false));
        assertThat(draft.key()).isEqualTo(ChoiceKey.allOrNothing(List.of("A")));
        assertThat(draft.explanation()).isEqualTo("See any rainbow.\n\nyellow: Just so.\n\nblue: Further on.");
    }

    @Test
    void shouldReadWeights() {
        Draft several = read("Which? {~%33.33333%a ~%33.33333%b ~%33.33333%c ~%-100%d ~e}")
                .draft();
        Draft one = read("Which? {~%50%a =b ~%-25%c}").draft();

        assertThat(several.kind()).isEqualTo(Kind.MULTIPLE);
        assertThat(several.selectMin()).isEqualTo(1);
        assertThat(several.selectMax()).isEqualTo(5);
        assertThat(several.key())
                .isEqualTo(ChoiceKey.weighted(
                        List.of("A", "B", "C"),
                        new TreeMap<>(Map.of(
                                "A", Fraction.of(1, 3),
                                "B", Fraction.of(1, 3),
                                "C", Fraction.of(1, 3),
                                "D", Fraction.of(-1, 1))),
                        BigDecimal.ONE));
        assertThat(one.kind()).isEqualTo(Kind.SINGLE);
        assertThat(one.key())
                .isEqualTo(ChoiceKey.weighted(
                        List.of("B"),
                        new TreeMap<>(Map.of("A", Fraction.of(1, 2), "B", Fraction.ONE, "C", Fraction.of(-1, 4))),
                        BigDecimal.ONE));
    }

    @Test
    void shouldReadTheGapInAStem() {
        assertThat(read("Grass is {=green ~red} in spring.").draft().stem()).isEqualTo("Grass is _____ in spring.");
        assertThat(read("{=Grass} is green.").draft().stem()).isEqualTo("_____ is green.");
        assertThat(read("How much is one and one? {#2}.").draft().stem()).isEqualTo("How much is one and one? _____.");
    }

    @Test
    void shouldReadTrueAndFalse() {
        Draft draft =
                read("Water is dry.{F#Touch it.#Right.\n####All water is wet.}").draft();

        assertThat(draft.kind()).isEqualTo(Kind.TRUE_FALSE);
        assertThat(draft.correct()).containsExactly("false");
        assertThat(draft.explanation()).isEqualTo("All water is wet.\n\nTouch it.\n\nRight.");
        assertThat(read("Water is wet.{TRUE}").draft().correct()).containsExactly("true");
    }

    @Test
    void shouldReadAShortText() {
        Draft draft = read("The best animal? {=Frog#Yes =%50%Fr* =%0%*}").draft();

        assertThat(draft.kind()).isEqualTo(Kind.SHORT_TEXT);
        assertThat(draft.key())
                .isEqualTo(new TextKey(
                        List.of(
                                new TextAnswer("Frog", Fraction.ONE),
                                new TextAnswer("Fr*", Fraction.of(1, 2)),
                                new TextAnswer("*", Fraction.ZERO)),
                        TextRules.LENIENT,
                        BigDecimal.ONE));
        assertThat(read("One, in a word? {one}").draft().kind()).isEqualTo(Kind.SHORT_TEXT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        42             | 42    | 42
        3.1415:0.0005  | 3.141 | 3.142
        -5..5          | -5    | 5
        =42            | 42    | 42
        .5:.25         | 0.25  | 0.75
        1e2            | 100   | 100
        3:2~#Nearly    | 1     | 5
        """)
    void shouldReadANumber(String answer, BigDecimal low, BigDecimal high) {
        assertThat(read("How many? {#" + answer + "}").draft().key())
                .isEqualTo(new NumericKey(List.of(new NumericRange(low, high, Fraction.ONE)), BigDecimal.ONE));
    }

    @Test
    void shouldReadNumbersWithWeights() {
        assertThat(read("When? {#\n  =1822:0\n  =%50%1822:2 #Nearly.\n  ~#No.\n}")
                        .draft()
                        .key())
                .isEqualTo(new NumericKey(
                        List.of(
                                new NumericRange(new BigDecimal(1822), new BigDecimal(1822), Fraction.ONE),
                                new NumericRange(new BigDecimal(1820), new BigDecimal(1824), Fraction.of(1, 2))),
                        BigDecimal.ONE));
    }

    @Test
    void shouldReadPairsAndWhatIsRightForNone() {
        Draft draft =
                read("Capitals? {=Italy -> Rome =France->Paris = -> Bonn}").draft();

        assertThat(draft.prompts()).containsExactly(new Choice("1", "Italy"), new Choice("2", "France"));
        assertThat(draft.choices()).extracting(DraftChoice::text).containsExactly("Bonn", "Paris", "Rome");
        assertThat(draft.key())
                .isEqualTo(new MatchingKey(
                        new TreeMap<>(Map.of("1", "C", "2", "B")), MatchingPolicy.PER_PAIR, BigDecimal.ONE));
    }

    @Test
    void shouldReadEscapedCharacters() {
        Draft draft = read("Is \\{x\\: 1 \\= 1\\} \\# \\~ \\\\ \\alpha?\\nOr not? {=\\=\\> a\\:b ~c \\\\}")
                .draft();

        assertThat(draft.stem()).isEqualTo("Is {x: 1 = 1} # ~ \\ \\alpha?\nOr not?");
        assertThat(draft.choices()).extracting(DraftChoice::text).containsExactly("=\\> a:b", "c \\");
    }

    @Test
    void shouldReadMarkedUpText() {
        Draft draft = read("""
            [html]<p>Which <b>one</b>?</p><script>alert(1)</script><ul><li>x&lt;1</li></ul>{
            =<code>a &amp;&amp; b</code>
            ~[plain]<i>
            }\
            """.replace("=\"", "\\=\"")).draft();

        assertThat(draft.stem()).isEqualTo("Which **one**?\n\n- x<1");
        assertThat(draft.choices()).extracting(DraftChoice::text).containsExactly("`a && b`", "<i>");
        assertThat(read("[markdown]- one\n- two\n{=a ~b}").draft().stem()).isEqualTo("- one\n- two");
    }

    @Test
    void shouldTakeCategoriesForTopics() {
        ReadFile file = read("""
            No topic {T}

            $CATEGORY: $course$/top/Data Engineering/S3 & Glue

            // a remark {
            In it {T}

            $CATEGORY: $course$/top

            Out of it {T}
            """);

        assertThat(file.blocks())
                .extracting(block -> block.draft().topics())
                .containsExactly(List.of(), List.of("data-engineering/s3-glue"), List.of());
        assertThat(file.blocks()).extracting(Block::line).containsExactly(1, 6, 10);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Write. {}                                 | kind-unsupported
        Write. {####Well.}                        | kind-unsupported
        Some text                                 | kind-unsupported
        One {=a} and two {=b}                     | kind-unsupported
        Which? {=a =b ~c}                         | kind-unsupported
        Which? {=a ~b                             | malformed-gift
        Which? =a ~b}                             | malformed-gift
        Which? {~a ~b}                            | no-correct-choice
        Which? {=a ~a}                            | repeated-choice
        Which? {~%50%a ~%25%b ~c}                 | invalid-key
        Which? {=%50%a}                           | invalid-key
        Which? {=}                                | invalid-key
        How many? {#many}                         | invalid-number
        How many? {#5..1}                         | invalid-key
        How many? {#}                             | invalid-number
        Pairs? {=a -> b}                          | wrong-number-of-pairs
        {=a ~b}                                   | no-stem
        """)
    void shouldNameTheFaultAndGoOn(String question, String code) {
        ReadFile file = read(question + "\n\nWater is wet. {T}\n");

        assertThat(file.blocks()).hasSize(2);
        assertThat(file.blocks().getFirst().draft()).isNull();
        assertThat(file.blocks().getFirst().problems())
                .extracting(Problem::code)
                .contains(code);
        assertThat(file.blocks().getLast().draft()).isNotNull();
    }

    @Property
    void shouldEndWhateverItReadsInVerdicts(
            @ForAll
                    @Chars({
                        '\n', ' ', '{', '}', '=', '~', '#', '%', ':', '\\', '-', '>', '[', ']', '/', '5', 'T', '.', '<'
                    })
                    String text,
            @ForAll @CharRange(from = 0, to = 0xFFFF) String more) {
        for (Block block : read("A {" + text + "}\n\nB " + text + more).blocks()) {
            assertThat(block.draft() != null || block.problems().stream().anyMatch(Problem::isError))
                    .isTrue();
        }
    }

    private static ReadFile read(String text) {
        return ReadFile.of(new GiftReader(), text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Which? {=dog -> barks =cat meows}              | malformed-gift
        Which? {=%50%a ~%100%b}                        | b
        Which? {=a ~%100%b}                            | kind-unsupported
        Which?;A. { a: 1 } (Correct);B. [ 1 ]          | malformed-gift
        """)
    void shouldNotTakeForAnAnswerWhatIsNone(String text, String result) {
        Block block =
                ReadFile.of(new GiftReader(), text.replace(';', '\n')).blocks().getFirst();

        assertThat(
                        block.draft() == null
                                ? block.problems().getFirst().code()
                                : block.draft().choices().stream()
                                        .filter(choice -> choice.correct())
                                        .map(choice -> choice.text())
                                        .collect(Collectors.joining(", ")))
                .isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Which? {wrong ~%50%a ~%50%b}     | wrong, *a, *b
        Which? {wrong ~wrong too =right} | wrong, wrong too, *right
        Which? {=It&#39;s red#yes ~blue} | *It's red, blue
        Which? {~%50%a ~%33,333%b ~%16.666666666666668%c ~d} | *a, *b, *c, d
        """)
    void shouldLoseNoAnswerAndNoPartOfOne(String question, String choices) {
        assertThat(read(question).draft().choices().stream()
                        .map(choice -> (choice.correct() ? "*" : "") + choice.text())
                        .collect(Collectors.joining(", ")))
                .isEqualTo(choices);
    }

    @Test
    void shouldTakeWhatStandsBeforeTheFirstSignForAnAnswerAsMoodleDoes() {
        assertThat(((TextKey) read("Two? {two =2}").draft().key()).accepted())
                .extracting(TextAnswer::text)
                .containsExactly("two", "2");
        assertThat(read("Capitals? {Italy -> Rome =France -> Paris}").draft().prompts())
                .extracting(Choice::text)
                .containsExactly("Italy", "France");
        assertThat(((NumericKey) read("When? {#1822:5 =%50%1820:1}").draft().key()).accepted())
                .hasSize(2);
    }

    @Test
    void shouldTakeTagsForWhatIsTyped() {
        TextKey key = (TextKey)
                read("Which breaks a line? {=<br> =<p>break</p>}").draft().key();

        assertThat(key.accepted()).extracting(TextAnswer::text).containsExactly("<br>", "break");
    }

    @Test
    void shouldKeepTheLinesOfCode() {
        assertThat(read("What is printed?\n```\nfor i in x\\:\n    print(i)\n```\n{=a ~b}")
                        .draft()
                        .stem())
                .isEqualTo("What is printed?\n```\nfor i in x:\n    print(i)\n```");
        assertThat(read("What is\nprinted? <pre>\nfor i in x\\:\n    print(i)\n</pre> {=a ~b}")
                        .draft()
                        .stem())
                .contains("What is printed?", "for i in x:\n    print(i)");
    }

    @Test
    void shouldGiveAQuestionNoRemarkOfTheNextWhereTheBlankLineWasForgotten() {
        assertThat(read("// [id:q1]\n::A:: One. {T}\n// [id:q2]\n::B:: Two. {F}\n")
                        .blocks())
                .extracting(block -> block.draft().externalId())
                .containsExactly("q1", "q2");
    }

    @Test
    void shouldNameClozeForWhatItIs() {
        assertThat(read("Capital? {1:MC:France~=Germany~Spain}").problems()).containsExactly("kind-unsupported");
    }

    @Test
    void shouldAcceptTheBackslashesThatMoodleAccepts() {
        TextKey key = (TextKey) ReadFile.of(new GiftReader(), "Where? {=\\\\\\\\srv\\\\share =a\\*}")
                .draft()
                .key();

        assertThat(key.accepted()).extracting(TextAnswer::text).containsExactly("\\\\\\\\srv\\\\share", "a\\*");
        assertThat(Grading.grade(key, new TextResponse("\\\\srv\\share")).correct())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
        Match {NL=a -> bNL// a remarkNL=cNL}                     | malformed-gift   | 4
        How many?NL{#=1:0.1NL=two}                               | invalid-number   | 3
        ::T::NLOneNL{=a}NLtwo {=b}                               | kind-unsupported | 4
        WhichNLone =a}                                           | malformed-gift   | 2
        """)
    void shouldNameTheLineOfWhatIsAtFault(String question, String code, int line) {
        ReadFile file = ReadFile.of(new GiftReader(), question.replace("NL", "\n"));

        assertThat(file.blocks().getFirst().problems())
                .extracting(Problem::code, Problem::line)
                .containsExactly(tuple(code, line));
    }
}

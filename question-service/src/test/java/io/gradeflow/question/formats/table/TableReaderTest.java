package io.gradeflow.question.formats.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.events.QuestionPublished.Choice;
import io.gradeflow.events.QuestionPublished.Kind;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.NumericKey;
import io.gradeflow.grading.NumericRange;
import io.gradeflow.grading.OrderingKey;
import io.gradeflow.grading.TextKey;
import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Draft.DraftChoice;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.ReadFile;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableReaderTest {

    @Test
    void shouldReadAQuestionARowWithAllThatIsKnownOfIt() {
        ReadFile file = read("""
            Id,Question,Option A,Option B,Option C,Correct Answer,Explanation,Topics,Points
            q-1,"Which are primes? (Select TWO.)",2,4,5,"A, C","Four is
            two times two.","Data Engineering, math/primes",2

            q-2,"Say ""one"".",one,two,,A,,,
            """);

        Draft first = file.blocks().getFirst().draft();
        assertThat(first.externalId()).isEqualTo("q-1");
        assertThat(first.choices())
                .containsExactly(
                        new DraftChoice("A", "2", true),
                        new DraftChoice("B", "4", false),
                        new DraftChoice("C", "5", true));
        assertThat(first.key().maximum()).isEqualByComparingTo("2");
        assertThat(first.explanation()).isEqualTo("Four is\ntwo times two.");
        assertThat(first.topics()).containsExactly("data-engineering", "math/primes");
        Draft second = file.blocks().getLast().draft();
        assertThat(second.stem()).isEqualTo("Say \"one\".");
        assertThat(second.choices()).hasSize(2);
        assertThat(file.blocks()).extracting(Block::line).containsExactly(2, 5);
        assertThat(file.blocks())
                .allSatisfy(block -> assertThat(block.problems()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "question;choice 1;choice 2;answer\nWhich?;a;b;2",
                "QUESTION TEXT\tA\tB\tKey\nWhich?\ta\tb\tB",
                "Stem|Answer1|Answer2|Right Answer\nWhich?|a|b|b",
                "\uFEFF\"Question\",\"Options\",\"Correct\"\n\"Which?\",\"a|b\",\"b\"",
                "No.,Title,Choices,Answer\n1,Which?,\"a\nb\",B",
                "question,a,b,answers\nWhich?,a,b,b",
                "question,options,answers\nWhich?,a|b,B",
                "Answers,Question,Choices\nb,Which?,a|b",
                "Question,Answer Options,Answers\nWhich?,a|b,b",
                "Question,Question,A,B,Correct\nWhich?,What?,a,b,B",
                "sep=;\nQuestion;A;B;Correct\nWhich?;a;b;B",
                "Question - max 120 characters,Answer 1 - max 75 characters,Answer 2,Correct answer(s)\nWhich?,a,b,2",
                "Question,Question Type,Answer Option 1,Answer Option 2,Correct Answers,Overall Explanation\n"
                        + "Which?,multiple-choice,a,b,2,x"
            })
    void shouldMatchHeadingsLooselyAndTellWhatParts(String table) {
        Draft draft = read(table).draft();

        assertThat(draft.stem()).isEqualTo("Which?");
        assertThat(draft.choices()).extracting(DraftChoice::text).containsExactly("a", "b");
        assertThat(draft.correct()).containsExactly("B");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
        B       ! B
        A,C     ! A,C
        A;C     ! A,C
        AC      ! A,C
        1,3     ! A,C
        1 3     ! A,C
        one|three ! A,C
        Three   ! C
        B. two  ! B
        """)
    void shouldReadWhichChoicesAreRight(String correct, String expected) {
        Draft draft = read("question,a,b,c,correct\nWhich?,one,two,three,\"" + correct + "\"\n")
                .draft();

        assertThat(String.join(",", draft.correct())).isEqualTo(expected);
    }

    @Test
    void shouldReadEveryKind() {
        ReadFile file = read("""
            type,question,choices,correct
            true/false,Water is wet.,,TRUE
            Short answer,Capital of France?,,Paris|paname
            numerical,Pi?,,3.14:0.01
            matching,Capitals?,France -> Paris|Italy -> Rome|-> Bonn,
            ordering,From small to large?,one|two|three,
            multiple,Which?,a|b|c,A|B
            """);

        assertThat(file.blocks())
                .extracting(block -> block.draft().kind())
                .containsExactly(
                        Kind.TRUE_FALSE, Kind.SHORT_TEXT, Kind.NUMERIC, Kind.MATCHING, Kind.ORDERING, Kind.MULTIPLE);
        assertThat(draft(file, 0).key()).isEqualTo(ChoiceKey.allOrNothing(List.of("true")));
        assertThat(((TextKey) draft(file, 1).key()).accepted()).hasSize(2);
        assertThat(draft(file, 2).key())
                .isEqualTo(new NumericKey(
                        List.of(new NumericRange(new BigDecimal("3.13"), new BigDecimal("3.15"), Fraction.ONE)),
                        BigDecimal.ONE));
        assertThat(draft(file, 3).prompts()).containsExactly(new Choice("1", "France"), new Choice("2", "Italy"));
        assertThat(draft(file, 3).choices()).hasSize(3);
        assertThat(((OrderingKey) draft(file, 4).key()).order()).containsExactly("A", "C", "B");
        assertThat(draft(file, 5).correct()).containsExactly("A", "B");
    }

    @Test
    void shouldSayWhatARowWithoutATypeWasTakenFor() {
        ReadFile file = read("question,answer\nPi?,3.14\nWater is wet.,true\nCapital?,Paris\n");

        assertThat(file.blocks())
                .extracting(block -> block.draft().kind())
                .containsExactly(Kind.NUMERIC, Kind.TRUE_FALSE, Kind.SHORT_TEXT);
        assertThat(file.blocks())
                .allSatisfy(block ->
                        assertThat(block.problems()).extracting(Problem::code).containsExactly("type-guessed"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '\u0001', textBlock = """
        single,Which?,a|b,C               ! answer-unreadable
        single,Which?,a|b,3               ! answer-unreadable
        single,Which?,a|b,                ! no-correct-choice
        single,Which?,a,A                 ! too-few-choices
        single,,a|b,A                     ! no-stem
        essay,Write.,,                    ! kind-unsupported
        tf,Is it?,,perhaps                ! answer-unreadable
        numeric,How many?,,many           ! invalid-number
        numeric,How many?,,               ! invalid-key
        short text,Who?,,                 ! invalid-key
        matching,Pairs?,a|b,              ! invalid-field
        ordering,Order?,a,                ! wrong-number-of-items
        single,5" disk?,a|b,A             ! malformed-csv
        single,"Which?"x,a|b,A            ! malformed-csv
        """)
    void shouldNameTheFaultAndGoOn(String row, String code) {
        ReadFile file = read("type,question,choices,correct\n" + row + "\nsingle,Good?,y|n,A\n");

        assertThat(file.blocks()).extracting(Block::line).containsExactly(2, 3);
        assertThat(file.blocks().getFirst().draft()).isNull();
        assertThat(file.blocks().getFirst().problems())
                .extracting(Problem::code)
                .contains(code);
        assertThat(file.blocks().getLast().draft()).isNotNull();
    }

    @Test
    void shouldWarnOnceOfColumnsThatSayNothing() {
        ReadFile file = read("question,a,b,correct,colour\nOne?,x,y,A,red\nTwo?,x,y,B,blue\n");

        assertThat(file.blocks().getFirst().problems())
                .extracting(Problem::code)
                .containsExactly("unknown-field");
        assertThat(file.blocks().getLast().problems()).isEmpty();
    }

    @Property
    void shouldEndWhateverItReadsInVerdicts(
            @ForAll @Chars({'\n', ' ', ',', ';', '"', '|', 'A', 'B', '1', '-', '>', '=', '.', ':', '\r', '\t'})
                    String text) {
        for (Block block : read("type,question,choices,correct\n" + text + "\nsingle,x," + text)
                .blocks()) {
            assertThat(block.draft() != null || block.problems().stream().anyMatch(Problem::isError))
                    .isTrue();
        }
    }

    private static Draft draft(ReadFile file, int place) {
        return file.blocks().get(place).draft();
    }

    private static ReadFile read(String text) {
        return ReadFile.of(new TableReader(), text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Title,Question,A,B,Correct;Chapter 1,Which?,a,b,B           | Which?; a, *b
        Question,Option B,Option A,Correct;Which?,b,a,A             | Which?; *a, b
        Question,A,B,C,Correct;Which?,a,,c,C                        | empty-choice
        Question,Option 0,Option 1,Correct;Which?,a,b,0             | Which?; *a, b
        Question,A,B,Correct;Which?,a,b (Correct),                  | Which?; a, *b
        Question,A,B,Correct;Which?,a,b (Correct),A                 | answers-contradict
        Question,A,B,Correct;Which?,a,b,Option B                    | Which?; a, *b
        Question,A,B,C,Correct;Which?,2,3,1,2                       | answer-unreadable
        Type,Question,A,B,C,Correct;single,Which?,a,b,c,"A,B"       | invalid-key
        Type,Question,A,B,Correct;ordering,Which?,a,b,"B,A"         | Which?; b, a
        Type,Question,A,B,Correct;ordering,Which?,a,b,B             | answer-unreadable
        Type,Question,A,B,Correct;matching,Which?,a->x,b->y,A       | invalid-field
        Question,A,B,C,Correct,Select;Which?,a,b,c,A,2              | select-count-mismatch
        Question,A,B,C,Correct,Select;Which?,a,b,c,A,1..2           | Which?; *a, b, c; 1..2
        Type,Question,A,B,C,Correct;multiple,Which?,a,b,c,B         | Which?; a, *b, c; MULTIPLE
        """)
    void shouldTakeColumnsAtTheirWord(String rows, String result) {
        Block block = read(rows.replace(';', '\n')).blocks().getFirst();

        assertThat(block.draft() == null ? block.problems().getFirst().code() : shown(block.draft()))
                .startsWith(result);
    }

    private static String shown(Draft draft) {
        List<String> texts = draft.key() instanceof OrderingKey ordering
                ? ordering.order().stream()
                        .map(id -> draft.choices().get(id.charAt(0) - 'A').text())
                        .toList()
                : draft.choices().stream()
                        .map(choice -> (choice.correct() ? "*" : "") + choice.text())
                        .toList();
        return draft.stem() + "; " + String.join(", ", texts)
                + (draft.selectMin() == draft.selectMax() ? "" : "; " + draft.selectMin() + ".." + draft.selectMax())
                + "; " + draft.kind();
    }

    @Test
    void shouldTrustNoNumberOfAFileThatCountsFromZero() {
        List<Block> blocks = read("""
                Question,A,B,Correct
                First?,a,b,1
                Second?,a,b,0
                Third?,a,b,B
                """).blocks();

        assertThat(blocks.get(0).problems().getFirst().message()).contains("in line 3");
        assertThat(blocks.get(1).draft()).isNull();
        assertThat(blocks.get(2).draft().correct()).containsExactly("B");
    }

    @Test
    void shouldKeepNoIdThatOnlyCountsUnlessItsHeadingSaysThatItIsOne() {
        ReadFile counted = read("Id,Question,A,B,Correct\n1,First?,a,b,A\nq-2,Second?,a,b,B\n");
        ReadFile external = read("External Id,Question,A,B,Correct\n1,First?,a,b,A\nq-2,Second?,a,b,B\n");

        assertThat(counted.blocks())
                .extracting(block -> block.draft().externalId())
                .containsExactly(null, "q-2");
        assertThat(counted.blocks())
                .flatExtracting(Block::problems)
                .extracting(Problem::code)
                .containsExactly("id-ignored");
        assertThat(external.blocks())
                .extracting(block -> block.draft().externalId())
                .containsExactly("1", "q-2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#",
                "No.",
                "Nr",
                "Question #",
                "Question No.",
                "Question Number",
                "Q#",
                "Q No",
                "Item #",
                "S.No",
                "Sr. No.",
                "Serial No",
                "Q",
                "Q."
            })
    void shouldTakeNoNumbersForQuestionsOrChoices(String heading) {
        ReadFile file = read(heading + ",Question,Option A,Option B,Answer\n1,Which?,a,b,B\n");

        assertThat(shown(file.draft())).isEqualTo("Which?; a, *b; SINGLE");
        assertThat(file.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "option "})
    void shouldReadChoicesAsFarAsTheirLettersGo(String prefix) {
        StringBuilder headings = new StringBuilder("question");
        StringBuilder row = new StringBuilder("Which?");
        for (char letter = 'a'; letter <= 't'; letter++) {
            headings.append(',').append(prefix).append(letter);
            row.append(",text ").append(letter);
        }

        Draft draft = read(headings + ",correct\n" + row + ",S\n").draft();

        assertThat(draft.stem()).isEqualTo("Which?");
        assertThat(draft.choices()).hasSize(20).contains(new DraftChoice("Q", "text q", false));
        assertThat(draft.choices().get(18)).isEqualTo(new DraftChoice("S", "text s", true));
    }

    @Test
    void shouldLeaveOutTheTitleAndTheRemarksAboveTheHeadings() {
        List<Block> template = read("""
                Quiz template,,,,,
                "Add questions, at least two answers, and have fun",,,,,

                ,Question - max 120 characters,Answer 1 - max 75 characters,Answer 2,"Time limit (sec) – 5, 10, or 20",Correct answer(s) - one
                1,Which?,a,b,20,2
                """).blocks();
        List<Block> apart =
                read("A quiz, of mine\nQuestion;A;B;Correct\nWhich?;a;b;B\n").blocks();

        assertThat(template).extracting(Block::line).containsExactly(5);
        assertThat(shown(template.getFirst().draft())).isEqualTo("Which?; a, *b; SINGLE");
        assertThat(apart).extracting(Block::line).containsExactly(3);
        assertThat(shown(apart.getFirst().draft())).isEqualTo("Which?; a, *b; SINGLE");
    }

    @Test
    void shouldLeaveOutNoRowWhereNoneBelowHasHeadings() {
        String row = "Which?,a,b,B\n";

        assertThat(read("one,two,three,four\n" + row + "Question,Answer\n" + row)
                        .blocks())
                .extracting(Block::line)
                .containsExactly(2, 3, 4);
        assertThat(read(row.repeat(21) + "Question,A,B,Correct\n" + row).blocks())
                .hasSize(22);
        assertThat(read(row.repeat(20) + "Question,A,B,Correct\n" + row).blocks())
                .extracting(Block::line)
                .containsExactly(22);
    }

    @Test
    void shouldTakeStarsForStars() {
        Draft draft = read("Type,Question,Correct\nshort answer,All of t?,SELECT * FROM t\n")
                .draft();

        assertThat(((TextKey) draft.key()).accepted().getFirst().text()).isEqualTo("SELECT \\* FROM t");
    }

    @Test
    void shouldReadATableOfMarkdownAmongText() {
        List<Block> blocks = read("""
                # Quiz

                As follows.

                | # | Question | Option A | Option B | Correct |
                |---|:--------:|----------|----------|---------|
                | 1 | Which "x" \\| y? | a | b | B |

                The end.
                """).blocks();

        assertThat(blocks).extracting(Block::line).containsExactly(7);
        assertThat(shown(blocks.getFirst().draft())).isEqualTo("Which \"x\" | y?; a, *b; SINGLE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Question - max 120 characters;Answer 1 - max 75 characters;Answer 2 - max 75 characters;Time limit (sec) – 5;Correct answer(s) - choose at least one\nWhich?;a;b;20;2\n",
                "Question Text,Question Type,Option 1,Option 2,Option 3,Correct Answer,Time in seconds,Image Link,Answer explanation\nWhich?,Multiple Choice,a,b,,2,30,,so\n"
            })
    void shouldReadWhatQuizSitesHaveAsTheirTables(String table) {
        assertThat(shown(read(table).draft())).isEqualTo("Which?; a, *b; SINGLE");
    }
}

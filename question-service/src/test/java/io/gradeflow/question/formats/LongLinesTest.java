package io.gradeflow.question.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.question.formats.gift.GiftReader;
import io.gradeflow.question.formats.json.JsonLinesReader;
import io.gradeflow.question.formats.json.JsonReader;
import io.gradeflow.question.formats.listed.ListedReader;
import io.gradeflow.question.formats.marked.MarkedTextReader;
import io.gradeflow.question.formats.moodle.MoodleXmlReader;
import io.gradeflow.question.formats.plain.AikenReader;
import io.gradeflow.question.formats.plain.OpenTriviaReader;
import io.gradeflow.question.formats.qti.QtiReader;
import io.gradeflow.question.formats.table.TableReader;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pattern that looks at each blank again for each blank would be at it for hours. */
class LongLinesTest {

    private static final String BLANKS = " ".repeat(200_000);

    private static final List<Supplier<QuestionReader>> READERS = List.of(
            MarkedTextReader::new,
            ListedReader::new,
            AikenReader::new,
            OpenTriviaReader::new,
            GiftReader::new,
            TableReader::new,
            MoodleXmlReader::new,
            JsonLinesReader::new,
            JsonReader::new,
            QtiReader::new);

    /** Where a run stands: by itself, and where each format has texts. */
    private static final List<String> PLACES = List.of(
            "%s\n",
            "Which?\nA. %s (Correct)\nB. b\nAnswer: A\n",
            "1. %s?\n- [x] a\n- [ ] b\nExplanation: %1$s\n",
            "Which?\nA. a\nB. b\nANSWER: %s\n",
            "#Q %s\n^ a\nA a\nB b\n",
            "W? {=%s ~b#%1$s}\n\nM? {=a -> %1$s =c -> d}\n",
            "Question,Type,Option A,Option B,Correct\n\"%s\",matching,\"%1$s\",b,\"%1$s\"\n\"%1$s\",,\"%1$s\",b,\"1%1$s\"\n",
            "<quiz><question type=\"multichoice\"><questiontext format=\"html\"><text><![CDATA[%s]]></text></questiontext>"
                    + "<single>true</single><answer fraction=\"100\"><text><![CDATA[%1$s]]></text></answer></question></quiz>");

    @ParameterizedTest
    @ValueSource(strings = {"Q", "Question", "Question no", "# Q", "Q1", "Q1 of", "1.", "(1)"})
    @Timeout(60)
    void shouldReadALineOfBlanks(String beginning) {
        assertThat(QuestionHead.of(beginning + BLANKS + "x")).satisfies(head -> {
            assertThat(head.isEmpty() || head.get().rest().equals("x")).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "x ",
                "# a ",
                "answer ",
                "<summary>",
                "<details>",
                "<!--",
                "<b",
                "<pre>",
                "<pre> ",
                "<ol><li>",
                "<b><i>",
                "`",
                "![a](",
                "[a](b)***",
                "A   ",
                "1 ",
                "1, ",
                "a|",
                "->",
                "\\",
                "~a",
                "=a->b ",
                "%50%",
                "::",
                "[id:",
                "Topic: a,",
                "(Correct) ",
                "- ",
                "select ",
                "&amp;",
                "question no ",
                "Answer: 2\n",
                "Why?\nAnswer: x\n"
            })
    @Timeout(60)
    void shouldReadRunsInAllPlacesOfAllFormats(String piece) {
        String run = piece.repeat(20_000 / piece.length()) + "x";
        for (String place : PLACES) {
            String text = place.formatted(run);
            for (Supplier<QuestionReader> reader : READERS) {
                assertThat(ReadFile.of(reader.get(), text).blocks())
                        .allSatisfy(block -> assertThat(block.number()).isPositive());
            }
        }
    }
}

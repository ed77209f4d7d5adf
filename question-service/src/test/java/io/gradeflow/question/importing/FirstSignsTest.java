package io.gradeflow.question.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FirstSignsTest {

    private static final List<String> PIECES = List.of(
            "-",
            "*",
            "+",
            "•",
            "_",
            "**",
            "(",
            "[",
            "]",
            ")",
            "x",
            " ",
            "  ",
            "\t",
            "1",
            "12",
            "A",
            "a",
            "h",
            "i",
            "Z",
            ".",
            ":",
            "::",
            "{",
            "}",
            "=",
            "~",
            "#",
            "$CATEGORY:",
            "T",
            "`",
            "\\",
            "?",
            "<b>",
            "<",
            "é",
            "\u00A0",
            "\u3000",
            "\u200B",
            "\uFEFF",
            "ſ",
            "Ａ",
            "１",
            "answer",
            "Answers",
            "ANS",
            "key",
            "correct",
            "Correct:",
            "show ",
            "see ",
            "the ",
            "right ",
            "suggested ",
            "answer</summary>",
            "word",
            "\n");

    @Property
    void shouldPassOverNoLineThatAPatternTakes(@ForAll("lines") String line) {
        requireFor(line, Detection.BOX.asMatchPredicate(), FirstSigns::mayBeBox);
        requireFor(line, Detection.OPTION.asMatchPredicate(), FirstSigns::mayBeOption);
        requireFor(line, Detection.STARRED.asMatchPredicate(), FirstSigns::mayBeStarred);
        requireFor(line, Detection.ANSWER.asMatchPredicate(), FirstSigns::mayBeAnswer);
        requireFor(line, Detection::isGift, FirstSigns::mayBeGift);
    }

    private static void requireFor(String line, Predicate<String> pattern, Predicate<String> firstSigns) {
        if (pattern.test(line)) {
            assertThat(line).matches(firstSigns);
        }
    }

    @Provide
    Arbitrary<String> lines() {
        return Arbitraries.of(PIECES).list().ofMinSize(1).ofMaxSize(9).map(pieces -> String.join("", pieces));
    }
}

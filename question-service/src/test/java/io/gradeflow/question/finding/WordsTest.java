package io.gradeflow.question.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Which one's RIGHT?     | which one s right
            s3.amazonaws.com/a_b   | s3 amazonaws com a b
            1e5 3.14 -7            | 1e5 3 14 7
            Ünïcode déjà-vu ﬁne ①  | unicode deja vu fine 1
            日本語とGo             | 日 本 語 と go
            🙂 -- ?!               | ''
            """)
    void shouldTakeTextsApart(String text, String words) {
        assertThat(Words.of(List.of(text))).containsExactly(words.isEmpty() ? new String[0] : words.split(" "));
    }

    @Property(tries = 500)
    void shouldMarkNothingButPiecesOfTheText(@ForAll @StringLength(max = 60) String text) {
        int before = 0;
        for (Words.Place place : Words.placesIn(text)) {
            assertThat(place.start()).isGreaterThanOrEqualTo(before);
            assertThat(place.end()).isGreaterThan(place.start()).isLessThanOrEqualTo(text.length());
            assertThat(place.word()).matches("[\\p{L}\\p{N}]+");
            before = place.end();
        }
    }

    @Property(tries = 200)
    void shouldFindEveryTextByItsOwnWords(@ForAll @StringLength(min = 1, max = 60) String text) {
        var words = Words.of(List.of(text));
        if (!words.isEmpty()) {
            assertThat(new Search(words).marks(text)).hasSameSizeAs(Words.placesIn(text));
        }
    }
}

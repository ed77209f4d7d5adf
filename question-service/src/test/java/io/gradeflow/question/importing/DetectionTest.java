package io.gradeflow.question.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.formats.Upload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            marked-text          | Which?;;a (Correct);;b
            marked-text          | Q1: Which?;A. a (Correct);B. b;Explanation: the answer is a
            markdown-checkboxes  | # Title;;### Which?;- [x] a;- [ ] b
            markdown-checkboxes  | 1. Which?;   1. [ ] a;   2. [ ] b;;Answer: A
            lettered             | 1. Which?;  - A. a;  - B. b;  <details><summary>Answer</summary>Correct answer: A</details>
            lettered             | Which?;A) a;B) b;;**Answer:** A, C
            aiken                | Which?;A) a;B) b;ANSWER: A
            open-trivia          | #Q Which?;^ a;A a;B b
            jsonl                | {"type":"single"}
            marked-text          | nothing of the kind
            """)
    void shouldTellFormatsApartByContent(String format, String lines) throws IOException {
        assertThat(detected("\uFEFF\n" + lines.replace(';', '\n'))).isEqualTo(format);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            %PDF-1.7   | a PDF
            Rar!       | an archive of RAR
            """)
    void shouldSayWhatAFileIsThatIsNoBank(String content, String what) {
        assertThatThrownBy(() -> detected(content)).isInstanceOf(ProblemException.class).hasMessageContaining(what);
    }

    private static String detected(String text) throws IOException {
        byte[] file = text.getBytes(StandardCharsets.UTF_8);
        return Format.of(Format.AUTO, Upload.of(() -> new ByteArrayInputStream(file))).parameter();
    }
}

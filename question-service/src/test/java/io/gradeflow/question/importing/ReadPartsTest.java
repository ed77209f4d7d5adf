package io.gradeflow.question.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.QuestionError;
import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.QuestionReader;
import io.gradeflow.question.formats.ReadFile;
import io.gradeflow.question.formats.Upload;
import io.gradeflow.question.topic.TopicEntry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadPartsTest {

    private static final String ALL_KINDS = """
        {"type":"single","stem":"S?","externalId":"s","topics":["a/b"],"explanation":"E","choices":[{"id":"A","text":"a","correct":true},{"id":"B","text":"b"}]}
        {"type":"multiple","stem":"M?","select":{"min":1,"max":2},"scoring":"option-weights","choices":[{"id":"A","text":"a","correct":true,"weight":"1/3"},{"id":"B","text":"b","correct":true,"weight":"2/3"},{"id":"C","text":"c","weight":"-1"}]}
        {"type":"multiple","stem":"R?","scoring":"map-response","otherwise":"-0.333333333","most":2,"choices":[{"id":"A","text":"a","correct":true,"weight":"2"},{"id":"B","text":"b"}]}
        {"type":"true-false","stem":"T?","answer":false}
        {"type":"short-text","stem":"W?","answers":[{"text":"x*"},{"text":"y","weight":"0.123456789"}],"caseSensitive":true}
        {"type":"numeric","stem":"N?","answers":[{"value":3.14,"tolerance":0.01}]}
        {"type":"matching","stem":"P?","pairs":[{"prompt":"p","answer":"x"},{"prompt":"q","answer":"y"}],"distractors":["z"]}
        {"type":"ordering","stem":"O?","order":["b","a"],"maximum":2.5}
        {"type":"essay","stem":"\\ud800"}
        1
        """;

    @ParameterizedTest
    @ValueSource(longs = {0, ReadParts.SMALL, ReadParts.SMALL + 1})
    void shouldHandOnWhatWasReadAsItWas(long bytes) throws IOException {
        List<Block> read = ReadFile.of(Format.JSON_LINES.reader(), ALL_KINDS).blocks();
        Replayed replayed = new Replayed();

        try (ReadParts parts = ReadParts.read(upload(ALL_KINDS), bytes, Format.JSON_LINES, 100, questions -> {})) {
            assertThat(parts.questions()).isEqualTo(10);
            assertThat(parts.isInMemory()).isEqualTo(bytes <= ReadParts.SMALL);
            parts.replay(replayed);
        }

        assertThat(replayed.blocks).isEqualTo(read).hasSize(10);
    }

    @Test
    void shouldPutAsideOnDiskWhatASmallFileHasTooManyOf() throws IOException {
        int many = ReadParts.FEW + 2;
        Replayed replayed = new Replayed();

        try (ReadParts parts = read("1\n".repeat(many), Format.JSON_LINES, many)) {
            assertThat(parts.isInMemory()).isFalse();
            parts.replay(replayed);
        }

        assertThat(replayed.blocks)
                .extracting(Block::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, many).boxed().toList());
    }

    @Test
    void shouldPutAsideOnDiskWhatIsUnpacked() throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(archive)) {
            zip.putNextEntry(new ZipEntry("questions.jsonl"));
            zip.write(ALL_KINDS.getBytes(StandardCharsets.UTF_8));
        }
        Upload upload = Upload.of(() -> new ByteArrayInputStream(archive.toByteArray()));

        try (ReadParts parts = ReadParts.read(upload, archive.size(), Format.ARCHIVE, 100, questions -> {})) {
            assertThat(parts.questions()).isEqualTo(10);
            assertThat(parts.isInMemory()).isFalse();
        }
    }

    @Test
    void shouldHandOnTheTaxonomyOfAFile() throws IOException {
        Replayed replayed = new Replayed();

        try (ReadParts parts = read(
                "---\ntopics:\n  - path: a/b\n    title: B\n    keywords: [c]\n---\nWhich?\n\na (Correct)\n\nb\n",
                Format.MARKED_TEXT,
                100)) {
            parts.replay(replayed);
        }

        assertThat(replayed.taxonomy).extracting(TopicEntry::path).containsExactly("a", "a/b");
        assertThat(replayed.taxonomy.getLast().keywords()).containsExactly("c");
    }

    @ParameterizedTest
    @CsvSource({"9, IMPORT_TOO_LARGE", "10,"})
    void shouldReadNoMoreThanIsAllowed(int most, QuestionError error) throws IOException {
        if (error == null) {
            read(ALL_KINDS, Format.JSON_LINES, most).close();
        } else {
            assertThatThrownBy(() -> read(ALL_KINDS, Format.JSON_LINES, most))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.code()).isEqualTo(error));
        }
    }

    @Test
    void shouldGiveUpOnAFileOfWhichHardlyAnythingIsGood() {
        assertThatThrownBy(() -> read("1\n".repeat(1_000_000), Format.JSON_LINES, Integer.MAX_VALUE))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(QuestionError.NOT_A_BANK));
    }

    @Test
    void shouldTellHowFarItIs() throws IOException {
        AtomicInteger told = new AtomicInteger();

        ReadParts.read(upload(ALL_KINDS), 0, Format.JSON_LINES, 100, told::set).close();

        assertThat(told).hasValue(10);
    }

    private static ReadParts read(String text, Format format, int most) throws IOException {
        return ReadParts.read(upload(text), text.length(), format, most, questions -> {});
    }

    private static Upload upload(String text) throws IOException {
        byte[] file = text.getBytes(StandardCharsets.UTF_8);
        return Upload.of(() -> new ByteArrayInputStream(file));
    }

    private static final class Replayed implements QuestionReader.Sink {

        private final List<TopicEntry> taxonomy = new ArrayList<>();
        private final List<Block> blocks = new ArrayList<>();

        @Override
        public void taxonomy(List<TopicEntry> entries) {
            taxonomy.addAll(entries);
        }

        @Override
        public void block(Block block) {
            blocks.add(block);
        }
    }
}

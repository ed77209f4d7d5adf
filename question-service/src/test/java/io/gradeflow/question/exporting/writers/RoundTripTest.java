package io.gradeflow.question.exporting.writers;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.question.exporting.writers.RandomBank.Texts;
import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.ReadFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a bank holds, a file of it reads back as what the report says. */
class RoundTripTest {

    private static final int BANKS = Integer.getInteger("gradeflow.export.banks", 4);
    private static final int QUESTIONS = 25;

    @ParameterizedTest
    @EnumSource
    void shouldReadBackWhatItSaysThatItHolds(ExportFormat format) throws IOException {
        for (Texts texts : Texts.values()) {
            for (int bank = 0; bank < BANKS; bank++) {
                List<Draft> questions = new RandomBank(bank, texts).questions(QUESTIONS);
                List<Fitted> fitted = questions.stream().map(format::fit).toList();

                List<Block> read = ReadFile.of(format.reader(), written(format, questions, fitted))
                        .blocks();

                List<Fitted> held =
                        fitted.stream().filter(one -> one.draft() != null).toList();
                assertThat(read).as(format + " " + texts + " " + bank).hasSameSizeAs(held);
                for (int i = 0; i < held.size(); i++) {
                    assertThat(read.get(i).draft())
                            .as(
                                    "%s %s %d %s %s",
                                    format,
                                    texts,
                                    bank,
                                    held.get(i),
                                    read.get(i).problems())
                            .isNotNull();
                    same(held.get(i), read.get(i).draft());
                }
                for (int i = 0; i < questions.size(); i++) {
                    if (fitted.get(i).losses().isEmpty()) {
                        assertThat(fitted.get(i).draft()).isEqualTo(questions.get(i));
                    } else {
                        assertThat(fitted.get(i).losses())
                                .allSatisfy(loss -> assertThat(loss.message()).isNotBlank());
                    }
                }
            }
        }
    }

    @Test
    void shouldLoseNothingInJsonLines() throws IOException {
        for (int bank = 0; bank < BANKS; bank++) {
            List<Draft> questions = new RandomBank(bank, Texts.NASTY).questions(QUESTIONS);
            List<Fitted> fitted =
                    questions.stream().map(ExportFormat.JSON_LINES::fit).toList();

            assertThat(fitted).allSatisfy(one -> assertThat(one.losses()).isEmpty());
            assertThat(ReadFile.of(
                                    ExportFormat.JSON_LINES.reader(),
                                    written(ExportFormat.JSON_LINES, questions, fitted))
                            .blocks())
                    .extracting(Block::draft)
                    .isEqualTo(questions);
        }
    }

    /** What each format loses of texts without what only JSON can hold comes from kinds and policies alone. */
    @Test
    void shouldKeepEveryTextOfALineInMoodleAndQti() {
        Map<ExportFormat, Map<String, Integer>> codes = new EnumMap<>(ExportFormat.class);
        for (ExportFormat format : List.of(ExportFormat.MOODLE_XML, ExportFormat.QTI, ExportFormat.GIFT)) {
            for (int bank = 0; bank < BANKS; bank++) {
                for (Draft question : new RandomBank(bank, Texts.PLAIN).questions(QUESTIONS)) {
                    for (Loss loss : format.fit(question).losses()) {
                        codes.computeIfAbsent(format, of -> new TreeMap<>()).merge(loss.code(), 1, Integer::sum);
                        assertThat(loss.code())
                                .as("%s %s %s", format, question, loss)
                                .isNotIn("text-changed", "unwritable");
                    }
                }
            }
        }
        assertThat(codes.get(ExportFormat.QTI).keySet())
                .isSubsetOf(Set.of(
                        "policy-changed",
                        "policy-rewritten",
                        "maximum-changed",
                        "answers-left-out",
                        "weights-rounded"));
        assertThat(codes.get(ExportFormat.MOODLE_XML).keySet())
                .isSubsetOf(Set.of(
                        "policy-changed", "policy-rewritten", "select-changed", "kind-unsupported", "weights-rounded"));
    }

    private static void same(Fitted held, Draft read) {
        Draft written = held.draft();
        assertThat(read.kind()).isEqualTo(written.kind());
        assertThat(read.key()).as(held.toString()).isEqualTo(written.key());
        assertThat(read.choiceIds()).isEqualTo(written.choiceIds());
        if (held.losses().stream().noneMatch(loss -> loss.code().equals("text-changed"))) {
            assertThat(new HashSet<>(read.topics())).as(held.toString()).isEqualTo(new HashSet<>(written.topics()));
            assertThat(read.withTopics(List.of())).as(held.toString()).isEqualTo(written.withTopics(List.of()));
        }
    }

    private static byte[] written(ExportFormat format, List<Draft> questions, List<Fitted> fitted) throws IOException {
        return written(format, questions, fitted, 26);
    }

    static byte[] written(ExportFormat format, List<Draft> questions, List<Fitted> fitted, int options)
            throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (QuestionWriter writer = format.writer(file, options, name -> Optional.of(new byte[] {1}))) {
            List<Fitted> all = new ArrayList<>(fitted);
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i).draft() == null) {
                    writer.leaveOut(questions.get(i), all.get(i).losses());
                } else {
                    writer.write(all.get(i).draft(), all.get(i).losses());
                }
            }
        }
        return file.toByteArray();
    }
}

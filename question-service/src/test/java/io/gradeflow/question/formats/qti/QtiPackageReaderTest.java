package io.gradeflow.question.formats.qti;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.ReadFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class QtiPackageReaderTest {

    private static final String ITEM = QtiReaderTest.item(
            QtiReaderTest.declaration("single", "string", "<qti-value>yes</qti-value>", ""),
            "<p>Say yes: <qti-text-entry-interaction response-identifier=\"RESPONSE\"/></p>",
            "match_correct.xml");

    @Test
    void shouldReadEachItemAndPassOverAllElse() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("imsmanifest.xml", "<manifest/>");
        files.put("items/one.xml", ITEM);
        files.put("images/a.png", "not a picture");
        files.put("items/broken.xml", ITEM.substring(0, 400));
        files.put("test.xml", "<qti-assessment-test identifier=\"t\"/>");
        files.put("old.xml", "<questestinterop/>");
        files.put("items/two.xml", ITEM.replace("item-1", "item-2"));

        ReadFile file = ReadFile.of(new QtiPackageReader(), zip(files));

        assertThat(file.blocks())
                .extracting(Block::file)
                .containsExactly("items/one.xml", "items/broken.xml", "old.xml", "items/two.xml");
        assertThat(file.blocks()).extracting(Block::number).containsExactly(1, 2, 3, 4);
        assertThat(file.blocks().get(1).problems()).extracting(Problem::code).containsExactly("malformed-xml");
        assertThat(file.blocks().get(2).problems()).extracting(Problem::code).containsExactly("kind-unsupported");
        assertThat(file.blocks().getLast().draft().externalId()).isEqualTo("item-2");
    }

    @Test
    void shouldTellOfBanksOfOtherFormatsThatStandBesideItsItems() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("imsmanifest.xml", "<manifest/>");
        files.put("items/one.xml", ITEM);
        files.put("README.txt", "Read me.");
        files.put("licenses/example.txt", "MIT");
        files.put("more/bank.CSV", "Question,Answer");
        files.put("Quiz 2.txt", "1. Which?");

        ReadFile file = ReadFile.of(new QtiPackageReader(), zip(files));

        assertThat(file.blocks())
                .extracting(Block::file)
                .containsExactly("items/one.xml", "more/bank.CSV", "Quiz 2.txt");
        assertThat(file.blocks().getLast().problems()).extracting(Problem::code).containsExactly("not-a-bank");
    }

    @Test
    void shouldReadWhatStandsBehindAnyNumberOfPictures() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < 60_000; i++) {
            files.put("assets/" + i + ".png", "");
        }
        files.put("items/one.xml", ITEM);

        assertThat(ReadFile.of(new QtiPackageReader(), zip(files)).draft().externalId())
                .isEqualTo("item-1");
    }

    @Test
    void shouldReadNoMoreOfAFileThanAnItemCanHave() throws IOException {
        ReadFile file = ReadFile.of(
                new QtiPackageReader(), zip(Map.of("bomb.xml", "<qti-assessment-item>" + " ".repeat(20_000_000))));

        assertThat(file.problems()).containsExactly("text-too-long");
    }

    @Test
    void shouldSayThatAnArchiveIsDamaged() throws IOException {
        byte[] whole = zip(Map.of("one.xml", ITEM));

        assertThat(ReadFile.of(new QtiPackageReader(), Arrays.copyOf(whole, whole.length / 2))
                        .problems())
                .containsExactly("malformed-zip");
    }

    private static byte[] zip(Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}

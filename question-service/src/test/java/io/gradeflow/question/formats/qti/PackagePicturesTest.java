package io.gradeflow.question.formats.qti;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.ReadFile;
import io.gradeflow.question.formats.SmallPicture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class PackagePicturesTest {

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    @Test
    void shouldTakeAlongThePicturesOfThePackageWhereverTheyStand() throws IOException {
        files.put("images/my net.gif", SmallPicture.gif(1));
        item("items/one.xml", "<img src=\"../images/my%20net.gif\" alt=\"a net\"/>");
        item("items/two.xml", "<object data=\"images/b.gif\" type=\"image/gif\">b</object>");
        item("items/three.xml", "<img src=\"images/my%20net.gif\"/>");
        files.put("items/images/b.gif", SmallPicture.gif(2));
        files.put("images/unseen.gif", SmallPicture.gif(3));

        ReadFile file = ReadFile.of(new QtiPackageReader(), zip());

        assertThat(file.blocks()).allSatisfy(block -> {
            assertThat(block.problems()).isEmpty();
            assertThat(block.draft().stem())
                    .contains("(asset:" + block.pictures().getFirst().name() + ")");
        });
        assertThat(file.blocks().getFirst().draft().stem()).contains("![a net](asset:");
        assertThat(file.blocks().getFirst().pictures())
                .isEqualTo(file.blocks().getLast().pictures());
        assertThat(file.pictures())
                .containsOnlyKeys(
                        file.blocks().getFirst().pictures().getFirst().digest(),
                        file.blocks().get(1).pictures().getFirst().digest());
    }

    @Test
    void shouldSayOfEachThatIsNotTakenWhyAndWhatToDo() throws IOException {
        item("one.xml", "<img src=\"a.svg\"/>");
        item("items/two.xml", "<img src=\"../../../etc/b.gif\"/>");
        item("three.xml", "<img src=\"https://example.org/c.gif\"/>");
        item("four.xml", "<img src=\"d.png\"/>");
        files.put("a.svg", "<svg/>".getBytes(StandardCharsets.UTF_8));
        files.put("d.png", new byte[2 * 1024 * 1024 + 1]);

        ReadFile file = ReadFile.of(new QtiPackageReader(), zip());

        assertThat(file.blocks())
                .extracting(Block::problems)
                .allSatisfy(problems ->
                        assertThat(problems).extracting(Problem::code).containsExactly("picture-missing"));
        assertThat(file.blocks())
                .extracting(block -> block.problems().getFirst().message())
                .satisfiesExactly(
                        svg -> assertThat(svg).contains("a.svg is SVG"),
                        absent -> assertThat(absent).contains("should have it at etc/b.gif"),
                        remote -> assertThat(remote).contains("isn't imported"),
                        large -> assertThat(large).contains("larger than 2 MB"));
        assertThat(file.pictures()).isEmpty();
    }

    private void item(String name, String picture) {
        String item = QtiReaderTest.item(
                QtiReaderTest.declaration("single", "string", "<qti-value>yes</qti-value>", ""),
                "<p>Say yes: <qti-text-entry-interaction response-identifier=\"RESPONSE\"/></p><p>" + picture + "</p>",
                "match_correct.xml");
        files.put(name, item.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}

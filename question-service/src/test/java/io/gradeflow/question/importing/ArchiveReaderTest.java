package io.gradeflow.question.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.ReadFile;
import io.gradeflow.question.formats.Upload;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class ArchiveReaderTest {

    @Test
    void shouldReadEachFileInItsOwnFormat() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("__MACOSX/._a.gift", "rubbish");
        files.put("a.gift", "Is it {T}\n\nIs it not {F}\n");
        files.put("b/c.md", "### Which?\n\n- [x] a\n- [ ] b\n");
        files.put("d.xml", "<quiz><question type=\"essay\"/></quiz>");
        files.put("style.css", "a {}");
        files.put("notes.txt", "%PDF-1.7");
        files.put("rules.xml", "<rules/>");

        List<Block> blocks = read(zip(files, StandardCharsets.UTF_8));

        assertThat(blocks)
                .extracting(Block::file, Block::number, block -> block.draft() != null)
                .containsExactly(
                        tuple("a.gift", 1, true),
                        tuple("a.gift", 2, true),
                        tuple("b/c.md", 3, true),
                        tuple("d.xml", 4, false),
                        tuple("notes.txt", 5, false));
        assertThat(blocks.getLast().problems()).extracting(Problem::code).containsExactly("not-a-bank");
    }

    @Test
    void shouldReadNamesAsOldWindowsWritesThem() throws IOException {
        byte[] zip = zip(Map.of("Prüfung.gift", "Is it {T}\n"), Charset.forName("IBM437"));

        assertThat(Format.of(Format.AUTO, upload(zip))).isEqualTo(Format.ARCHIVE);
        assertThat(read(zip)).extracting(Block::file).containsExactly("Prüfung.gift");
    }

    @Test
    void shouldKeepNoNamesThatADatabaseRefuses() throws IOException {
        assertThat(read(zip(Map.of("a\u0000b.gift", "Is it {T}\n"), StandardCharsets.UTF_8)))
                .extracting(Block::file)
                .containsExactly("ab.gift");
    }

    @Test
    void shouldSayWhatPackagesOfCoursesAre() throws IOException {
        byte[] canvas = zip(
                Map.of(
                        "imsmanifest.xml",
                        "<manifest xmlns=\"http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1\"><resource"
                                + " type=\"imsqti_xmlv1p2/imscc_xmlv1p1/assessment\"/></manifest>"),
                StandardCharsets.UTF_8);
        byte[] blackboard = zip(
                Map.of("imsmanifest.xml", "<manifest xmlns:bb=\"http://www.blackboard.com/content-packaging/\"/>"),
                StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Format.of(Format.AUTO, upload(canvas)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("as Canvas and others export them");
        assertThatThrownBy(() -> Format.of(Format.AUTO, upload(blackboard)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("a package of Blackboard");
    }

    @Test
    void shouldReadPackagesOfItemsWhateverTheirManifestsNameBesides() throws IOException {
        byte[] items = zip(
                Map.of(
                        "imsmanifest.xml",
                        "<manifest xmlns:bb=\"http://www.blackboard.com/\" xmlns:adlcp=\"http://www.adlnet.org/\">"
                                + "<resource type=\"imsqti_item_xmlv2p1\"/></manifest>"),
                StandardCharsets.UTF_8);
        byte[] course = zip(
                Map.of("imsmanifest.xml", "<manifest><schema>ADL SCORM</schema></manifest>"), StandardCharsets.UTF_8);

        assertThat(Format.of(Format.AUTO, upload(items))).isEqualTo(Format.QTI_PACKAGE);
        assertThatThrownBy(() -> Format.of(Format.AUTO, upload(course)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("a SCORM course");
    }

    @Test
    void shouldTellOfXmlThatHasQuestionsAndCannotBeRead() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("old.xml", "<questestinterop/>");
        files.put("cut.xml", "<?xml version=\"1.0\"?><quiz");
        files.put("feed.xml", "<?xml version=\"1.0\"?><feed/>");
        files.put("rules.xml", "<rules/>");

        List<Block> blocks = read(zip(files, StandardCharsets.UTF_8));

        assertThat(blocks).extracting(Block::file).containsExactly("old.xml", "cut.xml");
        assertThat(blocks)
                .extracting(block -> block.problems().getFirst().message())
                .satisfiesExactly(
                        old -> assertThat(old).contains("QTI 1.2"),
                        cut -> assertThat(cut).contains("no well-formed XML"));
    }

    private static List<Block> read(byte[] zip) {
        return ReadFile.of(new ArchiveReader(), zip).blocks();
    }

    private static Upload upload(byte[] file) throws IOException {
        return Upload.of(() -> new ByteArrayInputStream(file));
    }

    private static byte[] zip(Map<String, String> files, Charset names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, names)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}

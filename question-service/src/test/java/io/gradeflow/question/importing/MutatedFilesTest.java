package io.gradeflow.question.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gradeflow.events.EventJson;
import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.StoredKey;
import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.ReadFile;
import io.gradeflow.question.formats.SmallPicture;
import io.gradeflow.question.formats.Upload;
import io.gradeflow.question.revising.Fingerprint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Files of each format with bytes changed, left out, repeated and mixed, and with long runs of what makes patterns and parsers slow:
 * whatever they are, they end in verdicts that can be stored, and soon. The property {@code gradeflow.fuzz.files} says how many are
 * tried for each reader, {@code gradeflow.fuzz.formats} for which (all without it), and {@code gradeflow.fuzz.seed} which files those are.
 */
@Tag("slow")
class MutatedFilesTest {

    private static final int FILES = Integer.getInteger("gradeflow.fuzz.files", 20_000);
    private static final long SEED = Long.getLong("gradeflow.fuzz.seed", 1);
    private static final List<String> FORMATS =
            List.of(System.getProperty("gradeflow.fuzz.formats", "all").split(","));
    /** Each how manieth change is a long run. */
    private static final int LONG_RUNS = 100;

    private static final int LONGEST_RUN = 50_000;
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final List<String> PIECES = List.of(
            "\n",
            "\n\n",
            "---\n",
            "{",
            "}",
            "=",
            "~",
            "#",
            "%50%",
            "->",
            "\\",
            "(Correct)",
            "- [x] ",
            "A. ",
            "Answer: ",
            "\"",
            ",",
            ";",
            "<details>",
            "</details>",
            "&#0;",
            "&amp;",
            "&x;",
            "<br>",
            "<![CDATA[",
            "]]>",
            "<p>",
            "::",
            "####",
            "$CATEGORY: ",
            "[html]",
            "`",
            "1e9999999",
            "-0",
            "\u0000",
            "\uFEFF",
            "\uD800",
            " ",
            "\t",
            "x ",
            "<summary>",
            "</summary>",
            "<!--",
            "-->",
            "<pre>",
            "<ol><li>",
            "<b><i>",
            "![a](",
            "[a](b)**",
            "A, ",
            "1. ",
            "| ",
            "|---|---|\n",
            "## Answers\n",
            "[id:",
            "[],",
            "{\"a\":",
            "<x>",
            "</x>",
            "<x a=\"b\"/>",
            "Topic: a,",
            "<file name=\"a.gif\" encoding=\"base64\">R0lGODlhAQABAA==</file>",
            "@@PLUGINFILE@@/a.gif",
            "<img src=\"a.gif\"/>",
            "data:image/gif;base64,R0lGODlhAQABAA==",
            "\"options\":[\"a\",\"b\"],",
            "\"answer\":1,",
            "{\"question\":",
            "Answers: 1. A 2. B",
            "1) ",
            "*A. ",
            "- (x) ",
            "  B. ",
            "True\n",
            "Answer: 2\n",
            "Correct Answer: ",
            "Q1: ",
            "## ",
            "null",
            "[",
            "{\"",
            "<!DOCTYPE x [<!ENTITY y \"z\">]>");

    private static final List<String> FILES_OF_TEXT = List.of(
            "---\n"
                    + "topics: [a/b]\n"
                    + "---\n"
                    + "Id: q\n"
                    + "Which? (Select TWO.)\n\n"
                    + "a (Correct)\n\n"
                    + "b\n\n"
                    + "c (Correct)\n\n"
                    + "Explanation: so.\n"
                    + "---\n"
                    + "Q2: x?\n"
                    + "A. y (Correct)\n"
                    + "B. z\n",
            "# T\n\n"
                    + "### Which?\n\n"
                    + "- [x] a\n"
                    + "- [ ] b\n\n"
                    + "2. Two?\n"
                    + "   - A. c\n"
                    + "   - B. d\n\n"
                    + "   <details><summary>Answer</summary>\n"
                    + "   Correct answer: A\n"
                    + "   </details>\n",
            "Which?\nA) a\nB) b\nANSWER: B\n\nTwo?\nA. c\nB. d\nANSWER: A\n",
            "#Q Which?\n^ a\nA a\nB b\n\n#Q Two?\n^ d\nA c\nB d\n",
            "$CATEGORY: $course$/top/A\n\n"
                    + "// [id:x]\n"
                    + "::T::[html]<p>Which <b>one</b>?</p>{=a#yes ~%-50%b ~c####so}\n\n"
                    + "Is {T}\n\n"
                    + "N {#=1:0.5 =%50%1..2}\n\n"
                    + "M {=a -> b =c -> d}\n",
            "Id,Type,Question,Option A,Option B,Correct,Topic\n"
                    + "1,single,\"W, \"\"x\"\"\n"
                    + "y?\",a,b,A,t\n"
                    + "2,numeric,N?,,,3:1,\n",
            "{\"type\":\"single\",\"stem\":\"S?\\ud83d\\ude00\",\"choices\":[{\"id\":\"A\",\"text\":\"a\",\"correct\":true},{\"id\":\"B\",\"text\":\"b\"}]}\n"
                    + "{\"type\":\"numeric\",\"stem\":\"N?\",\"answers\":[{\"value\":1}]}\n",
            "{\"results\":[{\"question\":\"S?\",\"correct_answer\":\"a\",\"incorrect_answers\":[\"b\"]},\n"
                    + "{\"question\":{\"stem\":\"S?\"},\"options\":{\"A\":\"a\",\"B\":\"b\"},\"answer\":0}]}",
            "1. Which?\n1) a\n2) b\nAnswer: 2\n\n2. Two?\n- a\n- b\n\nAnswer: a\n\n3. So?\n\nAnswer: True\n\n4. Four?\nA. a  B. b*\n",
            "<quiz><question type=\"truefalse\"><questiontext format=\"html\"><text>&lt;img"
                    + " src=\"@@PLUGINFILE@@/a.gif\"&gt;</text><file name=\"a.gif\" path=\"/\""
                    + " encoding=\"base64\">R0lGODlhAQABAA==</file></questiontext><answer fraction=\"100\"><text>true</text></answer><answer"
                    + " fraction=\"0\"><text>false</text></answer></question><question type=\"ordering\"><questiontext><text>O?</text></questiontext><answer"
                    + " fraction=\"1\"><text>a</text></answer><answer fraction=\"2\"><text>b</text></answer></question></quiz>",
            "[{\"type\":\"ordering\",\"stem\":\"S?\",\"order\":[\"a\",\"b\"]},{\"type\":\"true-false\",\"stem\":\"S?\",\"answer\":true}]",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><quiz><question type=\"multichoice\"><questiontext"
                    + " format=\"html\"><text><![CDATA[<p>W?</p>]]></text></questiontext><single>true</single><answer"
                    + " fraction=\"100\"><text>a</text></answer><answer"
                    + " fraction=\"0\"><text>b</text></answer></question></quiz>",
            "<qti-assessment-item identifier=\"i\"><qti-response-declaration identifier=\"R\" cardinality=\"single\""
                    + " base-type=\"identifier\"><qti-correct-response><qti-value>a</qti-value></qti-correct-response><qti-mapping"
                    + " default-value=\"0\"><qti-map-entry map-key=\"a\""
                    + " mapped-value=\"1\"/></qti-mapping></qti-response-declaration><qti-item-body><qti-choice-interaction"
                    + " response-identifier=\"R\"><qti-simple-choice"
                    + " identifier=\"a\">A</qti-simple-choice><qti-simple-choice"
                    + " identifier=\"b\">B</qti-simple-choice></qti-choice-interaction></qti-item-body><qti-response-processing"
                    + " template=\"map_response\"/></qti-assessment-item>");

    @ParameterizedTest
    @EnumSource(Format.class)
    void shouldEndInVerdictsWhateverAFileIs(Format format) throws IOException {
        assumeTrue(FORMATS.contains("all") || FORMATS.contains(format.parameter()), "not one of " + FORMATS);
        SplittableRandom random = new SplittableRandom(SEED * 1_000 + format.ordinal());
        List<byte[]> seeds = seeds();
        Duration all = Duration.ZERO;
        Duration longest = Duration.ZERO;
        for (int i = 0; i < FILES; i++) {
            byte[] file = mutated(seeds, random);
            // Of this thread alone, so that a busy machine makes no reader slow.
            long started = THREADS.getCurrentThreadCpuTime();
            read(format, file);
            Duration taken = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - started);
            assertThat(taken).as(() -> Base64.getEncoder().encodeToString(file)).isLessThan(LONGEST);
            all = all.plus(taken);
            longest = taken.compareTo(longest) > 0 ? taken : longest;
        }
        System.out.printf(
                "%-20s seed %d, %,d files, none but verdicts: %,d ms (%,d a second), the longest %d ms%n",
                format.parameter(),
                SEED,
                FILES,
                all.toMillis(),
                FILES * 1_000L / Math.max(1, all.toMillis()),
                longest.toMillis());
    }

    private static void read(Format format, byte[] file) {
        try {
            for (Block block : ReadFile.of(format.reader(), file).blocks()) {
                assertThat(block.draft() != null || block.problems().stream().anyMatch(Problem::isError))
                        .isTrue();
                // All of it can be stored and sent: no half characters.
                StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(block.toString()));
                assertThat(block.toString()).doesNotContain("\u0000");
                ReadPart part = ReadPart.of(block);
                assertThat(EventJson.read(EventJson.write(part), ReadPart.class))
                        .isEqualTo(part);
                if (block.draft() != null) {
                    assertThat(Fingerprint.of(block.draft()).identity()).hasSize(64);
                    assertThat(StoredKey.read(StoredKey.write(block.draft().key())))
                            .isEqualTo(block.draft().key());
                }
            }
            Format.of(Format.AUTO, Upload.of(() -> new ByteArrayInputStream(file)));
        } catch (ProblemException _) {
            // Refused with a sentence.
        } catch (IOException | RuntimeException | Error e) {
            fail(format + " on " + Base64.getEncoder().encodeToString(file), e);
        }
    }

    private static List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (String text : FILES_OF_TEXT) {
            seeds.add(text.getBytes(StandardCharsets.UTF_8));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : List.of("imsmanifest.xml", "item.xml")) {
                ZipEntry entry = new ZipEntry(name);
                entry.setTime(0);
                zip.putNextEntry(entry);
            }
            zip.write(FILES_OF_TEXT
                    .getLast()
                    .replace("<qti-item-body>", "<qti-item-body><img src=\"a.gif\"/>")
                    .getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("a.gif"));
            zip.write(SmallPicture.gif(1));
        }
        seeds.add(bytes.toByteArray());
        return seeds;
    }

    private static byte[] mutated(List<byte[]> seeds, SplittableRandom random) {
        byte[] file = seeds.get(random.nextInt(seeds.size())).clone();
        int changes = 1 + random.nextInt(6);
        for (int i = 0; i < changes; i++) {
            int from = file.length == 0 ? 0 : random.nextInt(file.length);
            int to = Math.min(file.length, from + random.nextInt(40));
            file = switch (random.nextInt(7)) {
                case 0 -> flipped(file, from, random);
                case 1 -> replaced(file, from, to, new byte[0]);
                case 2 -> replaced(file, from, from, Arrays.copyOfRange(file, from, to));
                case 3 ->
                    replaced(
                            file,
                            from,
                            from,
                            PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8));
                case 4 -> {
                    byte[] other = seeds.get(random.nextInt(seeds.size()));
                    int begin = random.nextInt(other.length);
                    yield replaced(
                            file,
                            from,
                            to,
                            Arrays.copyOfRange(other, begin, Math.min(other.length, begin + random.nextInt(200))));
                }
                case 5 -> {
                    String piece = PIECES.get(random.nextInt(PIECES.size()));
                    int times = random.nextInt(LONG_RUNS) == 0 ? LONGEST_RUN / piece.length() : 1 + random.nextInt(300);
                    yield replaced(file, from, from, piece.repeat(times).getBytes(StandardCharsets.UTF_8));
                }
                default -> Arrays.copyOf(file, from);
            };
        }
        return random.nextInt(20) == 0
                ? new String(file, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.UTF_16)
                : file;
    }

    private static byte[] flipped(byte[] file, int at, SplittableRandom random) {
        if (file.length > 0) {
            file[at] = (byte) random.nextInt(256);
        }
        return file;
    }

    private static byte[] replaced(byte[] file, int from, int to, byte[] by) {
        byte[] changed = new byte[file.length - (to - from) + by.length];
        System.arraycopy(file, 0, changed, 0, from);
        System.arraycopy(by, 0, changed, from, by.length);
        System.arraycopy(file, to, changed, from + by.length, file.length - to);
        return changed;
    }
}

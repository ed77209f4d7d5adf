package io.gradeflow.question.formats.moodle;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.question.asset.BroughtPicture;
import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.ReadFile;
import io.gradeflow.question.formats.SmallPicture;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MoodlePicturesTest {

    /** So many come with a file. */
    private static final int MOST = 2_000;

    private static final String NAME = "asset:[0-9a-f]{20}\\.gif";

    @Test
    void shouldTakeAlongThePicturesThatStandBesideTexts() {
        ReadFile file = read("""
            <question type="multichoice">
            <questiontext format="html"><text><![CDATA[<p>What is it?<img alt="a net" src="@@PLUGINFILE@@/my%20net%281%29.gif?time=12"></p>]]></text>
            <file name="my net(1).gif" path="/" encoding="base64">GIF1</file>
            <file name="unseen.gif" path="/" encoding="base64">GIF9</file></questiontext>
            <generalfeedback format="markdown"><text>So: ![](@@PLUGINFILE@@/in/b.gif "b")</text>
            <file name="b.gif" path="/in/" encoding="base64">GIF2</file></generalfeedback>
            <answer fraction="100" format="html"><text>&lt;img src="@@PLUGINFILE@@/c.gif"&gt;</text>
            <file name="c.gif" path="/" encoding="base64">GIF1</file></answer>
            <answer fraction="0" format="html"><text>none</text></answer>
            </question>""");

        Block block = file.blocks().getFirst();
        assertThat(block.problems()).isEmpty();
        String first = block.pictures().getFirst().name();
        assertThat(block.draft().stem())
                .isEqualTo("What is it?![a net](asset:" + first + ")")
                .matches("(?s).*" + NAME + "\\)");
        assertThat(block.draft().explanation()).matches("So: !\\[\\]\\(" + NAME + "\\)");
        assertThat(block.draft().choices().getFirst().text()).isEqualTo("![](asset:" + first + ")");
        assertThat(block.pictures()).extracting(BroughtPicture::size).containsExactly(10, 10);
        assertThat(file.pictures())
                .hasSize(2)
                .containsKey(block.pictures().getLast().digest());
    }

    @Test
    void shouldTakeThoseThatEditorsWriteIntoTheAddress() {
        ReadFile file = read(
                question("<![CDATA[Is it <img src=\"data:image/gif;base64," + SmallPicture.base64(1) + "\">?]]>", ""));

        assertThat(file.draft().stem()).matches("Is it !\\[\\]\\(" + NAME + "\\)\\?");
        assertThat(file.pictures()).hasSize(1);
    }

    @Test
    void shouldSayOfEachThatIsNotTakenWhyAndWhatToDo() {
        ReadFile file = read(question(
                "<![CDATA[Is it <img src=\"@@PLUGINFILE@@/a.svg\"> or"
                        + " <img src=\"@@PLUGINFILE@@/b.png\">, <img src=\"@@PLUGINFILE@@/c.png\">?]]>",
                """
                        <file name="a.svg" path="/" encoding="base64">%s</file>
                        <file name="b.png" path="/" encoding="base64">%s</file>
                        <file name="c.png" path="/" encoding="base64">=</file>
                        """.formatted(
                                Base64.getEncoder().encodeToString("<svg/>".getBytes()),
                                Base64.getEncoder().encodeToString(new byte[2 * 1024 * 1024 + 1]))));

        Block block = file.blocks().getFirst();
        assertThat(block.draft().stem()).contains("![](@@PLUGINFILE@@/a.svg)");
        assertThat(block.problems()).extracting(Problem::code).containsOnly("picture-missing");
        assertThat(block.problems())
                .extracting(Problem::message)
                .satisfiesExactly(
                        svg -> assertThat(svg)
                                .startsWith("The picture a.svg is SVG")
                                .contains("save it as PNG"),
                        large -> assertThat(large).startsWith("The picture b.png is larger than 2 MB; make it smaller"),
                        damaged -> assertThat(damaged).startsWith("The picture c.png is damaged"));
        assertThat(block.pictures()).isEmpty();
        assertThat(file.pictures()).isEmpty();
    }

    @Test
    void shouldTakeNoneOfWhatIsNoQuestion() {
        ReadFile file = read("""
            <question type="essay"><questiontext format="html"><text>&lt;img src="@@PLUGINFILE@@/a.gif"&gt;</text>
            <file name="a.gif" path="/" encoding="base64">GIF1</file></questiontext></question>""");

        assertThat(file.problems()).containsExactly("kind-unsupported");
        assertThat(file.pictures()).isEmpty();
    }

    @Test
    void shouldLeaveTheRoomOfAFileToPicturesThatAreShown() {
        String unseen = question("Is it?", files(0, MOST));

        ReadFile file = read(unseen + unseen.replace("truefalse", "essay") + showing("last", MOST, 1));

        assertThat(file.blocks().getLast().problems()).isEmpty();
        assertThat(file.pictures()).hasSize(1);
    }

    @Test
    void shouldLeaveTheRoomOfAFileToQuestionsThatAreNoRepeats() {
        String repeats = IntStream.range(0, MOST / 200)
                .mapToObj(i -> showing("again", i * 200, 200))
                .collect(Collectors.joining());

        assertThat(read(repeats + showing("last", MOST, 1)).blocks().getLast().problems())
                .isEmpty();
        assertThat(read(repeats.replaceAll("<idnumber>again</idnumber>", "") + showing("last", MOST, 1))
                        .blocks()
                        .getLast()
                        .problems())
                .extracting(Problem::code)
                .containsExactly("picture-missing");
    }

    private static String showing(String id, int from, int count) {
        String shown = IntStream.range(from, from + count)
                .mapToObj(i -> "&lt;img src=\"@@PLUGINFILE@@/" + i + ".gif\"&gt;")
                .collect(Collectors.joining());
        return question(shown, files(from, count))
                .replace("<questiontext", "<idnumber>" + id + "</idnumber><questiontext");
    }

    private static String files(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> "<file name=\"" + i + ".gif\" path=\"/\" encoding=\"base64\">"
                        + Base64.getEncoder().encodeToString(new byte[] {
                            'G', 'I', 'F', '8', '9', 'a', (byte) (i % 250 + 1), (byte) (i / 250 + 1), 1, 0
                        })
                        + "</file>")
                .collect(Collectors.joining());
    }

    private static String question(String text, String files) {
        return "<question type=\"truefalse\"><questiontext format=\"html\"><text>" + text + "</text>" + files
                + "</questiontext><answer fraction=\"100\"><text>true</text></answer>"
                + "<answer fraction=\"0\"><text>false</text></answer></question>";
    }

    private static ReadFile read(String questions) {
        String quiz = "<quiz>" + questions + "</quiz>";
        for (int i : new int[] {1, 2, 9}) {
            quiz = quiz.replace("GIF" + i + "<", SmallPicture.base64(i) + "<");
        }
        return ReadFile.of(new MoodleXmlReader(), quiz);
    }
}

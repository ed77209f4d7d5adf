package io.gradeflow.question.exporting.writers;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.grading.ScoringPolicy;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.ReadFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What other systems read, to the letter: that ours reads it again is no proof that they do. */
class WrittenFormsTest {

    private static final String MULTIPLE = """
            {"externalId": "q[1]", "type": "multiple", "topics": ["data/s3", "x"], "stem": "Which is {a} ~ b:\\n<b> & `c < d`?", \
            "select": {"min": 1, "max": 3}, "scoring": "option-weights", "explanation": "Since a = b.", "choices": [\
            {"id": "A", "text": "one", "correct": true, "weight": "1/3"}, {"id": "B", "text": "%50% two", "weight": -0.5}, \
            {"id": "C", "text": "three", "correct": true, "weight": "2/3"}]}""";

    private static final String TYPED = """
            {"type": "short-text", "stem": "Tag?", "answers": [{"text": "<td>"}, {"text": "a \\\\* b*", "weight": "1/2"}]}""";

    private static final String NUMBER = """
            {"externalId": "n", "type": "numeric", "stem": "Pi?", "maximum": 2, \
            "answers": [{"value": 3.14, "tolerance": 0.01}]}""";

    @Test
    void shouldWriteGift() throws IOException {
        assertThat(text(ExportFormat.GIFT, MULTIPLE, TYPED)).isEqualTo("""
                $CATEGORY: $course$/top/data/s3

                // [id:q[1\\]] [tag:topic:x]
                ::q[1]::[markdown]Which is \\{a\\} \\~ b\\:\\n&lt;b> &amp; `c < d`? {
                \t~%33.33333%one
                \t~%-50%[markdown]%50% two
                \t~%66.66667%three
                \t####Since a \\= b.
                }

                $CATEGORY: $course$/top

                [markdown]Tag? {
                \t=[plain]<td>
                \t=%50%a \\\\* b*
                }

                """);
    }

    @Test
    void shouldWriteWhatMoodleDoesNotKnowAsTagsBesideWeights() throws IOException {
        String allOrNothing = """
                {"type": "multiple", "stem": "Which?", "select": 2, "choices": [{"id": "A", "text": "a", "correct": true}, \
                {"id": "B", "text": "b", "correct": true}, {"id": "C", "text": "c"}]}""";

        String gift = text(ExportFormat.GIFT, allOrNothing);

        assertThat(gift).endsWith("""
                // [tag:scoring:all-or-nothing] [tag:select:2-2]
                [markdown]Which? {
                \t~%50%a
                \t~%50%b
                \t~%-100%c
                }

                """);
        assertThat(ReadFile.of(ExportFormat.GIFT.reader(), gift).draft())
                .isEqualTo(ReadFile.jsonLines(allOrNothing).draft());
        assertThat(ReadFile.of(
                                ExportFormat.GIFT.reader(),
                                gift.replace("-100", "-25").replace("2-2", "3-2"))
                        .draft())
                .satisfies(changed -> {
                    assertThat(Keyed.choices(changed).policy()).isEqualTo(ScoringPolicy.OPTION_WEIGHTS);
                    assertThat(changed.selectMax()).isEqualTo(3);
                });
    }

    @Test
    void shouldWriteMoodleXml() throws IOException {
        assertThat(text(ExportFormat.MOODLE_XML, MULTIPLE, NUMBER))
                .startsWith("""
                        <?xml version="1.0" encoding="UTF-8"?>
                        <quiz>
                        <question type="category">
                        <category><text>$course$/top/data/s3</text></category>
                        </question>
                        <question type="multichoice">
                        <name><text>q[1]</text></name>
                        <questiontext format="markdown">
                        <text>Which is {a} ~ b:
                        &amp;lt;b&gt; &amp;amp; `c &lt; d`?</text>
                        </questiontext>
                        <generalfeedback format="markdown">
                        <text>Since a = b.</text>
                        </generalfeedback>
                        <defaultgrade>1</defaultgrade>
                        <penalty>0</penalty>
                        <hidden>0</hidden>
                        <idnumber>q[1]</idnumber>
                        <single>false</single>
                        """)
                .contains("""
                        <answer fraction="33.33333" format="markdown">
                        <text>one</text>
                        </answer>
                        """)
                .contains("<tags>\n<tag><text>topic:x</text></tag>\n</tags>")
                .contains("""
                        <defaultgrade>2</defaultgrade>
                        """)
                .contains("""
                        <answer fraction="100" format="plain_text">
                        <text>3.14</text>
                        <tolerance>0.01</tolerance>
                        </answer>
                        </question>
                        </quiz>
                        """);
    }

    @Test
    void shouldWriteAPackageOfQtiWithItsManifest() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(written(
                ExportFormat.QTI,
                MULTIPLE,
                "{\"type\": \"true-false\", \"stem\": \"See ![a](asset:x.png)\", \"answer\": true}")))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }

        assertThat(files.keySet())
                .containsExactly("items/item-000001.xml", "assets/x.png", "items/item-000002.xml", "imsmanifest.xml");
        assertThat(files.get("items/item-000001.xml"))
                .contains("<!-- maximum-changed: ")
                .contains("identifier=\"item-000001\" title=\"q[1]\" label=\"q[1]\"")
                .contains("""
                        <qti-mapping lower-bound="0" upper-bound="3" default-value="0">
                        <qti-map-entry map-key="A" mapped-value="1"/>
                        <qti-map-entry map-key="B" mapped-value="-1.5"/>
                        <qti-map-entry map-key="C" mapped-value="2"/>
                        </qti-mapping>
                        """)
                .contains("min-choices=\"1\" max-choices=\"3\"")
                .contains("<p>Which is {a} ~ b:<br />\n&lt;b&gt; &amp; <code>c &lt; d</code>?</p>")
                .contains("rptemplates/map_response.xml");
        assertThat(files.get("items/item-000002.xml"))
                .contains("<img src=\"../assets/x.png\" alt=\"a\" />")
                .contains("rptemplates/match_correct.xml")
                .doesNotContain("label=");
        assertThat(files.get("imsmanifest.xml"))
                .contains("<schemaversion>3.0.0</schemaversion>")
                .contains("<keyword><string language=\"x-none\">data/s3</string></keyword>")
                .contains(
                        "<resource identifier=\"item-000002\" type=\"imsqti_item_xmlv3p0\" href=\"items/item-000002.xml\">")
                .contains("<file href=\"assets/x.png\"/>");
    }

    @Test
    void shouldWriteATableAndMarkedText() throws IOException {
        String question = """
                {"externalId": "s", "type": "single", "stem": "B or A?", "topics": ["a", "b"], "explanation": "So.", "choices": [\
                {"id": "A", "text": "B"}, {"id": "B", "text": "A", "correct": true}]}""";

        assertThat(text(ExportFormat.CSV, question)).isEqualTo("""
                "external id","type","question","option a","option b","correct","select","topics","explanation","points"\r
                "s","single","B or A?","B","A","2","","a, b","So.","1"\r
                """);
        assertThat(text(ExportFormat.MARKED_TEXT, question)).isEqualTo("""
                Id: s
                Topic: a, b

                B or A?

                A. B

                B. A (Correct)

                Explanation: So.
                ---
                """);
    }

    @Test
    void shouldSayInCommentsWhatIsLost() throws IOException {
        String ordering =
                "{\"externalId\": \"-- o\", \"type\": \"ordering\", \"stem\": \"Sort\", \"order\": [\"a\", \"b\"]}";

        assertThat(text(ExportFormat.GIFT, ordering, NUMBER)).isEqualTo("""
                // Left out: -- o
                // kind-unsupported: GIFT can't hold questions of the kind ordering.

                // maximum-changed: GIFT holds no points; full credit is 1 instead of 2.
                // [id:n]
                ::n::[markdown]Pi? {#
                \t=3.13..3.15
                }

                """);
        assertThat(text(ExportFormat.MOODLE_XML, ordering))
                .contains("<!-- Left out: - - o -->\n<!-- kind-unsupported: ");
        assertThat(text(ExportFormat.MARKED_TEXT, ordering)).startsWith("# Left out: -- o\n# kind-unsupported: ");
    }

    private static String text(ExportFormat format, String... lines) throws IOException {
        return new String(written(format, lines), StandardCharsets.UTF_8);
    }

    private static byte[] written(ExportFormat format, String... lines) throws IOException {
        List<Draft> questions = ReadFile.jsonLines(String.join("\n", lines)).blocks().stream()
                .map(block -> block.draft())
                .toList();
        List<Fitted> fitted = questions.stream().map(format::fit).toList();
        return RoundTripTest.written(format, questions, fitted, 2);
    }
}

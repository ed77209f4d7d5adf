package io.gradeflow.question.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.formats.Upload;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        marked-text          | Which?;;a (Correct);;b
        marked-text          | Q1: Which?;A. a (Correct);B. b;Explanation: the answer is a
        markdown-checkboxes  | # Title;;### Which?;- [x] a;- [ ] b
        markdown-checkboxes  | 1. Which?;   1. [ ] a;   2. [ ] b;;Answer: A
        lettered             | 1. Which?;  - A. a;  - B. b;  <details><summary>Answer</summary>Correct answer: A</details>
        lettered             | Which?;A) a;B) b;;**Answer:** A, C
        lettered             | Which?;A. a;B. b;;The correct answer is B.
        lettered             | Which?;A. a;B. b;;Solution: B
        lettered             | Which?;A.First;B.Second;;Correct option: B
        lettered             | ¿Cuál?;A. a;B. b;;Respuesta correcta: B
        markdown-checkboxes  | ### Which?;;- [x]a;- [ ]b
        aiken                | Which?;A) a;B) b;ANSWER: A
        open-trivia          | #Q Which?;^ a;A a;B b
        jsonl                | {"type":"single"}
        gift                 | Water is wet. {T}
        gift                 | ::T:: Which? {;  =a;  ~b;}
        gift                 | {=Asia} is the largest.
        json                 | [{"type":"single"}]
        json                 | {;"questions": []}
        csv                  | Question,Option A,Option B,Correct;Which?,a,b,A
        csv                  | question	answer;Which?	a
        moodle-xml           | <?xml version="1.0"?><quiz/>
        moodle-xml           | <quiz><question type="essay"/></quiz>
        moodle-xml           | ;  ;<?xml version="1.0" encoding="utf-16"?><quiz/>
        qti                  | <qti-assessment-item/>
        qti                  | <!-- a --><assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2"/>
        marked-text          | nothing of the kind
        """)
    void shouldTellFormatsApartByContent(String format, String lines) throws IOException {
        assertThat(detected("\uFEFF" + lines.replace(';', '\n'))).isEqualTo(format);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        %PDF-1.7   | a PDF
        Rar!       | an archive of RAR
        <MOODLE_BACKUP><INFO/></MOODLE_BACKUP> | the backup of a Moodle course
        <questestinterop/>                     | QTI 1.2
        <assessmentTest/>                      | a QTI test
        <manifest/>                            | the manifest of a package
        <!DOCTYPE html><html></html>           | a web page
        <!doctype HTML><html lang=en><p>W?<br> | a web page
        <!-- saved --><HTML lang=en> <head><p> | a web page
        {\\rtf1\\ansi 1. Which?}               | a text with formatting (RTF)
        <?xml version="1.0"?><feed/>           | XML of a kind that is not read here
        <?xml version="1.0"?><quiz             | no well-formed XML
        <!DOCTYPE quiz [<!ENTITY x "y">]><quiz>&x;</quiz> | XML with entities of its own
        MC	Which?	a	correct	b	incorrect      | a file to upload questions to Blackboard
        """)
    void shouldSayWhatAFileIsThatIsNoBank(String content, String what) {
        assertThatThrownBy(() -> detected(content))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(what);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Capital of Spain?,Madrid,Rome,Paris,A\nCapital of Italy?,Madrid,Rome,Paris,B\n",
                "Frage;Antwort A;Antwort B;Richtig\nSpanien?;Madrid;Rom;A\n"
            })
    void shouldSayWhatATableLacksWhoseColumnsItCantTell(String table) {
        assertThatThrownBy(() -> detected(table))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("name them question, option a, option b, ..., correct");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%PDF-1.7", "<!DOCTYPE quiz [<!ENTITY x \"y\">]><quiz>&x;</quiz>"})
    void shouldSayItAlsoWhereAFormatIsNamed(String content) {
        byte[] file = content.getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Format.of("gift", Upload.of(() -> new ByteArrayInputStream(file))))
                .isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        marked-text         | ### 1. What?;;```js;function f() { return {a: 1}; };```;;A. { a: 1 } (Correct);B. [ 1 ]
        markdown-checkboxes | ### What?;- [ ] `{ a: 1 }`;- [x] `{ b: {} }`;;{ "c": {} };{ "d": {} }
        lettered            | 1. Which policy?;A. {"Effect": "Allow"};B. /users/{id};Answer: B;;2. And?;A. {};B. {x};Answer: A
        gift                | // A. remark;Which? {=a;~b};;Answer: this {T}
        lettered            | #Q marks say?;A. a;B. b;Answer: A
        csv                 | # Quiz;;¦ Question ¦ A ¦ B ¦ Answer ¦;¦---¦---¦---¦---¦;¦ W? ¦ a ¦ b ¦ B ¦
        lettered            | 1. Which?;A. a;B. b;;## Answer Key;;¦ Question ¦ Answer ¦;¦---¦---¦;¦ 1 ¦ B ¦
        """)
    void shouldTakeTheFormatInWhichMostIsGood(String format, String lines) throws IOException {
        assertThat(detected(lines.replace('¦', '|').replace(';', '\n'))).isEqualTo(format);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        moodle_backup.xml       | the backup of a Moodle course
        [Content_Types].xml     | an Office document
        picture.bin             | an archive without any file that could be read
        mimetype                | an Office document or a book
        collection.anki2        | a deck of Anki
        """)
    void shouldSayWhatAnArchiveIs(String name, String what) throws IOException {
        byte[] zip = zip(name);

        assertThatThrownBy(() -> Format.of(Format.AUTO, Upload.of(() -> new ByteArrayInputStream(zip))))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(what);
        byte[] item = zip("item.xml");
        assertThat(Format.of(Format.AUTO, Upload.of(() -> new ByteArrayInputStream(item))))
                .isEqualTo(Format.ARCHIVE);
    }

    @Test
    void shouldTellAPackageByItsManifestBehindAnyNumberOfItems() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < 60_000; i++) {
                zip.putNextEntry(new ZipEntry("items/" + i + ".xml"));
            }
            zip.putNextEntry(new ZipEntry("imsmanifest.xml"));
        }

        assertThat(Format.of(Format.AUTO, Upload.of(() -> new ByteArrayInputStream(bytes.toByteArray()))))
                .isEqualTo(Format.QTI_PACKAGE);
    }

    @Test
    void shouldTakeTextsWithElementsOfHtmlForNoWebPage() throws IOException {
        assertThat(detected("<p>1. Which?</p>\n<p>A. html</p>\n<p>B. <!DOCTYPE html></p>\n<p>Answer: A</p>\n"))
                .isEqualTo("lettered");
    }

    @Test
    void shouldSayThatAnArchiveHasAPassword() throws IOException {
        byte[] zip = zip("questions.csv");
        // Bit 0 of an entry's flags says that it is encrypted.
        zip[6] |= 1;

        assertThatThrownBy(() -> Format.of(Format.AUTO, Upload.of(() -> new ByteArrayInputStream(zip))))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("an archive with a password");
    }

    private static byte[] zip(String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
        }
        return bytes.toByteArray();
    }

    private static String detected(String text) throws IOException {
        byte[] file = text.getBytes(StandardCharsets.UTF_8);
        return Format.of(Format.AUTO, Upload.of(() -> new ByteArrayInputStream(file)))
                .parameter();
    }
}

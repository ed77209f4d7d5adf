package io.gradeflow.question.importing;

import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.QuestionError;
import io.gradeflow.question.formats.BoundedZip;
import io.gradeflow.question.formats.Upload;
import io.gradeflow.question.formats.xml.XmlSource;
import io.gradeflow.question.formats.xml.XmlSource.MalformedXmlException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Archives and XML, which their first bytes tell, and files that are no bank and say by themselves what they are. */
final class Containers {

    private static final String ZIP = "PK\u0003\u0004";
    private static final int MOST_ENTRIES = 10_000;

    private static final Map<String, String> NO_BANKS = Map.of(
            "%PDF",
            "a PDF; copy its text into a text file",
            "\u001F\u008B",
            "a compressed archive, as the backup of a Moodle course is one; export the question bank from Moodle as"
                    + " XML or GIFT",
            "\u00D0\u00CF\u0011\u00E0",
            "an old Office document; save its text as a text file",
            "\u0089PNG",
            "a picture",
            "\u00FF\u00D8\u00FF",
            "a picture",
            "GIF8",
            "a picture",
            "7z\u00BC\u00AF",
            "an archive of 7-Zip; unpack it",
            "Rar!",
            "an archive of RAR; unpack it");

    /** By the root element, in small letters without hyphens. */
    private static final Map<String, String> NO_BANKS_OF_XML = Map.of(
            "moodlebackup",
            "the backup of a Moodle course; export the question bank from Moodle as XML or GIFT",
            "questestinterop",
            "QTI 1.2, which is not read; export it as QTI 2.1 or later",
            "assessmenttest",
            "a QTI test, which only refers to its items; send the package that it stands in",
            "qtiassessmenttest",
            "a QTI test, which only refers to its items; send the package that it stands in",
            "manifest",
            "the manifest of a package; send the package",
            "html",
            "a web page; save its text as a text file");

    private static final Map<String, Format> XML_FORMATS = Map.of(
            "quiz", Format.MOODLE_XML,
            "question", Format.MOODLE_XML,
            "assessmentitem", Format.QTI,
            "qtiassessmentitem", Format.QTI);

    private Containers() {}

    /**
     * Empty where the file is text.
     *
     * @throws ProblemException with 400 if the file is no bank, which is said
     */
    static Optional<Format> format(Upload file) throws IOException {
        String head;
        try (InputStream bytes = file.bytes()) {
            head = new String(bytes.readNBytes(4), StandardCharsets.ISO_8859_1);
        }
        for (Map.Entry<String, String> other : NO_BANKS.entrySet()) {
            if (head.startsWith(other.getKey())) {
                throw notABank(other.getValue());
            }
        }
        return head.startsWith(ZIP) ? Optional.of(archive(file)) : xml(file);
    }

    private static Optional<Format> xml(Upload file) throws IOException {
        String first;
        try (var lines = file.lines()) {
            first = lines.peekContent().map(line -> line.text()).orElse("");
        }
        if (!first.startsWith("<")) {
            return Optional.empty();
        }
        try (XmlSource xml = XmlSource.of(file, UnaryOperator.identity())) {
            String root = xml.nextStart().orElse("").toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
            String other = NO_BANKS_OF_XML.get(root);
            if (other != null) {
                throw notABank(other);
            }
            Optional<Format> format = Optional.ofNullable(XML_FORMATS.get(root));
            if (format.isEmpty() && first.startsWith("<?xml")) {
                throw notABank("XML of a kind that is not read here, with the root element " + root);
            }
            return format;
        } catch (MalformedXmlException e) {
            if (first.startsWith("<?xml")) {
                throw notABank("no well-formed XML: line " + e.line() + " can't be read");
            }
            return Optional.empty();
        }
    }

    private static Format archive(Upload file) throws IOException {
        int entries = 0;
        boolean xml = false;
        try (ZipInputStream zip = new BoundedZip(file.bytes())) {
            for (ZipEntry entry = zip.getNextEntry();
                    entry != null && entries < MOST_ENTRIES;
                    entry = zip.getNextEntry()) {
                String name = entry.getName().toLowerCase(Locale.ROOT);
                entries++;
                if (name.endsWith("imsmanifest.xml")) {
                    return Format.QTI_PACKAGE;
                }
                if (name.equals("moodle.xml") || name.equals("moodle_backup.xml")) {
                    throw notABank(
                            "the backup of a Moodle course; export the question bank from Moodle as XML or GIFT");
                }
                if (name.equals("[content_types].xml")) {
                    throw notABank("an Office document; save a table as CSV, a text as a text file");
                }
                xml |= name.endsWith(".xml");
            }
        } catch (BoundedZip.TooLargeException _) {
            throw notABank("a zip bomb: an archive that unpacks to more than 1 GB");
        } catch (ZipException | EOFException | IllegalArgumentException _) {
            throw notABank("a damaged archive; pack it again");
        }
        if (xml) {
            return Format.QTI_PACKAGE;
        }
        throw notABank("an archive without QTI items; unpack it and send its files");
    }

    private static ProblemException notABank(String what) {
        return new ProblemException(
                QuestionError.NOT_A_BANK, "The file is " + what + ". See docs/formats.md for what can be read.");
    }
}

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
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Archives and XML, which their first bytes tell, and files that are no bank and say by themselves what they are. */
final class Containers {

    private static final String ZIP = "PK\u0003\u0004";
    /** More than a package of as many questions as are imported at once, with their pictures; its manifest may be the last. */
    private static final int MOST_ENTRIES = 400_000;

    private static final int LONGEST_MANIFEST = 256 * 1024;
    /** What the JDK says of an entry that bit 0 of its flags says is encrypted. */
    private static final String ENCRYPTED = "encrypted";

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
            "an archive of RAR; unpack it",
            "SQLi",
            "a database; export its questions as a table",
            "{\\rtf",
            "a text with formatting (RTF); save it as a plain text file");

    /** Tabs between a type, a stem and answers. */
    private static final Pattern BLACKBOARD =
            Pattern.compile("(?:MC|MA|TF|ESS|ORD|MAT|FIB|FMB|FIL|NUM|SR|OP|JUMBLED_SENTENCE|QUIZ_BOWL)\t");

    private static final int BLACKBOARD_TYPE = 20;

    private static final Map<String, String> NO_BANKS_BY_ENTRY = Map.of(
            "moodle.xml",
            "the backup of a Moodle course; export the question bank from Moodle as XML or GIFT",
            "moodle_backup.xml",
            "the backup of a Moodle course; export the question bank from Moodle as XML or GIFT",
            "[content_types].xml",
            "an Office document; save a table as CSV, a text as a text file",
            "mimetype",
            "an Office document or a book; save a table as CSV, a text as a text file",
            "collection.anki2",
            "a deck of Anki; export its notes as plain text",
            "collection.anki21",
            "a deck of Anki; export its notes as plain text");

    private static final Pattern SCORM = Pattern.compile("adlcp|ADL SCORM", Pattern.CASE_INSENSITIVE);

    private static final Pattern NEWER = Pattern.compile("imsqti_item_xmlv[23]|imsqtiasi_v[23]|imsqti_v[23]");

    private static final String WEB_PAGE = "a web page; save its text as a text file";

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
            WEB_PAGE);

    private static final int LONGEST_HEAD = 4096;
    /** Of a whole page, be it well-formed or not; a text may have single elements of HTML in it. */
    private static final Pattern PAGE = Pattern.compile(
            "\\s*+(?:<\\?xml[^>]*+>\\s*+)?(?><!--.*?-->\\s*+)*+"
                    + "<(?:!doctype\\s+html\\b[^<>]*+>\\s*+<|"
                    + "html\\b[^<>]*+>\\s*+(?><!--.*?-->\\s*+)*+<(?:head|body|title|meta|script|link|style)\\b)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Of a file that says by its elements that it has questions, whatever hinders it from being read. */
    private static final Pattern BANK_OF_XML = Pattern.compile(
            "<(?:\\w{1,20}:)?(?:quiz|questestinterop|(?:qti-)?assessment-?item)(?:[\\s/>]|$)",
            Pattern.CASE_INSENSITIVE);

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
        String head = head(file);
        refuseOthers(file);
        return head.startsWith(ZIP) ? Optional.of(archive(file)) : xml(file);
    }

    private static String head(Upload file) throws IOException {
        try (InputStream bytes = file.bytes()) {
            return new String(bytes.readNBytes(BLACKBOARD_TYPE), StandardCharsets.ISO_8859_1);
        }
    }

    /**
     * Lets archives, XML and text pass.
     *
     * @throws ProblemException with 400 if the file is something else, or XML that may stand for more than is in it
     */
    static void refuseOthers(Upload file) throws IOException {
        String head = head(file);
        for (Map.Entry<String, String> other : NO_BANKS.entrySet()) {
            if (head.startsWith(other.getKey())) {
                throw notABank(other.getValue());
            }
        }
        String text = head.startsWith(ZIP) ? "" : beginning(file);
        if (PAGE.matcher(text).lookingAt()) {
            throw notABank(WEB_PAGE);
        }
        if (BLACKBOARD.matcher(head).lookingAt()) {
            throw notABank("a file to upload questions to Blackboard, which is not read; write a table with headings");
        }
        if (!head.startsWith(ZIP) && firstLine(file).startsWith("<") && XmlSource.declaresEntities(file)) {
            throw notABank("XML with entities of its own, which could stand for anything and are never read;"
                    + " write out what they stand for");
        }
    }

    private static String beginning(Upload file) throws IOException {
        try (Reader text = file.text()) {
            return Upload.beginning(text, LONGEST_HEAD);
        }
    }

    /** Whether XML that was refused says that it has questions in it. */
    static boolean saysItIsABank(Upload file) throws IOException {
        return BANK_OF_XML.matcher(beginning(file)).find();
    }

    private static String firstLine(Upload file) throws IOException {
        try (var lines = file.lines()) {
            return lines.peekContent().map(line -> line.text()).orElse("");
        }
    }

    private static Optional<Format> xml(Upload file) throws IOException {
        String first = firstLine(file);
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
        boolean banks = false;
        try (ZipInputStream zip = new BoundedZip(file.bytes())) {
            for (ZipEntry entry = zip.getNextEntry();
                    entry != null && entries < MOST_ENTRIES;
                    entry = zip.getNextEntry()) {
                String name = entry.getName().toLowerCase(Locale.ROOT);
                entries++;
                if (name.endsWith("imsmanifest.xml")) {
                    refuseOtherPackage(new String(zip.readNBytes(LONGEST_MANIFEST), StandardCharsets.ISO_8859_1));
                    return Format.QTI_PACKAGE;
                }
                String other = NO_BANKS_BY_ENTRY.get(name);
                if (other != null) {
                    throw notABank(other);
                }
                banks |= ArchiveReader.reads(entry);
            }
        } catch (BoundedZip.TooLargeException _) {
            throw notABank("a zip bomb: an archive that unpacks to more than 1 GB");
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw notABank(
                    String.valueOf(e.getMessage()).contains(ENCRYPTED)
                            ? "an archive with a password; pack it again without one"
                            : "a damaged archive; pack it again");
        }
        if (banks) {
            return Format.ARCHIVE;
        }
        throw notABank("an archive without any file that could be read; pack text, tables or XML");
    }

    /** Packages without items of QTI 2 or later, which systems for courses export, say what they are in their manifests. */
    private static void refuseOtherPackage(String manifest) {
        if (NEWER.matcher(manifest).find()) {
            return;
        }
        if (manifest.contains("bb:") || manifest.contains("blackboard")) {
            throw notABank("a package of Blackboard, which holds QTI 1.2 and is not read; export QTI 2.1");
        }
        if (manifest.contains("imsccv1p") || manifest.contains("imscc_xmlv1p") || manifest.contains("imsqti_xmlv1p")) {
            throw notABank("a Common Cartridge or a package of QTI 1.2, as Canvas and others export them, which is not"
                    + " read; export QTI 2.1 or later");
        }
        if (SCORM.matcher(manifest).find()) {
            throw notABank("a SCORM course, whose questions stand in pages and programs of its own; export QTI 2.1 or"
                    + " later, or a table, from where it was made");
        }
    }

    static ProblemException notABank(String what) {
        return new ProblemException(
                QuestionError.NOT_A_BANK, "The file is " + what + ". See docs/formats.md for what can be read.");
    }
}

package io.gradeflow.question.exporting.writers;

import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.ShownPictures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A package of QTI 3.0: a zip archive with an item a file, and a manifest of them at its end. */
final class QtiPackageWriter implements QuestionWriter {

    private static final String MANIFEST = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1";
    private static final String FOLDER = "assets/";
    private static final String METADATA = "http://ltsc.ieee.org/xsd/LOM";
    /** What a name in XML may be, and none that is made here. */
    private static final Pattern IDENTIFIER = Pattern.compile("(?!item-)[A-Za-z_][A-Za-z0-9_.-]{0,63}");

    private final ZipOutputStream zip;
    /** The manifest's middle, deflated: it grows with the bank, and has little in it that differs. */
    private final ByteArrayOutputStream resources = new ByteArrayOutputStream();

    private final Writer manifest = new OutputStreamWriter(new DeflaterOutputStream(resources), StandardCharsets.UTF_8);
    private final Pictures pictures;
    private final Set<String> taken = new HashSet<>();
    private int number;

    QtiPackageWriter(OutputStream file, Pictures pictures) {
        this.pictures = pictures;
        this.zip = new ZipOutputStream(file, StandardCharsets.UTF_8);
    }

    @Override
    public void write(Draft question, List<Loss> losses) throws IOException {
        String place = String.format(Locale.ROOT, "item-%06d", ++number);
        String id = question.externalId();
        String identifier = id != null && IDENTIFIER.matcher(id).matches() ? id : place;
        String href = "items/" + place + ".xml";
        Set<String> shown = shown(question);
        entry(href, QtiItemText.of(question, identifier, losses).getBytes(StandardCharsets.UTF_8));
        manifest.write("<resource identifier=\"" + place + "\" type=\"imsqti_item_xmlv3p0\" href=\"" + href + "\">\n");
        if (!question.topics().isEmpty()) {
            manifest.write("<metadata><lom xmlns=\"" + METADATA + "\"><general>");
            for (String topic : question.topics()) {
                manifest.write("<keyword><string language=\"x-none\">" + Xml.text(topic) + "</string></keyword>");
            }
            manifest.write("</general></lom></metadata>\n");
        }
        manifest.write("<file href=\"" + href + "\"/>\n");
        for (String name : shown) {
            manifest.write("<file href=\"" + FOLDER + Xml.attribute(name) + "\"/>\n");
        }
        manifest.write("</resource>\n");
    }

    @Override
    public void leaveOut(Draft question, List<Loss> losses) throws IOException {
        for (String remark : Remarks.leftOut(question, losses)) {
            manifest.write(Xml.comment(remark));
        }
    }

    @Override
    public void close() throws IOException {
        try (zip) {
            manifest.close();
            zip.putNextEntry(entry("imsmanifest.xml"));
            zip.write((Xml.DECLARATION + "<manifest xmlns=\"" + MANIFEST
                            + "\" identifier=\"gradeflow-bank\">\n<metadata><schema>QTI Package</schema>"
                            + "<schemaversion>3.0.0</schemaversion></metadata>\n<organizations/>\n<resources>\n")
                    .getBytes(StandardCharsets.UTF_8));
            InflaterOutputStream inflated = new InflaterOutputStream(zip);
            resources.writeTo(inflated);
            inflated.finish();
            zip.write("</resources>\n</manifest>\n".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
    }

    /** The pictures of the question that the bank has; each goes into the package once. */
    private Set<String> shown(Draft question) throws IOException {
        Set<String> shown = new LinkedHashSet<>();
        for (String name : ShownPictures.of(question)) {
            if (taken.contains(name)) {
                shown.add(name);
                continue;
            }
            Optional<byte[]> content = pictures.of(name);
            if (content.isPresent()) {
                entry(FOLDER + name, content.get());
                taken.add(name);
                shown.add(name);
            }
        }
        return shown;
    }

    private void entry(String name, byte[] content) throws IOException {
        zip.putNextEntry(entry(name));
        zip.write(content);
        zip.closeEntry();
    }

    /** With the same time always, so that the same bank is the same file. */
    private static ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        return entry;
    }
}

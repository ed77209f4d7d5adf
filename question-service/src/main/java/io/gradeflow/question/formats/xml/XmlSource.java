package io.gradeflow.question.formats.xml;

import io.gradeflow.question.formats.BlockSize;
import io.gradeflow.question.formats.LineSource;
import io.gradeflow.question.formats.Upload;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * A document of XML, element by element. Entities of its own, and whatever it refers to, are never looked at: where one is named, the
 * document can't be read. No more of it is kept than one question may have.
 */
public final class XmlSource implements Closeable {

    private static final int DEEPEST = 200;
    /** Of an inset. */
    private static final int LONGEST_INSET = 4_000_000;

    private static final int MOST_NODES = 100_000;
    /** Of a comment, a tag or what stands before the root, which the parser takes in one piece. */
    private static final int LARGEST_PIECE = 1_000_000;
    /** Text comes in pieces of such a size. */
    private static final int PIECE = 16 * 1024;
    /** White space before a declaration, and that. */
    private static final int LONGEST_HEAD = 1_024;

    private static final Pattern DECLARED =
            Pattern.compile("^[^<]{0,99}<\\?xml[^>]*?\\bencoding\\s*=\\s*['\"]([A-Za-z][A-Za-z0-9._-]{0,40})['\"]");
    /** A declaration behind white space, where the parser takes none. */
    private static final Pattern LATE = Pattern.compile("^\\s+<\\?xml\\s[^<>]*\\?>");
    /** What declarations that are read byte by byte begin with. */
    private static final String BEGINNING = "<?xml";
    /** A tag that is neither a comment nor an instruction nor a declaration. */
    private static final Pattern ROOT = Pattern.compile("<[A-Za-z_]");

    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader reader;
    private final Allowance text;
    private final UnaryOperator<String> names;
    private final @Nullable Inset inset;
    private int line = 1;
    private int nodes;
    private int characters;
    private boolean cut;

    /**
     * Elements in which something else than text stands, such as a picture.
     *
     * @param name theirs
     * @param taker is given what stands in each
     */
    public record Inset(String name, Taker taker) {

        /** Takes it, and says what stands in its place. */
        public interface Taker {

            /** @param characters all of them, or the first 4,000,000 */
            String take(Map<String, String> attributes, String characters);
        }
    }

    /** Why a document can't be read on. */
    public static final class MalformedXmlException extends Exception {

        private static final long serialVersionUID = 1L;

        private final int line;

        MalformedXmlException(int line, String message, @Nullable Throwable cause) {
            super(message, cause);
            this.line = line;
        }

        public int line() {
            return line;
        }
    }

    private XmlSource(XMLStreamReader reader, Allowance text, UnaryOperator<String> names, @Nullable Inset inset) {
        this.reader = reader;
        this.text = text;
        this.names = names;
        this.inset = inset;
    }

    /** @param names what elements and attributes are called here */
    public static XmlSource of(Upload upload, UnaryOperator<String> names) throws IOException, MalformedXmlException {
        return of(upload, names, null);
    }

    /** @param inset elements whose text is none to be read */
    public static XmlSource of(Upload upload, UnaryOperator<String> names, @Nullable Inset inset)
            throws IOException, MalformedXmlException {
        Allowance text = new Allowance(text(upload), LARGEST_PIECE);
        try {
            return new XmlSource(FACTORY.createXMLStreamReader(text), text, names, inset);
        } catch (XMLStreamException e) {
            text.close();
            throw malformed(e);
        } catch (MissingResourceException e) {
            text.close();
            throw unspoken(e);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty("jdk.xml.cdataChunkSize", PIECE);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("what a document refers to is not read");
        });
        return factory;
    }

    /** In which a declaration that comes late is white space, too: so all lines stay where they are. */
    private static Reader text(Upload upload) throws IOException {
        PushbackReader text = new PushbackReader(upload.text(charset(upload)), LONGEST_HEAD);
        String head = Upload.beginning(text, LONGEST_HEAD);
        Matcher late = LATE.matcher(head);
        text.unread((late.find() ? late.replaceFirst(late.group().replaceAll("\\S", " ")) : head).toCharArray());
        return text;
    }

    /**
     * The one that is declared; what is said to be UTF-8 and isn't, or says nothing, is what it looks like. So is what is said to
     * be of other bytes than those in which that is said.
     */
    private static Charset charset(Upload upload) throws IOException {
        Charset looksLike = upload.encoding().charset();
        if (looksLike.equals(StandardCharsets.UTF_16LE) || looksLike.equals(StandardCharsets.UTF_16BE)) {
            return looksLike;
        }
        try (InputStream head = upload.bytes()) {
            Matcher declared = DECLARED.matcher(new String(head.readNBytes(300), StandardCharsets.ISO_8859_1));
            String name = declared.find() ? declared.group(1) : "UTF-8";
            return name.equalsIgnoreCase("UTF-8") || !Charset.isSupported(name) || !isOfBytes(Charset.forName(name))
                    ? looksLike
                    : Charset.forName(name);
        }
    }

    private static boolean isOfBytes(Charset charset) {
        return new String(BEGINNING.getBytes(StandardCharsets.ISO_8859_1), charset).equals(BEGINNING);
    }

    /** Whether the document declares entities, by which a few characters may stand for a great many or for other files. */
    public static boolean declaresEntities(Upload upload) throws IOException {
        try (Reader text = upload.text(charset(upload))) {
            String prolog = Upload.beginning(text, PIECE);
            int type = prolog.indexOf("<!DOCTYPE");
            int root = ROOT.matcher(prolog)
                    .results()
                    .mapToInt(MatchResult::start)
                    .findFirst()
                    .orElse(prolog.length());
            int entity = prolog.indexOf("<!ENTITY");
            return type >= 0 && type < root && entity > type && entity < root;
        }
    }

    /** The next element that begins, with nothing read of what is in it; empty at the end. */
    public Optional<String> nextStart() throws MalformedXmlException {
        try {
            while (reader.hasNext()) {
                if (next() == XMLStreamConstants.START_ELEMENT) {
                    return Optional.of(names.apply(reader.getLocalName()));
                }
            }
            return Optional.empty();
        } catch (XMLStreamException e) {
            throw malformed(e);
        } catch (MissingResourceException e) {
            throw unspoken(e);
        }
    }

    /** Where a parser stands after one event, the next begins; it only tells where that ends. */
    private int next() throws XMLStreamException {
        line = Math.max(1, reader.getLocation().getLineNumber());
        text.renew();
        return reader.next();
    }

    /** The namespace of the element that begins here; empty where it has none. */
    public String namespace() {
        return reader.getNamespaceURI() == null ? "" : reader.getNamespaceURI();
    }

    /** The element that begins here, to its end. */
    public XmlElement element() throws MalformedXmlException {
        nodes = 0;
        characters = 0;
        cut = false;
        try {
            return element(0);
        } catch (XMLStreamException e) {
            throw malformed(e);
        } catch (MissingResourceException e) {
            throw unspoken(e);
        }
    }

    /** Whether the last element had more in it than is kept of one. */
    public boolean isCut() {
        return cut;
    }

    private XmlElement element(int depth) throws XMLStreamException {
        int begins = line;
        String name = names.apply(reader.getLocalName());
        Map<String, String> attributes = attributes();
        Inset set = inset != null && inset.name().equals(name) ? inset : null;
        int longest = set == null ? BlockSize.MOST_CHARACTERS : LONGEST_INSET;
        List<XmlNode> content = new ArrayList<>();
        StringBuilder running = new StringBuilder();
        while (true) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    addText(content, running);
                    if (depth < DEEPEST && nodes < MOST_NODES && characters <= BlockSize.MOST_CHARACTERS) {
                        nodes++;
                        content.add(element(depth + 1));
                    } else {
                        cut = true;
                        skip();
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (set != null) {
                        String taken = set.taker().take(attributes, running.toString());
                        running.setLength(0);
                        running.append(taken);
                    }
                    addText(content, running);
                    return new XmlElement(name, attributes, content, begins);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (running.length() <= longest) {
                        running.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
                    }
                }
                default -> {}
            }
        }
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String value = reader.getAttributeValue(i);
            characters += value.length();
            attributes.put(names.apply(reader.getAttributeLocalName(i)), value);
        }
        cut |= characters > BlockSize.MOST_CHARACTERS;
        return attributes;
    }

    private void addText(List<XmlNode> content, StringBuilder running) {
        if (running.isEmpty()) {
            return;
        }
        characters += running.length();
        if (characters > BlockSize.MOST_CHARACTERS) {
            cut = true;
        } else {
            content.add(new XmlNode.Text(LineSource.cleaned(running.toString())));
        }
        running.setLength(0);
    }

    /** To the end of the element that begins here. */
    private void skip() throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {}
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            reader.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        } finally {
            text.close();
        }
    }

    /** Of some faults in a document type the JDK's reader can't speak, and says that instead. */
    private static MalformedXmlException unspoken(MissingResourceException e) {
        return new MalformedXmlException(1, "its document type is malformed", e);
    }

    private static MalformedXmlException malformed(XMLStreamException e) {
        int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber());
        return new MalformedXmlException(line, reason(e), e);
    }

    private static String reason(XMLStreamException e) {
        if (e.getNestedException() instanceof Allowance.SpentException) {
            return "a tag or a comment in it is larger than any that is read";
        }
        return String.valueOf(e.getMessage()).contains("entity \"")
                ? "it names an entity of its own, and such are not read"
                : "it is no well-formed XML";
    }
}

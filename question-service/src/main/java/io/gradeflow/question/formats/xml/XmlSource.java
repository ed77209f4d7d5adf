package io.gradeflow.question.formats.xml;

import io.gradeflow.question.formats.LineSource;
import io.gradeflow.question.formats.Upload;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * A document of XML, element by element. Entities of its own, and whatever it refers to, are never looked at: where one is named, the
 * document can't be read.
 */
public final class XmlSource implements Closeable {

    private static final int DEEPEST = 200;
    private static final int LONGEST_TEXT = 200_000;
    private static final int MOST_NODES = 100_000;
    private static final Pattern DECLARED =
            Pattern.compile("^[^<]{0,3}<\\?xml[^>]*?\\bencoding\\s*=\\s*['\"]([A-Za-z][A-Za-z0-9._-]{0,40})['\"]");
    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader reader;
    private final Reader text;
    private final UnaryOperator<String> names;
    private int nodes;

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

    private XmlSource(XMLStreamReader reader, Reader text, UnaryOperator<String> names) {
        this.reader = reader;
        this.text = text;
        this.names = names;
    }

    /** @param names what elements and attributes are called here */
    public static XmlSource of(Upload upload, UnaryOperator<String> names) throws IOException, MalformedXmlException {
        Reader text = upload.text(charset(upload));
        try {
            return new XmlSource(FACTORY.createXMLStreamReader(text), text, names);
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
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("what a document refers to is not read");
        });
        return factory;
    }

    /** The one that is declared; what is said to be UTF-8 and isn't, or says nothing, is what it looks like. */
    private static Charset charset(Upload upload) throws IOException {
        Charset looksLike = upload.encoding().charset();
        if (looksLike.equals(StandardCharsets.UTF_16LE) || looksLike.equals(StandardCharsets.UTF_16BE)) {
            return looksLike;
        }
        try (InputStream head = upload.bytes()) {
            Matcher declared = DECLARED.matcher(new String(head.readNBytes(200), StandardCharsets.ISO_8859_1));
            String name = declared.find() ? declared.group(1) : "UTF-8";
            return name.equalsIgnoreCase("UTF-8") || !Charset.isSupported(name) ? looksLike : Charset.forName(name);
        }
    }

    /** The next element that begins, with nothing read of what is in it; empty at the end. */
    public Optional<String> nextStart() throws MalformedXmlException {
        try {
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
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

    /** The namespace of the element that begins here; empty where it has none. */
    public String namespace() {
        return reader.getNamespaceURI() == null ? "" : reader.getNamespaceURI();
    }

    /** The element that begins here, to its end. */
    public XmlElement element() throws MalformedXmlException {
        nodes = 0;
        try {
            return element(0);
        } catch (XMLStreamException e) {
            throw malformed(e);
        } catch (MissingResourceException e) {
            throw unspoken(e);
        }
    }

    private XmlElement element(int depth) throws XMLStreamException, MalformedXmlException {
        int line = Math.max(1, reader.getLocation().getLineNumber());
        if (depth > DEEPEST || ++nodes > MOST_NODES) {
            throw new MalformedXmlException(line, "elements are nested too deep, or too many in one question", null);
        }
        String name = names.apply(reader.getLocalName());
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(names.apply(reader.getAttributeLocalName(i)), reader.getAttributeValue(i));
        }
        List<XmlNode> content = new ArrayList<>();
        while (true) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> content.add(element(depth + 1));
                case XMLStreamConstants.END_ELEMENT -> {
                    return new XmlElement(name, attributes, content, line);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    String text = reader.getText();
                    content.add(new XmlNode.Text(
                            LineSource.cleaned(text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text)));
                }
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new MalformedXmlException(
                            Math.max(1, reader.getLocation().getLineNumber()),
                            "it has entities of its own, which are not read",
                            null);
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
        return new MalformedXmlException(line, "it is no well-formed XML", e);
    }
}

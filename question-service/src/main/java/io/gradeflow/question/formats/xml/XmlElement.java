package io.gradeflow.question.formats.xml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * An element with all that is in it.
 *
 * @param name without its namespace
 * @param attributes by name, without their namespaces
 * @param line where it begins
 */
public record XmlElement(String name, Map<String, String> attributes, List<XmlNode> content, int line)
        implements XmlNode {

    /** Empty where it isn't there. */
    public String attribute(String attribute) {
        return attributes.getOrDefault(attribute, "");
    }

    public Stream<XmlElement> children() {
        return content.stream().filter(XmlElement.class::isInstance).map(XmlElement.class::cast);
    }

    public Stream<XmlElement> children(String called) {
        return children().filter(child -> child.name().equals(called));
    }

    public Optional<XmlElement> child(String called) {
        return children(called).findFirst();
    }

    /** All elements beneath this one, in the order of the document. */
    public Stream<XmlElement> descendants() {
        return children().flatMap(child -> Stream.concat(Stream.of(child), child.descendants()));
    }

    public Stream<XmlElement> descendants(String called) {
        return descendants().filter(element -> element.name().equals(called));
    }

    /** All characters beneath it. */
    public String text() {
        StringBuilder text = new StringBuilder();
        append(this, text);
        return text.toString();
    }

    private static void append(XmlElement element, StringBuilder text) {
        for (XmlNode node : element.content()) {
            switch (node) {
                case XmlNode.Text characters -> text.append(characters.text());
                case XmlElement inner -> append(inner, text);
            }
        }
    }

    /** The text of a child, without white space around it; empty where there is none. */
    public String textOf(String child) {
        return child(child).map(found -> found.text().strip()).orElse("");
    }

    /** The same with characters in the place of one element beneath it. */
    public XmlElement with(XmlElement replaced, String characters) {
        List<XmlNode> changed = content.stream()
                .map(node -> node.equals(replaced)
                        ? new XmlNode.Text(characters)
                        : node instanceof XmlElement element ? element.with(replaced, characters) : node)
                .toList();
        return new XmlElement(name, attributes, changed, line);
    }

    /** What is in it as HTML, without the elements that are left out. */
    public String html(Predicate<XmlElement> isLeftOut) {
        StringBuilder html = new StringBuilder();
        for (XmlNode node : content) {
            write(node, isLeftOut, html);
        }
        return html.toString();
    }

    private static void write(XmlNode node, Predicate<XmlElement> isLeftOut, StringBuilder html) {
        switch (node) {
            case XmlNode.Text characters -> html.append(escaped(characters.text()));
            case XmlElement element when isLeftOut.test(element) -> {}
            case XmlElement element -> {
                html.append('<').append(element.name());
                element.attributes()
                        .forEach((attribute, value) -> html.append(' ')
                                .append(attribute)
                                .append("=\"")
                                .append(escaped(value))
                                .append('"'));
                html.append('>');
                element.content().forEach(inner -> write(inner, isLeftOut, html));
                html.append("</").append(element.name()).append('>');
            }
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

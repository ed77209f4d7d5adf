package io.gradeflow.question.formats.xml;

/** What may stand in an element. */
public sealed interface XmlNode permits XmlElement, XmlNode.Text {

    /** Characters, as they are meant. */
    record Text(String text) implements XmlNode {}
}

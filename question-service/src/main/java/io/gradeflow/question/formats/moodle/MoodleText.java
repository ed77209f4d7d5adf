package io.gradeflow.question.formats.moodle;

import io.gradeflow.question.formats.HtmlText;
import io.gradeflow.question.formats.Markup;
import io.gradeflow.question.formats.xml.XmlElement;

/** Texts of Moodle: an element with a {@code format} and a {@code text} in it. */
final class MoodleText {

    private MoodleText() {}

    /** As Markdown; empty where there is none. */
    static String markdown(XmlElement element) {
        String text = written(element);
        return switch (element.attribute("format")) {
            case "markdown" -> Markup.cleaned(text);
            case "plain_text", "plain" -> text;
            case "html" -> HtmlText.markdown(text);
            // Text that may have tags in it; its line ends show.
            default -> HtmlText.isHtml(text) ? HtmlText.markdown(text) : Markup.cleaned(text);
        };
    }

    static String markdown(XmlElement parent, String child) {
        return parent.child(child).map(MoodleText::markdown).orElse("");
    }

    /** As what somebody types. */
    static String typed(XmlElement element) {
        String text = written(element);
        return HtmlText.isHtml(text) || element.attribute("format").equals("html") ? HtmlText.plain(text) : text;
    }

    private static String written(XmlElement element) {
        return element.child("text").map(XmlElement::text).orElse("").strip();
    }
}

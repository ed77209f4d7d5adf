package io.gradeflow.question.formats.moodle;

import io.gradeflow.question.asset.AssetName;
import io.gradeflow.question.formats.HtmlText;
import io.gradeflow.question.formats.Markup;
import io.gradeflow.question.formats.xml.XmlElement;

/** Texts of Moodle: an element with a {@code format} and a {@code text} in it. */
final class MoodleText {

    private static final String FILES = "](@@PLUGINFILE@@/";

    private MoodleText() {}

    /** As Markdown; empty where there is none. Files that stand with it are the bank's pictures of these names. */
    static String markdown(XmlElement element) {
        String text = withoutFiles(element);
        for (XmlElement file : element.children("file").toList()) {
            text = AssetName.isValid(file.attribute("name"))
                    ? text.replace(FILES + file.attribute("name") + ")", AssetName.reference(file.attribute("name")))
                    : text;
        }
        return text;
    }

    private static String withoutFiles(XmlElement element) {
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
        if (element.attribute("format").equals("plain_text")) {
            return text;
        }
        return HtmlText.isHtml(text) || element.attribute("format").equals("html") ? HtmlText.plain(text) : text;
    }

    private static String written(XmlElement element) {
        return element.child("text").map(XmlElement::text).orElse("").strip();
    }
}

package io.gradeflow.question.formats.qti;

import io.gradeflow.question.formats.HtmlText;
import io.gradeflow.question.formats.xml.XmlElement;
import java.util.List;
import java.util.Set;

/**
 * The body of an item: what is shown, and what is told after.
 *
 * @param stem as Markdown, with the prompt of the interaction, and a gap where an answer stands in the midst of it
 * @param feedback as Markdown
 */
record QtiBody(String stem, List<String> feedback) {

    private static final Set<String> FEEDBACK = Set.of("feedback-inline", "feedback-block", "modal-feedback");
    /** What is no text. */
    private static final Set<String> LEFT_OUT = Set.of("stylesheet", "end-attempt-interaction");

    private static final String GAP = "_____";
    private static final String BENEATH = "\n\n" + GAP;
    private static final String MARK = "\uE7FE";

    static QtiBody of(XmlElement item, XmlElement interaction, boolean isInline) {
        XmlElement body = item.child("item-body").orElse(item);
        String html = html(body, interaction, isInline);
        List<String> feedback = item.descendants()
                .filter(element -> FEEDBACK.contains(element.name()))
                .map(QtiBody::text)
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
        return new QtiBody(stem(QtiOwn.withPictures(HtmlText.markdown(html)), isInline), feedback);
    }

    /** A field of its own beneath a question is no gap in it. */
    private static String stem(String text, boolean isInline) {
        return isInline && text.endsWith(BENEATH)
                ? text.substring(0, text.length() - BENEATH.length()).strip()
                : text;
    }

    /** The gap takes the place of an inline interaction; another one leaves its prompt. */
    private static String html(XmlElement body, XmlElement interaction, boolean isInline) {
        String prompt = interaction
                .child("prompt")
                .map(found -> "<p>" + found.html(QtiBody::isLeftOut) + "</p>")
                .orElse("");
        return body.with(interaction, MARK).html(QtiBody::isLeftOut).replace(MARK, isInline ? GAP : prompt);
    }

    /** An element as Markdown. */
    static String text(XmlElement element) {
        return QtiOwn.withPictures(HtmlText.markdown(element.html(QtiBody::isLeftOut)));
    }

    private static boolean isLeftOut(XmlElement element) {
        boolean isForOthers = element.name().equals("rubric-block")
                && !element.attribute("view").contains("candidate");
        return isForOthers || FEEDBACK.contains(element.name()) || LEFT_OUT.contains(element.name());
    }
}

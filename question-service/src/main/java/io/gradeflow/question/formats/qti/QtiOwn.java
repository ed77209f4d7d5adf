package io.gradeflow.question.formats.qti;

import io.gradeflow.question.formats.xml.XmlElement;
import io.gradeflow.question.topic.TopicPath;
import java.util.Arrays;
import java.util.List;

/**
 * What items of this system say beyond what others do. Identifiers of QTI can't hold every Id, and not every question has one: so the
 * label has it. Topics are told to authors in a rubric.
 */
public final class QtiOwn {

    /** The name of the tool that wrote an item. */
    public static final String TOOL = "Gradeflow";

    /** What the rubric is for; QTI lets systems add uses that begin so. */
    public static final String TOPICS = "ext:topics";

    /** Where a package has the bank's pictures, seen from its items. */
    public static final String PICTURES = "../assets/";

    private QtiOwn() {}

    static String withPictures(String markdown) {
        return markdown.replace("](" + PICTURES, "](asset:");
    }

    /** Empty where it has none. */
    static String id(XmlElement item) {
        return item.attribute(item.attribute("tool-name").equals(TOOL) ? "label" : "identifier")
                .strip();
    }

    static List<String> topics(XmlElement item) {
        return item.descendants("rubric-block")
                .filter(rubric -> rubric.attribute("use").equals(TOPICS))
                .flatMap(rubric -> Arrays.stream(rubric.text().split(",")))
                .map(String::strip)
                .filter(TopicPath::isValid)
                .distinct()
                .toList();
    }
}

package io.gradeflow.question.formats.qti;

import io.gradeflow.question.formats.xml.XmlElement;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Values by which an item may be another one for each learner. */
final class TemplateValues {

    private TemplateValues() {}

    /** Whether any changes or is shown. One that is declared with what it is, and that no text shows, is a constant. */
    static boolean change(XmlElement item) {
        List<XmlElement> declared = item.children("template-declaration").toList();
        Set<String> names =
                declared.stream().map(value -> value.attribute("identifier")).collect(Collectors.toSet());
        return item.child("template-processing").isPresent()
                || declared.stream().anyMatch(TemplateValues::isOpen)
                || item.descendants().anyMatch(element -> shows(element, names));
    }

    private static boolean isOpen(XmlElement declared) {
        return declared.child("default-value").isEmpty()
                || declared.attribute("math-variable").equals("true");
    }

    private static boolean shows(XmlElement element, Set<String> names) {
        boolean prints = element.name().equals("printed-variable") && names.contains(element.attribute("identifier"));
        return prints || names.contains(element.attribute("template-identifier"));
    }
}

package io.gradeflow.question.formats.qti;

import io.gradeflow.question.formats.Drafting;
import io.gradeflow.question.formats.xml.XmlElement;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The numbers that an item declares, as they are before any rule runs: outcomes, which are 0 where nothing is said, and constants
 * that it declares as templates.
 *
 * @param values by identifier
 */
record DeclaredNumbers(Map<String, BigDecimal> values) {

    private static final String OUTCOME = "outcome-declaration";
    private static final Set<String> DECLARATIONS = Set.of(OUTCOME, "template-declaration");
    private static final Set<String> TYPES = Set.of("float", "integer");

    static DeclaredNumbers of(XmlElement item, Drafting drafting) {
        Map<String, BigDecimal> values = new HashMap<>();
        for (XmlElement declared :
                item.children().filter(DeclaredNumbers::isNumber).toList()) {
            String written = declared.textOf("default-value");
            if (!written.isEmpty() || declared.name().equals(OUTCOME)) {
                drafting.tried(() -> written.isEmpty() ? BigDecimal.ZERO : Numbers.decimal(written))
                        .ifPresent(value -> values.put(declared.attribute("identifier"), value));
            }
        }
        return new DeclaredNumbers(values);
    }

    private static boolean isNumber(XmlElement declared) {
        return DECLARATIONS.contains(declared.name())
                && TYPES.contains(declared.attribute("base-type"))
                && Set.of("", "single").contains(declared.attribute("cardinality"));
    }

    boolean has(String identifier) {
        return values.containsKey(identifier);
    }

    /** 0 where there is no such number. */
    BigDecimal value(String identifier) {
        return values.getOrDefault(identifier, BigDecimal.ZERO);
    }
}

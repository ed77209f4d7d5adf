package io.gradeflow.bench.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was measured in one case.
 *
 * @param figures by the heading of their column, in its order
 */
public record Row(String label, Map<String, Figure> figures) {

    public Row {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }
}

package io.gradeflow.systemtests.deploy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tables in pages of Markdown. */
final class Tables {

    private Tables() {}

    /** The cells of all rows of the tables whose header begins so. */
    static List<List<String>> rows(Path page, String header) {
        List<List<String>> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : Yaml.text(page).lines().toList()) {
            if (line.startsWith(header)) {
                inside = true;
            } else if (!line.startsWith("|")) {
                inside = false;
            } else if (inside && !line.startsWith("|--")) {
                rows.add(Arrays.stream(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList());
            }
        }
        return rows;
    }
}

package io.gradeflow.bench.report;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.gradeflow.bench.BenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A run's findings with where they were found.
 *
 * @param system that was measured
 */
public record Report(
        @JsonSerialize(using = ToStringSerializer.class) Instant startedAt,
        String system,
        boolean quick,
        Machine machine,
        List<Finding> findings) {

    public static final String PAGE = "benchmarks.md";
    public static final String JSON = "benchmarks.json";

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** For people, in Markdown. */
    public String text() {
        StringBuilder text = new StringBuilder("# Benchmarks\n\n");
        text.append("Run of ")
                .append(startedAt)
                .append(" on ")
                .append(machine.hardware())
                .append("; ");
        text.append(machine.software()).append("; system: ").append(system).append(".\n");
        if (quick) {
            text.append("\nA quick run, which shows that the benchmarks work. Its figures mean nothing.\n");
        }
        for (Finding finding : findings) {
            append(text, finding);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Finding finding) {
        text.append("\n## ").append(finding.benchmark()).append("\n\n");
        text.append(sentence(finding.measures())).append('\n');
        for (Finding.Section section : finding.sections()) {
            text.append('\n').append(sentence(section.title())).append("\n\n");
            text.append(MarkdownTable.of(section.rows()));
        }
        appendList(
                text,
                finding.bars().stream()
                        .map(bar -> (bar.held() ? "held: " : "**missed**: ") + bar.text())
                        .toList());
        appendList(
                text,
                finding.failures().stream()
                        .map(failure -> "**failed**: " + failure)
                        .toList());
        appendList(text, finding.remarks());
    }

    private static void appendList(StringBuilder text, List<String> lines) {
        if (!lines.isEmpty()) {
            text.append('\n');
            lines.forEach(line -> text.append("- ").append(line).append('\n'));
        }
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }

    /**
     * Writes the page and the same as JSON, in place of those of an earlier run.
     *
     * @throws BenchException if the directory can't be written
     */
    public void write(Path directory) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(PAGE), text());
            MAPPER.writeValue(directory.resolve(JSON).toFile(), this);
        } catch (IOException e) {
            throw new BenchException("Can't write to " + directory + ": " + e.getMessage(), e);
        }
    }
}

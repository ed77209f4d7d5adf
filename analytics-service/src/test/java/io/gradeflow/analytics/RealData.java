package io.gradeflow.analytics;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Inputs that other people made and computed, in the folder that {@code GRADEFLOW_REAL_DATA} names. */
public final class RealData {

    private static final String FOLDER = System.getenv("GRADEFLOW_REAL_DATA");

    private RealData() {}

    /** Skips the test where there is no such folder. */
    public static Path oracle(String name) {
        assumeTrue(FOLDER != null, "GRADEFLOW_REAL_DATA names no folder of real inputs");
        return Path.of(FOLDER, "oracles").resolve(name);
    }

    /** The rows of a file whose fields hold no commas, without its first line. */
    public static List<List<String>> rows(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .skip(1)
                    .filter(line -> !line.isBlank())
                    .map(line -> Arrays.asList(line.split(",", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.gradeflow.bench;

import java.nio.file.Path;
import java.util.Objects;

/** Where a command finds and leaves things. */
public final class Place {

    private Place() {}

    /** Of the built source tree. */
    public static Path root() {
        return Path.of(Objects.requireNonNullElse(System.getProperty("gradeflow.root"), "."))
                .toAbsolutePath()
                .normalize();
    }

    /** Of data, logs and what is found: {@code GRADEFLOW_HOME}, or {@code .gradeflow}. */
    public static Path home() {
        String home = System.getenv("GRADEFLOW_HOME");
        return home == null || home.isBlank() ? root().resolve(".gradeflow") : Path.of(home);
    }
}

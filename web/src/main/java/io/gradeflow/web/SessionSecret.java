package io.gradeflow.web;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** With what browsers' sessions are encrypted; all instances of the door share it. */
@ConfigMapping(prefix = "gradeflow.web")
interface SessionSecret {

    /** Several with commas between: the first encrypts, all decrypt, so that one can take the place of another. */
    Optional<String> sessionSecret();

    static List<String> parts(SessionSecret setting) {
        return Stream.of(setting.sessionSecret().orElse("").split(","))
                .map(String::strip)
                .filter(secret -> !secret.isEmpty())
                .toList();
    }
}

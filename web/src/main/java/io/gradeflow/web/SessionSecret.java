package io.gradeflow.web;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** With what browsers' sessions are encrypted; all instances of the door share it. */
@ConfigMapping(prefix = "gradeflow.web")
interface SessionSecret {

    Optional<String> sessionSecret();
}

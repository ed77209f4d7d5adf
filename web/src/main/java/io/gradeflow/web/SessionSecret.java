package io.gradeflow.web;

import io.smallrye.config.ConfigMapping;

/** With what browsers' sessions are encrypted; all instances of the door share it. */
@ConfigMapping(prefix = "gradeflow.web")
interface SessionSecret {

    String sessionSecret();
}

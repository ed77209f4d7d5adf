package io.gradeflow.platform.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How many bytes of a body a call reads, where that isn't what every other does ({@link BodyLimit}). */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface BodyUpTo {

    /** Of calls that learners send in masses, each about one question. */
    long SMALL = 256L * 1024;

    /** Of calls about a whole bank. */
    long LARGE = 10L * 1024 * 1024;

    long value();
}

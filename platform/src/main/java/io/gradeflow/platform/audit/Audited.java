package io.gradeflow.platform.audit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A call that only reads and stands in the audit log all the same, whoever of the staff makes it: it tells names, what learners typed,
 * or what is right. Whatever changes something does anyway.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Audited {}

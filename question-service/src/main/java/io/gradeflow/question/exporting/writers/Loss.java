package io.gradeflow.question.exporting.writers;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something of a question that a format can't hold.
 *
 * @param code stable, for programs
 * @param message what, and what stands in the file instead, for people; one line
 */
@Schema(
        example =
                "{\"code\": \"policy-changed\", \"message\": \"All or nothing is written as parts: each right choice earns 1/2.\"}")
public record Loss(String code, String message) {}

package io.gradeflow.grader.keys;

import io.gradeflow.grading.AnswerKey;
import java.util.UUID;

/**
 * A key and which version of it this is.
 *
 * @param bankId the bank whose question it belongs to
 */
public record VersionedKey(AnswerKey key, int version, UUID bankId) {}

package io.gradeflow.grader.keys;

import io.gradeflow.grading.AnswerKey;

/** A key and which version of it this is. */
public record VersionedKey(AnswerKey key, int version) {}

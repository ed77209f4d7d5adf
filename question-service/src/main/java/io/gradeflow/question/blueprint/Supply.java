package io.gradeflow.question.blueprint;

import java.util.Set;

/**
 * Questions that are alike to blueprints.
 *
 * @param topics the paths of the sections' topics that each of them belongs to, by itself or by a topic below
 */
record Supply(Set<String> topics, int questions) {}

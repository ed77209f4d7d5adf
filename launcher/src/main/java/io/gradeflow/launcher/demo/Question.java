package io.gradeflow.launcher.demo;

import java.util.Map;
import java.util.Set;

/**
 * A question as the demo needs it.
 *
 * @param choices texts by id
 * @param correct the ids of the right ones
 * @param topics the paths of its topics and of all above them
 */
record Question(String id, String stem, Map<String, String> choices, Set<String> correct, Set<String> topics) {}

package io.gradeflow.analytics.live;

import io.gradeflow.analytics.topics.TopicAccuracy;

/**
 * Figures of one snapshot.
 *
 * @param number of where the tables stood in it
 */
record Reading(TopicAccuracy figures, long number) {}

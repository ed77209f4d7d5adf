package io.gradeflow.analytics.pipeline;

import io.gradeflow.events.Topic;

/**
 * A lane's topics, and the group of the graders that read it.
 *
 * @param name as {@link PipelineView.LaneFlow} has it
 */
record PipelineLane(String name, Topic submitted, Topic graded, String group) {}

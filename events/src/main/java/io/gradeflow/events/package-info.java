/**
 * The contract between the services: one record an event, the topics they travel on, their JSON form. Minor versions
 * only add fields and readers ignore what they don't know; what an old reader can't read is a new topic.
 */
@NullMarked
package io.gradeflow.events;

import org.jspecify.annotations.NullMarked;

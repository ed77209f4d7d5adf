/** A bank's tree of topics, and the keyword rules that give questions their topics. */
@NullMarked
package io.gradeflow.question.topic;

import org.jspecify.annotations.NullMarked;

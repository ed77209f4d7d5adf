/** question-service: banks, questions and their revisions, topics, imports. */
@NullMarked
package io.gradeflow.question;

import org.jspecify.annotations.NullMarked;

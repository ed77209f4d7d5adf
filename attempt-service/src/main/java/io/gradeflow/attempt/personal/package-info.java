/** What is stored of a person, told and erased. */
@NullMarked
package io.gradeflow.attempt.personal;

import org.jspecify.annotations.NullMarked;

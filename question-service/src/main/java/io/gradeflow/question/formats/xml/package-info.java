/** XML, read without anything that it may refer to. */
@NullMarked
package io.gradeflow.question.formats.xml;

import org.jspecify.annotations.NullMarked;

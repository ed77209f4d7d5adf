/** What graders could not grade: kept with the reason, shown to admins, and sent again. */
@NullMarked
package io.gradeflow.attempt.rejections;

import org.jspecify.annotations.NullMarked;

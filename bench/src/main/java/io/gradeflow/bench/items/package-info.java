/** How quickly the items of a bank are analysed. */
@NullMarked
package io.gradeflow.bench.items;

import org.jspecify.annotations.NullMarked;

package io.gradeflow.question.tagging;

import io.gradeflow.question.browsing.QuestionFilter;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which questions get which topics.
 *
 * @param filter null where {@code ids} say which
 * @param add paths, of which none is among those to remove
 */
record BulkTagging(@Nullable QuestionFilter filter, List<UUID> ids, Set<String> add, Set<String> remove) {}

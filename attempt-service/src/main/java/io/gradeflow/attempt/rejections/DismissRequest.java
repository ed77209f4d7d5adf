package io.gradeflow.attempt.rejections;

import io.gradeflow.platform.problem.ProblemException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is to leave the list.
 *
 * @param ids as the list has them, at most {@value ReplayRequest#MOST}
 */
@Schema(example = """
        {"ids": ["5a3f6d1e-3f0c-3b57-9d0e-6a1f6c2b7d11"]}""")
record DismissRequest(@Nullable List<@Nullable UUID> ids) {

    /** @throws ProblemException with 400 if there are none, or too many */
    List<UUID> wanted() {
        if (ids == null || ids.isEmpty() || ids.size() > ReplayRequest.MOST || ids.contains(null)) {
            throw RejectedFilter.invalid("ids", "Name 1 to " + ReplayRequest.MOST + " ids of the list.");
        }
        return ids.stream().filter(Objects::nonNull).distinct().toList();
    }
}

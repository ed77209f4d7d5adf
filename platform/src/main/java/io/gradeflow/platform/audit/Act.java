package io.gradeflow.platform.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody of the staff asks for.
 *
 * @param actor the subject of the token
 * @param operation method and endpoint
 * @param address the path as it was called
 */
record Act(String actor, List<String> roles, String operation, String address) {

    /**
     * @param problem the code of the problem that it ended with; null where there was none
     * @param made the address of what was made; null where nothing was
     */
    record Outcome(
            int status, @Nullable String problem, @Nullable String made) {}
}

package io.gradeflow.question;

import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The modes in which a bank's questions can be asked. A bank's row that names none allows every mode, also one that is
 * added later.
 */
public final class AttemptModes {

    public static final List<String> ALL = List.of("practice", "exam", "review");

    private AttemptModes() {}

    /**
     * @param field the field's name, for the problem
     * @return the modes in the order of {@link #ALL}
     * @throws ProblemException with 400 unless it names known modes, at least one, none twice
     */
    public static List<String> checked(@Nullable List<@Nullable String> modes, String field) {
        if (modes == null || modes.isEmpty()) {
            throw invalid(field, field + " must name at least one of " + known() + ".");
        }
        Set<String> named = new HashSet<>();
        for (int i = 0; i < modes.size(); i++) {
            String mode = modes.get(i);
            String entry = field + "[" + i + "]";
            if (mode == null || !ALL.contains(mode)) {
                throw invalid(entry, entry + " must be one of " + known() + ".");
            }
            if (!named.add(mode)) {
                throw invalid(entry, field + " names " + mode + " twice; name it once.");
            }
        }
        return ALL.stream().filter(named::contains).toList();
    }

    /** What a bank's row allows. */
    public static List<String> ofStored(@Nullable List<String> stored) {
        return stored == null ? ALL : stored;
    }

    /** What a bank's row keeps of checked modes. */
    public static @Nullable List<String> toStored(List<String> modes) {
        return modes.equals(ALL) ? null : modes;
    }

    private static String known() {
        return String.join(", ", ALL);
    }

    private static ProblemException invalid(String field, String detail) {
        return new ProblemException(PlatformError.INVALID_FIELD, detail).field(field);
    }
}

package io.gradeflow.question.tagging;

import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.browsing.QuestionFilter;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which questions get which topics, as somebody sends it, unchecked. */
@Schema(name = "TagRequest", example = """
        {"filter": {"q": "sagemaker", "untagged": true}, "add": ["modeling/sagemaker"], "remove": []}""")
record TagRequest(
        @Schema(description = "The questions' ids, at most " + MAX_IDS + "; or else `filter`") @Nullable
        List<@Nullable UUID> ids,

        @Schema(description = "As in GET /api/v1/banks/{slug}/questions; `{}` means all of the bank; or else `ids`")
        @Nullable
        Filter filter,

        @Schema(description = "Paths of topics that the bank has, at most " + MAX_TOPICS) @Nullable
        List<@Nullable String> add,

        @Schema(description = "The same; those below them stay") @Nullable
        List<@Nullable String> remove) {

    static final int MAX_IDS = 10_000;
    static final int MAX_TOPICS = 50;

    @Schema(name = "QuestionFilter")
    record Filter(
            @Nullable String topic,
            @Nullable String q,
            @Nullable String kind,
            @Nullable String state,
            @Nullable Boolean untagged,
            @Nullable Boolean unexplained) {

        QuestionFilter checked() {
            return QuestionFilter.of(
                    topic, q, kind, state, Boolean.TRUE.equals(untagged), Boolean.TRUE.equals(unexplained), "filter.");
        }
    }

    /** @throws ProblemException with 400 that names the field */
    BulkTagging checked() {
        if ((ids == null) == (filter == null)) {
            throw invalid("ids", "Send either ids or filter to say which questions are meant.");
        }
        Set<String> added = paths(add, "add");
        Set<String> removed = paths(remove, "remove");
        if (added.isEmpty() && removed.isEmpty()) {
            throw invalid("add", "add or remove must name a topic.");
        }
        for (String path : removed) {
            if (added.contains(path)) {
                throw invalid("remove", "remove names " + path + ", and so does add; choose one.");
            }
        }
        return new BulkTagging(filter == null ? null : filter.checked(), checkedIds(), added, removed);
    }

    private List<UUID> checkedIds() {
        if (ids == null) {
            return List.of();
        }
        if (ids.isEmpty() || ids.size() > MAX_IDS || ids.stream().anyMatch(Objects::isNull)) {
            throw invalid("ids", "ids must have 1 to " + MAX_IDS + " ids of questions.");
        }
        return List.copyOf(new HashSet<>(ids));
    }

    private static Set<String> paths(@Nullable List<@Nullable String> given, String field) {
        Set<String> paths = new LinkedHashSet<>();
        for (String path : given == null ? List.<@Nullable String>of() : given) {
            if (path == null) {
                throw invalid(field, field + " must hold paths of topics.");
            }
            paths.add(path);
        }
        if (paths.size() > MAX_TOPICS) {
            throw invalid(field, field + " must have at most " + MAX_TOPICS + " topics.");
        }
        return paths;
    }

    static ProblemException invalid(String field, String detail) {
        return new ProblemException(PlatformError.INVALID_FIELD, detail).field(field);
    }
}

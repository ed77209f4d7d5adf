package io.gradeflow.question.editing;

import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.topic.KeywordRules;
import io.gradeflow.question.topic.TopicTables;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The topics that a draft has in its bank: those that it names, which are created where the bank lacks them, or else those that
 * the bank's keyword rules find.
 *
 * @param paths sorted
 * @param ids of all topics of the bank by their paths
 * @param created paths that the bank hadn't
 */
record TopicsOfDraft(Set<String> paths, Map<String, UUID> ids, Set<String> created) {

    static TopicsOfDraft of(Handle handle, UUID bankId, Draft draft) {
        Map<String, UUID> ids = TopicTables.ids(handle, bankId);
        if (draft.topics().isEmpty()) {
            KeywordRules rules = new KeywordRules(TopicTables.entries(handle, bankId));
            return new TopicsOfDraft(rules.topicsOf(draft.searchedText()), ids, Set.of());
        }
        Set<String> missing = new TreeSet<>(draft.topics());
        missing.removeAll(ids.keySet());
        if (!missing.isEmpty()) {
            TopicTables.addMissingPaths(handle, bankId, missing);
            ids = TopicTables.ids(handle, bankId);
        }
        return new TopicsOfDraft(new TreeSet<>(draft.topics()), ids, missing);
    }

    boolean createdAny() {
        return !created.isEmpty();
    }

    List<Problem> warnings() {
        return created.stream()
                .map(path -> Problem.warning(
                        "topic-created",
                        1,
                        "The bank had no topic " + path + ", so it was created; check its spelling."))
                .toList();
    }
}

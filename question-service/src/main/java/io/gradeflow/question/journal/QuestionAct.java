package io.gradeflow.question.journal;

import io.gradeflow.platform.database.Columns;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody did to a question, beside making a revision and correcting a key, which are kept where they are.
 *
 * @param revision the question's newest when it was done
 * @param reason why; null where nobody has to say so
 * @param added paths of topics
 * @param removed paths of topics
 * @param by the subject of a token, opaque
 */
public record QuestionAct(
        UUID questionId,
        Kind kind,
        int revision,
        @Nullable String reason,
        List<String> added,
        List<String> removed,
        String by,
        Instant at) {

    public enum Kind {
        PUBLISHED,
        RETIRED,
        /** Its topics, and nothing that is asked. */
        TAGGED,
        /** Its explanation or external id, and nothing that is asked. */
        AMENDED
    }

    public static QuestionAct moved(UUID questionId, Kind kind, int revision, String reason, String by, Instant at) {
        return new QuestionAct(questionId, kind, revision, reason, List.of(), List.of(), by, at);
    }

    public static QuestionAct amended(UUID questionId, int revision, String by, Instant at) {
        return new QuestionAct(questionId, Kind.AMENDED, revision, null, List.of(), List.of(), by, at);
    }

    /**
     * @param before the paths of its topics
     * @param after the same from now on
     */
    public static QuestionAct tagged(
            UUID questionId, int revision, Set<String> before, Set<String> after, String by, Instant at) {
        return tagged(questionId, revision, without(after, before), without(before, after), by, at);
    }

    public static QuestionAct tagged(
            UUID questionId, int revision, List<String> added, List<String> removed, String by, Instant at) {
        return new QuestionAct(questionId, Kind.TAGGED, revision, null, added, removed, by, at);
    }

    private static List<String> without(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return List.copyOf(rest);
    }

    /** Writes them in the order of the list, in the transaction of what was done. */
    public static void write(Handle handle, List<QuestionAct> acts) {
        if (acts.isEmpty()) {
            return;
        }
        Columns.of(acts)
                .uuid("questions", QuestionAct::questionId)
                .text("kinds", act -> act.kind().name())
                .integer("revisions", QuestionAct::revision)
                .text("reasons", QuestionAct::reason)
                .text("added", act -> String.join("\n", act.added()))
                .text("removed", act -> String.join("\n", act.removed()))
                .text("by", QuestionAct::by)
                .instant("at", QuestionAct::at)
                .bindTo(handle.createUpdate("""
                        INSERT INTO question_act (question_id, act, revision, reason, added, removed, acted_by, acted_at)
                        SELECT question_id, act, revision, reason, string_to_array(added, E'\\n'),
                            string_to_array(removed, E'\\n'), acted_by, acted_at
                        FROM unnest(:questions, :kinds, :revisions, :reasons, :added, :removed, :by, :at) WITH ORDINALITY
                            AS a (question_id, act, revision, reason, added, removed, acted_by, acted_at, place)
                        ORDER BY place
                        """))
                .execute();
    }
}

package io.gradeflow.question.browsing;

import io.gradeflow.events.QuestionPublished.Kind;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.QuestionError;
import io.gradeflow.question.QuestionState;
import io.gradeflow.question.bank.BankRow;
import io.gradeflow.question.finding.Search;
import io.gradeflow.question.topic.TopicTables;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Which questions of a bank are meant; what is null or false holds nothing back.
 *
 * @param topic a path, which stands for all below it too
 * @param words what is looked for in the newest revision's texts and in the external id
 * @param untagged only questions without a topic
 * @param unexplained only questions without an explanation
 */
public record QuestionFilter(
        @Nullable String topic,
        @Nullable Search words,
        @Nullable Kind kind,
        @Nullable QuestionState state,
        boolean untagged,
        boolean unexplained) {

    /** A condition on {@code question}, {@code r}, its newest revision, and {@code answer_key}, that one's key. */
    public static final String SQL = """
            (:topic::text IS NULL OR EXISTS (
                SELECT FROM question_topic JOIN topic ON topic.id = topic_id
                WHERE question_id = question.id AND (path = :topic OR starts_with(path, :topic || '/'))))
            AND (:words::text IS NULL OR question.words @@ :words::tsquery)
            AND (:kind::text IS NULL OR kind = :kind)
            AND (:state::text IS NULL OR state = :state)
            AND (NOT :untagged OR NOT EXISTS (SELECT FROM question_topic WHERE question_id = question.id))
            AND (NOT :unexplained OR explanation IS NULL)
            """;

    /**
     * Each as somebody sends it.
     *
     * @param prefix of the names of fields
     * @throws ProblemException with 400 that names the field
     */
    public static QuestionFilter of(
            @Nullable String topic,
            @Nullable String words,
            @Nullable String kind,
            @Nullable String state,
            boolean untagged,
            boolean unexplained,
            String prefix) {
        return new QuestionFilter(
                topic,
                Search.of(words, prefix + "q"),
                constant(kind, Kind.values(), prefix + "kind"),
                constant(state, QuestionState.values(), prefix + "state"),
                untagged,
                unexplained);
    }

    private static <E extends Enum<E>> @Nullable E constant(@Nullable String name, E[] all, String field) {
        if (name == null || name.isEmpty()) {
            return null;
        }
        return Arrays.stream(all)
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                                PlatformError.INVALID_FIELD,
                                field + " must be one of "
                                        + Arrays.stream(all).map(Enum::name).collect(Collectors.joining(", ")) + ".")
                        .field(field));
    }

    /** @throws ProblemException with 404 if the bank has no such topic */
    public void requireTopic(Handle handle, BankRow bank, String field) {
        if (topic != null && !TopicTables.ids(handle, bank.id()).containsKey(topic)) {
            throw new ProblemException(
                            QuestionError.TOPIC_UNKNOWN,
                            "The bank has no topic " + topic + "; see GET /api/v1/banks/" + bank.slug() + "/topics.")
                    .field(field);
        }
    }

    public <S extends SqlStatement<S>> S bindTo(S statement) {
        return statement
                .bind("topic", topic)
                .bind("words", words == null ? null : words.query())
                .bind("kind", kind == null ? null : kind.name())
                .bind("state", state == null ? null : state.name())
                .bind("untagged", untagged)
                .bind("unexplained", unexplained);
    }
}

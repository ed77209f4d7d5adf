package io.gradeflow.question.revising;

import io.gradeflow.question.FormerKey;
import io.gradeflow.question.QuestionState;
import io.gradeflow.question.StoredKey;
import io.gradeflow.question.formats.Draft;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The bank's questions that drafts may be about, read in one statement. */
public final class KnownQuestions {

    private static final String SELECT = """
            SELECT id, state, external_id, identity_hash, content_hash, key_hash, question.revision, key, key_version, own_topics,
                explanation,
                ARRAY(SELECT path FROM question_topic JOIN topic ON topic.id = topic_id
                    WHERE question_id = question.id) AS topics,
            """ + FormerKey.COLUMN + """
            FROM question JOIN answer_key ON question_id = id AND answer_key.revision = question.revision
            """;

    private final Map<String, KnownQuestion> byExternalId = new HashMap<>();
    private final Map<String, List<KnownQuestion>> byIdentity = new HashMap<>();

    private KnownQuestions(List<KnownQuestion> inOrder) {
        for (KnownQuestion known : inOrder) {
            if (known.externalId() != null) {
                byExternalId.put(known.externalId(), known);
            }
            byIdentity
                    .computeIfAbsent(known.fingerprint().identity(), identity -> new ArrayList<>())
                    .add(known);
        }
    }

    public static KnownQuestions find(Handle handle, UUID bankId, List<Draft> drafts, List<Fingerprint> fingerprints) {
        return new KnownQuestions(handle.createQuery(SELECT + """
            WHERE bank_id = :bank AND (external_id = ANY (:externalIds) OR identity_hash = ANY (:identities))
            ORDER BY number
            """)
                .bind("bank", bankId)
                .bindArray(
                        "externalIds",
                        String.class,
                        drafts.stream()
                                .map(Draft::externalId)
                                .filter(Objects::nonNull)
                                .toList())
                .bindArray(
                        "identities",
                        String.class,
                        fingerprints.stream().map(Fingerprint::identity).toList())
                .map((row, context) -> known(row))
                .list());
    }

    /** The question, which is there. */
    public static KnownQuestion of(Handle handle, UUID questionId) {
        return handle.createQuery(SELECT + "WHERE id = :question")
                .bind("question", questionId)
                .map((row, context) -> known(row))
                .one();
    }

    private static KnownQuestion known(ResultSet row) throws SQLException {
        return new KnownQuestion(
                row.getObject("id", UUID.class),
                QuestionState.valueOf(row.getString("state")),
                row.getString("external_id"),
                new Fingerprint(
                        row.getString("identity_hash"), row.getString("content_hash"), row.getString("key_hash")),
                row.getInt("revision"),
                StoredKey.read(row.getString("key")),
                FormerKey.read(row),
                row.getInt("key_version"),
                row.getBoolean("own_topics"),
                row.getString("explanation"),
                new TreeSet<>(Set.of((String[]) row.getArray("topics").getArray())));
    }

    public @Nullable KnownQuestion withExternalId(@Nullable String externalId) {
        return externalId == null ? null : byExternalId.get(externalId);
    }

    /** The questions of this wording: those that are shown just so, then those that differ in capital letters and the like. */
    public List<KnownQuestion> withWording(Fingerprint fingerprint) {
        return byIdentity.getOrDefault(fingerprint.identity(), List.of()).stream()
                .sorted(Comparator.comparing(
                        known -> !known.fingerprint().content().equals(fingerprint.content())))
                .toList();
    }
}

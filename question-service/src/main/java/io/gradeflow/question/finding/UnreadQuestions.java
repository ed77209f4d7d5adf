package io.gradeflow.question.finding;

import io.gradeflow.question.StoredChoices;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Questions that came before it was kept what they are found by, or from a service of an earlier release that still runs. */
public final class UnreadQuestions {

    private static final int PORTION = 1_000;

    private UnreadQuestions() {}

    /** Makes up for them, but for those that somebody else changes at the moment; there are none as a rule, which is seen at once. */
    public static void read(Handle handle, UUID bankId) {
        List<Found> portion = portion(handle, bankId);
        while (!portion.isEmpty()) {
            Found.write(handle, portion);
            portion = portion(handle, bankId);
        }
    }

    private static List<Found> portion(Handle handle, UUID bankId) {
        return handle.createQuery("""
                        SELECT id, external_id, stem, choices, prompts
                        FROM question JOIN question_revision r ON question_id = id AND r.revision = question.revision
                        WHERE bank_id = :bank AND words IS NULL LIMIT :portion FOR UPDATE OF question SKIP LOCKED
                        """)
                .bind("bank", bankId)
                .bind("portion", PORTION)
                .map((row, context) -> Found.of(
                        row.getObject("id", UUID.class),
                        row.getString("external_id"),
                        row.getString("stem"),
                        StoredChoices.read(row.getString("choices")),
                        Objects.requireNonNullElse(StoredChoices.readPrompts(row.getString("prompts")), List.of())))
                .list();
    }
}

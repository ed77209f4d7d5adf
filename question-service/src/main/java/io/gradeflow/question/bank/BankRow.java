package io.gradeflow.question.bank;

import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.QuestionError;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What other features need of a bank. */
public record BankRow(UUID id, String slug, String title, int revision, int published) {

    private static final String SELECT = "SELECT id, slug, title, revision, published FROM bank WHERE slug = :slug";
    private static final String LOCKED = SELECT + " FOR NO KEY UPDATE";

    /** @throws ProblemException with 404 if there is none */
    public static BankRow of(Handle handle, String slug) {
        return find(handle, slug, SELECT);
    }

    /**
     * The same, locked until the transaction ends: whoever changes what a bank holds, or publishes it, is alone with it. Rows that refer to
     * the bank can be written meanwhile. For calls, which wait for others as {@link LockWait} lets them.
     *
     * @throws ProblemException with 404 if there is none, with 503 if others have it for too long
     */
    public static BankRow locked(Handle handle, String slug) {
        return select(handle, slug, LOCKED + " SKIP LOCKED").orElseGet(() -> {
            UUID id = of(handle, slug).id();
            return LockWait.bounded(handle, id, () -> lockedAtLast(handle, slug));
        });
    }

    /**
     * The same for work that nobody waits for, however long others have the bank.
     *
     * @throws ProblemException with 404 if there is none
     */
    public static BankRow lockedAtLast(Handle handle, String slug) {
        return find(handle, slug, LOCKED);
    }

    /** Raises the revision of a locked bank, which has it published. */
    public static void raise(Handle handle, UUID bankId, int revision) {
        handle.createUpdate("UPDATE bank SET revision = :revision WHERE id = :bank")
                .bind("revision", revision)
                .bind("bank", bankId)
                .execute();
    }

    private static BankRow find(Handle handle, String slug, String query) {
        return select(handle, slug, query).orElseThrow(() -> unknown(slug));
    }

    private static Optional<BankRow> select(Handle handle, String slug, String query) {
        return handle.createQuery(query)
                .bind("slug", slug)
                .map((row, context) -> of(row))
                .findOne();
    }

    static ProblemException unknown(String slug) {
        return new ProblemException(
                QuestionError.BANK_UNKNOWN, "No bank has the slug " + slug + "; see GET /api/v1/banks, or create it.");
    }

    private static BankRow of(ResultSet row) throws SQLException {
        return new BankRow(
                row.getObject("id", UUID.class),
                row.getString("slug"),
                row.getString("title"),
                row.getInt("revision"),
                row.getInt("published"));
    }
}

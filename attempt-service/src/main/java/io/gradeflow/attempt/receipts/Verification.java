package io.gradeflow.attempt.receipts;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.attempt.StoredResponse;
import io.gradeflow.attempt.people.Viewer;
import io.gradeflow.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Compares receipts with what is stored. */
@ApplicationScoped
class Verification {

    /** What became of an answer that was acknowledged. */
    enum Outcome {
        /** It stands, and waits for its grade. */
        STORED,
        /** It stands and is graded. */
        GRADED,
        /** The learner changed or cleared the answer afterwards. */
        SUPERSEDED,
        /** What was typed is erased, as its learner asked; nobody can compare it any more. */
        ERASED,
        /** The store holds another response under this version than the one that was acknowledged. */
        ALTERED,
        /** The store holds nothing of it. */
        MISSING
    }

    /**
     * @param newestVersion the version that stands now; 0 where there is none
     */
    record Verified(
            UUID attemptId, int position, int version, Instant receivedAt, Outcome outcome, int newestVersion) {}

    /** @param exists whether the receipt's version is stored */
    private record Standing(boolean exists, @Nullable String response, boolean erased, boolean graded, int newest) {}

    private final Jdbi jdbi;
    private final Receipts receipts;

    Verification(Jdbi jdbi, Receipts receipts) {
        this.jdbi = jdbi;
        this.receipts = receipts;
    }

    /**
     * @throws ProblemException with 400 if the text is no receipt, with 404 if it is for an attempt that the viewer may not see
     */
    Verified of(String sealed, Viewer viewer) {
        Receipt receipt = receipts.open(sealed);
        Optional<Standing> standing = standing(receipt, viewer);
        if (standing.isEmpty() && !receipt.learnerId().equals(viewer.id())) {
            throw AttemptError.unknown(receipt.attemptId());
        }
        return new Verified(
                receipt.attemptId(),
                receipt.position(),
                receipt.version(),
                receipt.receivedAt(),
                standing.map(found -> outcome(receipt, found)).orElse(Outcome.MISSING),
                standing.map(Standing::newest).orElse(0));
    }

    private static Outcome outcome(Receipt receipt, Standing standing) {
        if (!standing.exists() && receipt.version() > 0) {
            return Outcome.MISSING;
        }
        if (standing.erased()) {
            return Outcome.ERASED;
        }
        if (!Receipt.hash(StoredResponse.read(standing.response())).equals(receipt.response())) {
            return Outcome.ALTERED;
        }
        if (standing.newest() > receipt.version()) {
            return Outcome.SUPERSEDED;
        }
        return standing.graded() ? Outcome.GRADED : Outcome.STORED;
    }

    private Optional<Standing> standing(Receipt receipt, Viewer viewer) {
        return jdbi.withHandle(handle -> viewer.bindTo(handle.createQuery("""
                        SELECT given.version IS NOT NULL AS exists, given.response,
                            coalesce(given.erased, false) AS erased, given.graded_key_version IS NOT NULL AS graded,
                            coalesce((SELECT max(version) FROM answer
                                WHERE answer.attempt_id = :attempt AND answer.position = :position), 0) AS newest
                        FROM attempt LEFT JOIN answer given ON given.attempt_id = attempt.attempt_id
                            AND given.position = :position AND given.version = :version
                        WHERE attempt.attempt_id = :attempt AND\s""" + Viewer.SEES))
                .bind("attempt", receipt.attemptId())
                .bind("position", receipt.position())
                .bind("version", receipt.version())
                .map((row, context) -> new Standing(
                        row.getBoolean("exists"),
                        row.getString("response"),
                        row.getBoolean("erased"),
                        row.getBoolean("graded"),
                        row.getInt("newest")))
                .findOne());
    }
}

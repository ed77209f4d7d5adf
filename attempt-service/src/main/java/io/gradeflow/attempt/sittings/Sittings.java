package io.gradeflow.attempt.sittings;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.attempt.PlaceInTime;
import io.gradeflow.attempt.catalog.BankCatalog;
import io.gradeflow.attempt.life.Journal;
import io.gradeflow.attempt.people.Memberships;
import io.gradeflow.attempt.people.Viewer;
import io.gradeflow.platform.http.Page;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Plans sittings and finds them again. */
@ApplicationScoped
public class Sittings {

    private static final String NO_REASON = "No reason was given.";

    private final Jdbi jdbi;
    private final BankCatalog catalog;
    private final InstantSource clock;

    Sittings(Jdbi jdbi, BankCatalog catalog, InstantSource clock) {
        this.jdbi = jdbi;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** @throws ProblemException with 404 unless the cohort is the viewer's, the bank exists and has the blueprint */
    Sitting plan(SittingRequest request, Viewer viewer) {
        Sitting sitting = request.validated(UUID.randomUUID(), clock.instant());
        if (request.reason() != null) {
            throw new ProblemException(
                            PlatformError.INVALID_FIELD, "A reason is for changes of a sitting; leave it out here.")
                    .field("reason");
        }
        requireOwn(sitting.cohort(), viewer);
        requireBlueprint(sitting);
        jdbi.useHandle(handle -> bind(sitting, handle.createUpdate("""
                        INSERT INTO sitting (sitting_id, bank_slug, blueprint, cohort, title, opens_at, closes_at,
                            attempts_allowed, access_code, created_by, created_at)
                        VALUES (:sitting, :bank, :blueprint, :cohort, :title, :opens, :closes, :allowed, :code, :author, :created)
                        """))
                .bind("author", viewer.id())
                .bind("created", Timestamp.from(sitting.createdAt()))
                .execute());
        return sitting;
    }

    /**
     * Changes a sitting. A new closing holds for the attempts that run as well, each with its extra time, and stands in their
     * journals.
     *
     * @throws ProblemException with 404 if it isn't the viewer's; with 409 if what is sat, or who sits, would change although it
     *     has begun
     */
    Sitting change(UUID sittingId, SittingRequest request, Viewer viewer) {
        Sitting after = request.validated(sittingId, led(sittingId, viewer).createdAt());
        String why = request.reason() == null ? NO_REASON : Journal.reason(request.reason());
        requireOwn(after.cohort(), viewer);
        requireBlueprint(after);
        jdbi.useTransaction(handle -> {
            Sitting before = held(handle, sittingId, viewer);
            boolean sameExam = before.bank().equals(after.bank())
                    && before.blueprint().equals(after.blueprint())
                    && before.cohort().equals(after.cohort());
            if (!sameExam && hasBegun(handle, sittingId)) {
                throw new ProblemException(
                        AttemptError.SITTING_BEGUN,
                        "Its bank, blueprint and cohort stay as they are; plan another sitting for others.");
            }
            bind(after, handle.createUpdate("""
                            UPDATE sitting SET bank_slug = :bank, blueprint = :blueprint, cohort = :cohort, title = :title,
                                opens_at = :opens, closes_at = :closes, attempts_allowed = :allowed, access_code = :code
                            WHERE sitting_id = :sitting
                            """)).execute();
            RunningAttempts.moveClosing(
                    handle, after, new RunningAttempts.ClosingMoved(viewer.id(), clock.instant(), why));
        });
        return after;
    }

    /** @throws ProblemException with 404 if it isn't the viewer's, with 409 if somebody has begun */
    void remove(UUID sittingId, Viewer viewer) {
        jdbi.useTransaction(handle -> {
            held(handle, sittingId, viewer);
            if (hasBegun(handle, sittingId)) {
                throw new ProblemException(AttemptError.SITTING_BEGUN, "Its attempts stay, and so does the sitting.");
            }
            handle.execute("DELETE FROM accommodation WHERE sitting_id = ?", sittingId);
            handle.execute("DELETE FROM sitting WHERE sitting_id = ?", sittingId);
        });
    }

    /** @throws ProblemException with 404 unless the viewer leads its cohort */
    Sitting led(UUID sittingId, Viewer viewer) {
        return find(sittingId).filter(sitting -> viewer.leads(sitting.cohort())).orElseThrow(() -> unknown(sittingId));
    }

    /**
     * Holds its row exclusively until the commit: whoever starts holds it shared.
     *
     * @return as it is from now on, until this transaction changes it
     * @throws ProblemException with 404 unless the viewer leads its cohort
     */
    static Sitting held(Handle handle, UUID sittingId, Viewer viewer) {
        return handle.createQuery("SELECT * FROM sitting WHERE sitting_id = :sitting FOR UPDATE")
                .bind("sitting", sittingId)
                .map((row, context) -> Sitting.of(row))
                .findOne()
                .filter(sitting -> viewer.leads(sitting.cohort()))
                .orElseThrow(() -> unknown(sittingId));
    }

    /**
     * For those who sit.
     *
     * @param cohorts the learner's
     * @throws ProblemException with 404 unless it is for one of these cohorts
     */
    public Sitting forMembers(UUID sittingId, List<String> cohorts) {
        return find(sittingId)
                .filter(sitting -> cohorts.contains(sitting.cohort()))
                .orElseThrow(() -> unknown(sittingId));
    }

    /** @throws ProblemException with 404 unless the viewer leads or belongs to its cohort */
    public Sitting seen(UUID sittingId, Viewer viewer, List<String> cohorts) {
        return find(sittingId)
                .filter(sitting -> viewer.leads(sitting.cohort()) || cohorts.contains(sitting.cohort()))
                .orElseThrow(() -> unknown(sittingId));
    }

    /** Those of cohorts that the viewer leads or belongs to, the latest opening first. */
    Page<Sitting> list(Viewer viewer, List<String> cohorts, @Nullable String cursor, int limit) {
        PlaceInTime after = cursor == null ? null : PlaceInTime.of(cursor);
        List<Sitting> found = jdbi.withHandle(handle -> viewer.bindLeads(handle.createQuery("""
                        SELECT * FROM sitting
                        WHERE (:viewerLeadsAll OR cohort = ANY (:viewerCohorts) OR cohort = ANY (:cohorts))
                            AND (CAST(:at AS timestamptz) IS NULL OR (opens_at, sitting_id) < (:at, CAST(:id AS uuid)))
                        ORDER BY opens_at DESC, sitting_id DESC LIMIT :limit
                        """))
                .bindArray("cohorts", String.class, cohorts)
                .bind("at", after == null ? null : Timestamp.from(after.at()))
                .bind("id", after == null ? null : after.id())
                .bind("limit", limit + 1)
                .map((row, context) -> Sitting.of(row))
                .list());
        List<Sitting> page = found.subList(0, Math.min(limit, found.size()));
        if (found.size() <= limit) {
            return new Page<>(page, null);
        }
        Sitting last = page.getLast();
        return new Page<>(page, new PlaceInTime(last.opensAt(), last.id()).cursor());
    }

    private Optional<Sitting> find(UUID sittingId) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM sitting WHERE sitting_id = :sitting")
                .bind("sitting", sittingId)
                .map((row, context) -> Sitting.of(row))
                .findOne());
    }

    private static boolean hasBegun(Handle handle, UUID sittingId) {
        return handle.createQuery("SELECT EXISTS (SELECT FROM attempt WHERE sitting_id = :sitting AND NOT preview)")
                .bind("sitting", sittingId)
                .mapTo(boolean.class)
                .one();
    }

    private static void requireOwn(String cohort, Viewer viewer) {
        if (!viewer.leads(cohort) || !(Memberships.isName(cohort) || cohort.equals(Memberships.EVERYONE))) {
            throw new ProblemException(
                            AttemptError.COHORT_UNKNOWN, "You lead no cohort " + cohort + "; see GET /api/v1/cohorts.")
                    .field("cohort");
        }
    }

    private void requireBlueprint(Sitting sitting) {
        if (!catalog.whole(sitting.bank()).blueprints().containsKey(sitting.blueprint())) {
            throw new ProblemException(
                            AttemptError.BLUEPRINT_UNKNOWN,
                            "The bank " + sitting.bank() + " has no blueprint " + sitting.blueprint()
                                    + "; see GET /api/v1/banks/" + sitting.bank() + "/blueprints.")
                    .field("blueprint");
        }
    }

    static ProblemException unknown(UUID sittingId) {
        return new ProblemException(
                AttemptError.SITTING_UNKNOWN, "No sitting " + sittingId + " is yours; see GET /api/v1/sittings.");
    }

    private static <S extends SqlStatement<S>> S bind(Sitting sitting, S statement) {
        return statement
                .bind("sitting", sitting.id())
                .bind("bank", sitting.bank())
                .bind("blueprint", sitting.blueprint())
                .bind("cohort", sitting.cohort())
                .bind("title", sitting.title())
                .bind("opens", Timestamp.from(sitting.opensAt()))
                .bind("closes", Timestamp.from(sitting.closesAt()))
                .bind("allowed", sitting.attemptsAllowed())
                .bind("code", sitting.accessCode());
    }
}

package io.gradeflow.question.bank;

import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.AttemptModes;
import io.gradeflow.question.bank.BankResource.BankView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.jdbi.v3.core.Jdbi;

/** Creates banks and changes what they allow. */
@ApplicationScoped
class Banks {

    private final BankRepository repository;
    private final Jdbi jdbi;
    private final InstantSource clock;

    Banks(BankRepository repository, Jdbi jdbi, InstantSource clock) {
        this.repository = repository;
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Two that create the same slug at once: the constraint decides, and one is told that the bank exists. */
    @Transactional
    Bank create(String slug, String title, List<String> modes, String createdBy) {
        Bank bank = new Bank(UUID.randomUUID(), slug, title, modes, clock.instant(), createdBy);
        try {
            repository.persistAndFlush(bank);
        } catch (PersistenceException e) {
            if (e instanceof ConstraintViolationException || e.getCause() instanceof ConstraintViolationException) {
                throw BankResource.exists(slug);
            }
            throw e;
        }
        return bank;
    }

    /**
     * Raises the revision, unless just these are allowed already.
     *
     * @throws ProblemException with 404 if there is no such bank, with 503 if others have it for too long
     */
    BankView allow(String slug, List<String> modes) {
        return jdbi.inTransaction(handle -> {
            BankRow bank = BankRow.locked(handle, slug);
            List<String> stored = AttemptModes.toStored(modes);
            boolean changes = handle.createUpdate("""
                            UPDATE bank SET allowed_modes = :modes, revision = revision + 1
                            WHERE id = :bank AND allowed_modes IS DISTINCT FROM :modes
                            """)
                            .bind("bank", bank.id())
                            .bindByType("modes", stored == null ? null : stored.toArray(String[]::new), String[].class)
                            .execute()
                    > 0;
            return new BankView(bank.id(), slug, bank.title(), bank.revision() + (changes ? 1 : 0), modes);
        });
    }
}

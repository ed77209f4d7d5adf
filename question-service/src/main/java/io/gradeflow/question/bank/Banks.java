package io.gradeflow.question.bank;

import io.gradeflow.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/** Creates banks and changes what they allow. */
@ApplicationScoped
class Banks {

    private final BankRepository repository;
    private final InstantSource clock;

    Banks(BankRepository repository, InstantSource clock) {
        this.repository = repository;
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

    /** @throws ProblemException with 404 if there is no such bank */
    @Transactional
    Bank allow(String slug, List<String> modes) {
        Bank bank = repository.locked(slug).orElseThrow(() -> BankRow.unknown(slug));
        bank.allow(modes);
        return bank;
    }
}

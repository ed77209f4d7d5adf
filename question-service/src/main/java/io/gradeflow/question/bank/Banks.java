package io.gradeflow.question.bank;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/** Creates banks. */
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
    Bank create(String slug, String title, String createdBy) {
        Bank bank = new Bank(UUID.randomUUID(), slug, title, clock.instant(), createdBy);
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
}

package io.gradeflow.question.bank;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class BankRepository implements PanacheRepositoryBase<Bank, UUID> {

    /** The banks whose slugs come after the given one, by slug. */
    List<Bank> after(String slug, int limit) {
        return find("slug > ?1 order by slug", slug).page(0, limit).list();
    }

    /** The bank, locked until the transaction ends as {@link BankRow#locked} does. */
    Optional<Bank> locked(String slug) {
        return find("slug", slug).withLock(LockModeType.PESSIMISTIC_WRITE).singleResultOptional();
    }
}

package io.gradeflow.question.bank;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class BankRepository implements PanacheRepositoryBase<Bank, UUID> {

    /** The banks whose slugs come after the given one, by slug. */
    List<Bank> after(String slug, int limit) {
        return find("slug > ?1 order by slug", slug).page(0, limit).list();
    }
}

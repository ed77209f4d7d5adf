package io.gradeflow.question.bank;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** A collection of questions with one tree of topics. */
@Entity
class Bank extends PanacheEntityBase {

    @Id
    UUID id;

    String slug;

    String title;

    /** Grows with each change of questions or topics. */
    int revision;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;

    protected Bank() {
        // for Hibernate, which fills the fields
    }

    Bank(UUID id, String slug, String title, Instant createdAt, String createdBy) {
        this.id = id;
        this.slug = slug;
        this.title = title;
        this.revision = 1;
        this.createdAt = createdAt;
        this.createdBy = createdBy;
    }
}

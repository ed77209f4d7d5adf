package io.gradeflow.question.bank;

import io.gradeflow.question.AttemptModes;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A collection of questions with one tree of topics, and the modes in which they may be asked. */
@Entity
class Bank extends PanacheEntityBase {

    @Id
    UUID id;

    String slug;

    String title;

    /** Grows with each change of what is published: questions, topics, modes, blueprints. */
    int revision;

    /** Null allows all. */
    @Column(name = "allowed_modes")
    @Nullable
    List<String> allowedModes;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;

    protected Bank() {
        // for Hibernate, which fills the fields
    }

    Bank(UUID id, String slug, String title, List<String> modes, Instant createdAt, String createdBy) {
        this.id = id;
        this.slug = slug;
        this.title = title;
        this.revision = 1;
        this.allowedModes = AttemptModes.toStored(modes);
        this.createdAt = createdAt;
        this.createdBy = createdBy;
    }

    List<String> modes() {
        return AttemptModes.ofStored(allowedModes);
    }
}

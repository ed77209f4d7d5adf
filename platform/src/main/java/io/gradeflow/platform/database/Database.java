package io.gradeflow.platform.database;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Gives a service that has a datasource its {@link Jdbi}. */
@ApplicationScoped
class Database {

    @Produces
    @Singleton
    Jdbi jdbi(Instance<AgroalDataSource> dataSource) {
        return Jdbi.create(dataSource.get())
                .registerArrayType(UUID.class, "uuid")
                .registerArrayType(String.class, "text");
    }
}

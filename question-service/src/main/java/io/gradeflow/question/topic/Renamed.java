package io.gradeflow.question.topic;

import io.gradeflow.platform.database.Columns;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatement;

/** A topic that stands elsewhere from now on. */
record Renamed(UUID id, String path) {

    static <S extends SqlStatement<S>> S bind(List<Renamed> renamed, S statement) {
        return Columns.of(renamed)
                .uuid("topics", Renamed::id)
                .text("paths", Renamed::path)
                .bindTo(statement);
    }
}

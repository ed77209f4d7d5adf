package io.gradeflow.question.topic;

import io.gradeflow.platform.database.Columns;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatement;

/** A topic that goes up in another one. */
record Merged(UUID from, String fromPath, UUID into, String intoPath) {

    static <S extends SqlStatement<S>> S bind(List<Merged> merged, S statement) {
        return Columns.of(merged)
                .uuid("from", Merged::from)
                .uuid("into", Merged::into)
                .bindTo(statement);
    }
}

package io.gradeflow.analytics.facts;

import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.AttemptFinished;
import io.gradeflow.platform.database.Columns;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;

/**
 * All that was told of answers and attempts, as it came, in two tables that are in the schema of the search path until {@link
 * Derivation} has made facts of them. They have no index and no log of changes: if the database dies, they are empty.
 */
public final class Told {

    static final String GRADES = "told_grade";
    static final String ENDINGS = "told_ending";

    /** In which order it was told: of the same versions the first one holds. */
    static final String PLACE = "place";

    private static final String CREATE = """
            CREATE UNLOGGED TABLE %1$s (LIKE %2$s INCLUDING CONSTRAINTS, %3$s bigint GENERATED ALWAYS AS IDENTITY)
            WITH (autovacuum_enabled = off)
            """;

    private Told() {}

    /** Empty, and like the tables of the same schema, so that they take what those take. */
    public static void create(Handle handle) {
        handle.execute(CREATE.formatted(GRADES, "answer_fact", PLACE));
        handle.execute("ALTER TABLE " + GRADES + " DROP counted, DROP first");
        handle.execute(CREATE.formatted(ENDINGS, "attempt", PLACE));
    }

    /** Leaves out what somebody of the staff tried out, as {@link FactTables#apply} does. */
    public static void addGrades(Handle handle, List<AnswerGraded> events) {
        List<AnswerGraded> counted = events.stream()
                .filter(grade -> !Boolean.TRUE.equals(grade.preview()))
                .toList();
        copy(handle, GRADES + " (" + GradeColumns.NAMES + ")", GradeColumns.of(counted));
    }

    /** Leaves out what somebody of the staff tried out, as {@link EndingTables#apply} does. */
    public static void addEndings(Handle handle, List<AttemptFinished> events) {
        List<AttemptFinished> counted = events.stream()
                .filter(ending -> !Boolean.TRUE.equals(ending.preview()))
                .toList();
        copy(handle, ENDINGS + " (" + EndingTables.COLUMNS + ")", EndingTables.columns(counted));
    }

    /** What tables of another schema were made of, as far as it still holds. */
    public static void addTables(Handle handle, String schema) {
        handle.execute("INSERT INTO %1$s (%2$s) SELECT %2$s FROM %3$s.answer_fact"
                .formatted(GRADES, GradeColumns.NAMES, schema));
        handle.execute("INSERT INTO %1$s (%2$s) SELECT %2$s FROM %3$s.attempt"
                .formatted(ENDINGS, EndingTables.COLUMNS, schema));
    }

    private static void copy(Handle handle, String table, Columns<?> rows) {
        try {
            handle.getConnection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "COPY " + table + " FROM STDIN",
                            new ByteArrayInputStream(rows.copyText().getBytes(StandardCharsets.UTF_8)));
        } catch (SQLException e) {
            throw new IllegalStateException("can't copy into " + table, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

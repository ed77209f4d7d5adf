package io.gradeflow.platform.database;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Rows turned into one array a column, for set-based statements over {@code unnest(:one, :other, ...)}: thousands of rows
 * in a single round trip; or into the text of a {@code COPY}.
 */
public final class Columns<T> {

    private record Column(String sqlType, @Nullable Object[] values) {}

    private final List<T> rows;
    private final Map<String, Column> columns = new LinkedHashMap<>();

    private Columns(List<T> rows) {
        this.rows = rows;
    }

    public static <T> Columns<T> of(List<T> rows) {
        return new Columns<>(rows);
    }

    public Columns<T> uuid(String name, Function<T, @Nullable UUID> value) {
        return column(name, "uuid", value);
    }

    public Columns<T> text(String name, Function<T, @Nullable String> value) {
        return column(name, "text", value);
    }

    public Columns<T> integer(String name, Function<T, @Nullable Integer> value) {
        return column(name, "int4", value);
    }

    public Columns<T> bigint(String name, Function<T, @Nullable Long> value) {
        return column(name, "int8", value);
    }

    public Columns<T> numeric(String name, Function<T, @Nullable BigDecimal> value) {
        return column(name, "numeric", value);
    }

    public Columns<T> bool(String name, Function<T, @Nullable Boolean> value) {
        return column(name, "bool", value);
    }

    public Columns<T> bytes(String name, Function<T, byte @Nullable []> value) {
        columns.put(name, new Column("bytea", rows.stream().map(value).toArray(byte[][]::new)));
        return this;
    }

    public Columns<T> instant(String name, Function<T, @Nullable Instant> value) {
        return column(name, "timestamptz", row -> {
            Instant instant = value.apply(row);
            return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
        });
    }

    /** Binds every column as an array under its name. */
    public <S extends SqlStatement<S>> S bindTo(S statement) {
        columns.forEach((name, column) -> statement.bind(
                name, (position, sql, context) -> sql.setArray(position, array(context.getConnection(), column))));
        return statement;
    }

    /** The rows as {@code COPY … FROM STDIN} reads them, with the columns in the order in which they were given; none of bytes. */
    public String copyText() {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < rows.size(); row++) {
            for (Column column : columns.values()) {
                appendTo(text, column.values()[row]);
                text.append('\t');
            }
            text.setCharAt(text.length() - 1, '\n');
        }
        return text.toString();
    }

    private static void appendTo(StringBuilder text, @Nullable Object value) {
        if (value == null) {
            text.append("\\N");
            return;
        }
        if (value instanceof byte[]) {
            throw new IllegalArgumentException("bytes have no text");
        }
        String plain = value.toString();
        for (int i = 0; i < plain.length(); i++) {
            char character = plain.charAt(i);
            switch (character) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(character);
            }
        }
    }

    private static Array array(Connection connection, Column column) throws SQLException {
        return connection.createArrayOf(column.sqlType(), column.values());
    }

    private Columns<T> column(String name, String sqlType, Function<T, ? extends @Nullable Object> value) {
        columns.put(name, new Column(sqlType, rows.stream().map(value).toArray()));
        return this;
    }
}

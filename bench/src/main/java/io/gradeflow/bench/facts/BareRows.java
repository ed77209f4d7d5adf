package io.gradeflow.bench.facts;

import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.system.CpuMeter;
import io.gradeflow.bench.system.Insides;
import io.gradeflow.bench.system.MeasuredSystem;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/**
 * Facts that were counted, copied into a table of the same database that has the same columns and primary key and nothing else,
 * with {@code COPY}: what the database itself can take.
 */
public final class BareRows {

    private final MeasuredSystem system;
    private final Insides insides;
    private final List<byte[]> rows;

    private BareRows(MeasuredSystem system, Insides insides, List<byte[]> rows) {
        this.system = system;
        this.insides = insides;
        this.rows = rows;
    }

    /** Of a bank's facts, so many at most, in the order in which they stand. */
    public static BareRows of(MeasuredSystem system, Insides insides, UUID bank, int most) {
        List<byte[]> rows = new ArrayList<>();
        try (Connection connection = insides.analyticsDatabase()) {
            CopyOut out = copies(connection)
                    .copyOut("COPY (SELECT * FROM answer_fact WHERE bank_id = '" + bank + "' ORDER BY ctid LIMIT "
                            + most + ") TO STDOUT");
            for (byte[] row = out.readFromCopy(); row != null; row = out.readFromCopy()) {
                rows.add(row);
            }
        } catch (SQLException e) {
            throw failed(e);
        }
        return new BareRows(system, insides, rows);
    }

    /** Copies them, as many in a transaction as are counted in one, each of which is waited for until it is on the disk. */
    public Work copy(int portion) {
        return copy(portion, "on");
    }

    /** The same without waiting for the disk, as a replay does. */
    public Work copyWithoutWaiting(int portion) {
        return copy(portion, "off");
    }

    private Work copy(int portion, String synchronousCommit) {
        try (Connection connection = insides.analyticsDatabase();
                Statement statement = connection.createStatement()) {
            statement.execute("SET synchronous_commit = " + synchronousCommit);
            statement.execute("DROP TABLE IF EXISTS bench_bare_row");
            statement.execute("CREATE TABLE bench_bare_row (LIKE answer_fact, PRIMARY KEY (answer_id))");
            CopyManager copies = copies(connection);
            CpuMeter meter = CpuMeter.start(system);
            for (int from = 0; from < rows.size(); from += portion) {
                CopyIn in = copies.copyIn("COPY bench_bare_row FROM STDIN");
                for (byte[] row : rows.subList(from, Math.min(rows.size(), from + portion))) {
                    in.writeToCopy(row, 0, row.length);
                }
                in.endCopy();
            }
            Work work = Work.since(meter, rows.size());
            statement.execute("DROP TABLE bench_bare_row");
            return work;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static CopyManager copies(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    private static BenchException failed(SQLException e) {
        return new BenchException("Facts can't be copied: " + e.getMessage(), e);
    }
}

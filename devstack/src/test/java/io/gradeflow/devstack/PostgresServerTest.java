package io.gradeflow.devstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {

    @TempDir
    Path temporary;

    private PostgresDirectory directory;

    @BeforeEach
    void shareTheBinaries() {
        directory = new PostgresDirectory(
                temporary.resolve("data"),
                Path.of(System.getProperty("java.io.tmpdir"), "gradeflow-postgres-binaries"));
    }

    @Test
    void shouldGiveEachServiceADatabaseOfItsOwn() throws Exception {
        try (PostgresServer server = start()) {
            for (String name : PostgresServer.DATABASES) {
                assertThat(query(server, name, "SELECT current_database() || ' of ' || current_user"))
                        .isEqualTo(name + " of " + name);
            }
        }
    }

    @Test
    void shouldWriteToTheDiskBeforeItSaysThatItDid() throws Exception {
        try (PostgresServer server = start()) {
            assertThat(query(server, "attempt", "SHOW fsync")).isEqualTo("on");
            assertThat(query(server, "attempt", "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(query(server, "attempt", "SHOW server_version")).startsWith("18.");
        }
    }

    @Test
    void shouldKeepDataOverARestart() throws Exception {
        try (PostgresServer server = start()) {
            execute(server, "CREATE TABLE kept AS SELECT 'kept' AS word");
        }

        try (PostgresServer server = start()) {
            assertThat(query(server, "attempt", "SELECT word FROM kept")).isEqualTo("kept");
        }
    }

    @Test
    void shouldKeepDataWhenTheServerIsKilledWithAllItsProcesses() throws Exception {
        try (PostgresServer server = start()) {
            execute(server, "CREATE TABLE kept AS SELECT 'kept' AS word");
            ProcessHandle process = server.process();
            List<ProcessHandle> below = process.descendants().toList();

            directory.kill();

            assertThat(process.isAlive()).isFalse();
            assertThat(below).isNotEmpty().noneMatch(ProcessHandle::isAlive);
            assertThat(directory.data().resolve("postmaster.pid")).exists();
        }

        try (PostgresServer server = start()) {
            assertThat(query(server, "attempt", "SELECT word FROM kept")).isEqualTo("kept");
        }
    }

    @Test
    void shouldEndTheServerThatAnEarlierProcessLeftRunning() throws Exception {
        PostgresServer orphan = start();
        execute(orphan, "CREATE TABLE kept AS SELECT 'kept' AS word");
        ProcessHandle process = orphan.process();

        directory.endOrphan();

        assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(1));
        assertThat(directory.server()).isEmpty();
        orphan.close();
    }

    @Test
    void shouldInitialiseAgainWhereAnInitialisationWasCutOff() throws Exception {
        Files.createDirectories(directory.data());
        Files.writeString(directory.data().resolve("postgresql.conf"), "");

        try (PostgresServer server = start()) {
            assertThat(query(server, "question", "SELECT 1")).isEqualTo("1");
        }
    }

    private PostgresServer start() {
        return PostgresServer.start(directory, 0, "secret");
    }

    private static void execute(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = connect(server, "attempt");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(PostgresServer server, String database, String sql) throws SQLException {
        try (Connection connection = connect(server, database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(PostgresServer server, String database) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(database), database, server.password());
    }
}

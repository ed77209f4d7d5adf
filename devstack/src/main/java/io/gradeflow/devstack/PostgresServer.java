package io.gradeflow.devstack;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A real PostgreSQL 18, a child process of this JVM, with a role and a database for each service. What it has committed
 * is on the disk (fsync is on). Local connections are trusted: it is for one person's machine and listens on the
 * loopback interface only.
 */
public final class PostgresServer implements Part {

    /** Each is the name of a database and of the role that owns it. */
    public static final List<String> DATABASES = List.of("question", "attempt", "analytics");

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final EmbeddedPostgres server;
    private final PostgresDirectory directory;
    private final String password;

    private PostgresServer(EmbeddedPostgres server, PostgresDirectory directory, String password) {
        this.server = server;
        this.directory = directory;
        this.password = password;
    }

    public static void main(String[] arguments) {
        PartProcess.run("postgres", arguments, PostgresServer::start);
    }

    /**
     * As {@link #start(PostgresDirectory, int, String)}, all below one directory, with the password of the environment. What the
     * server logs goes where this JVM's output goes.
     */
    public static PostgresServer start(Path directory, int port) {
        return start(PostgresDirectory.of(directory), port, configuredPassword(), ProcessBuilder.Redirect.INHERIT);
    }

    /**
     * Starts on the data of an earlier run, or initialises it first. A server that a killed JVM left running on the same
     * data is ended before.
     *
     * @param port 0 for a free one
     * @throws PortTakenException if somebody else listens on the port
     */
    public static PostgresServer start(PostgresDirectory directory, int port, String password) {
        return start(directory, port, password, ProcessBuilder.Redirect.PIPE);
    }

    private static PostgresServer start(
            PostgresDirectory directory, int port, String password, ProcessBuilder.Redirect log) {
        directory.endOrphan();
        int chosenPort = Ports.orFree(port);
        Ports.requireFree(chosenPort, "PostgreSQL");
        try {
            directory.dropUnfinished();
            EmbeddedPostgres embedded = launch(directory, chosenPort, log);
            PostgresServer server = new PostgresServer(embedded, directory, password);
            server.createDatabases();
            directory.markFinished();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start on " + directory.data(), e);
        }
    }

    /** The password of every service's role: {@code GRADEFLOW_DATABASE_PASSWORD}, or {@code gradeflow}. */
    public static String configuredPassword() {
        return Objects.requireNonNullElse(System.getenv("GRADEFLOW_DATABASE_PASSWORD"), "gradeflow");
    }

    @Override
    public String address() {
        return Ports.HOST + ":" + server.getPort();
    }

    public int port() {
        return server.getPort();
    }

    public String password() {
        return password;
    }

    public String jdbcUrl(String database) {
        return jdbcUrl(server.getPort(), database);
    }

    public static String jdbcUrl(int port, String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(Ports.HOST, port, database);
    }

    /**
     * The server itself, which outlives a JVM that is killed.
     *
     * @throws java.util.NoSuchElementException if it has ended
     */
    public ProcessHandle process() {
        return directory.server().orElseThrow();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not end in order", e);
        }
    }

    private static EmbeddedPostgres launch(PostgresDirectory directory, int port, ProcessBuilder.Redirect log)
            throws IOException {
        Files.createDirectories(directory.data());
        // Where it looks for what others left behind; without it, that is a directory of the whole machine.
        System.setProperty("ot.epg.working-dir", directory.binaries().toString());
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(directory.binaries().toFile())
                .setDataDirectory(directory.data())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_LIMIT)
                .setPort(port)
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                .setServerConfig("shared_buffers", "256MB")
                // Every commit waits while a file of the log is made: a tenth of a second if it is filled, and none if
                // it is used again.
                .setServerConfig("wal_init_zero", "off")
                .setServerConfig("min_wal_size", "1GB")
                .setServerConfig("max_wal_size", "2GB")
                .setServerConfig("listen_addresses", Ports.HOST)
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "200")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("jit", "off")
                .start();
    }

    private void createDatabases() {
        try (Connection connection = server.getPostgresDatabase().getConnection()) {
            for (String name : DATABASES) {
                createDatabase(connection, name);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Could not create the databases of the services", e);
        }
    }

    private void createDatabase(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String verb = exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", name) ? "ALTER" : "CREATE";
            statement.execute("%s ROLE %s LOGIN PASSWORD %s".formatted(verb, name, statement.enquoteLiteral(password)));
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
                statement.execute("CREATE DATABASE %s OWNER %s".formatted(name, name));
            }
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }
}

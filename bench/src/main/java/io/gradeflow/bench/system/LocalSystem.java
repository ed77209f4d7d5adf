package io.gradeflow.bench.system;

import io.gradeflow.bench.BenchException;
import io.gradeflow.devstack.PostgresServer;
import io.gradeflow.devstack.local.LocalPorts;
import io.gradeflow.devstack.local.LocalStack;
import io.gradeflow.devstack.local.PartKind;
import io.gradeflow.devstack.local.RunningPart;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A system of its own on this machine, started for a run on free ports; its data is removed at the end, its logs stay. */
public final class LocalSystem implements MeasuredSystem, Insides {

    private static final Map<String, String> WITH_BASELINE = Map.of("GRADEFLOW_BENCH_BASELINE", "true");

    /** The databases of services, and the roles that own them. */
    private static final String ATTEMPT = "attempt";

    private static final String ANALYTICS = "analytics";

    private final LocalStack stack;

    /** The same parts, of which this one starts services by archives. */
    private final LocalStack archived;

    private final OwnStack own;
    private final Tokens tokens;

    private LocalSystem(LocalStack stack, LocalStack archived, OwnStack own) {
        this.stack = stack;
        this.archived = archived;
        this.own = own;
        this.tokens = Tokens.of(stack.issuer());
    }

    /**
     * @param root of the built source tree
     * @param home where its data and logs stand; what an earlier run was killed and left there is ended and removed
     */
    public static LocalSystem start(Path root, Path home, Consumer<String> progress) {
        LocalPorts ports = LocalPorts.free();
        LocalStack stack = LocalStack.startingOnce(root, home, ports, WITH_BASELINE);
        LocalStack archived = new LocalStack(root, home, ports, WITH_BASELINE);
        return new LocalSystem(stack, archived, OwnStack.start(stack, archivesOf(archived), progress));
    }

    /** They go with the data, so that each run records its own. */
    private static OwnStack.Ground archivesOf(LocalStack archived) {
        return new OwnStack.Ground() {
            @Override
            public void prepare() {
                // They come when they are recorded.
            }

            @Override
            public void clear() {
                archived.forgetArchives();
            }
        };
    }

    @Override
    public String description() {
        return "local stack, started for this run";
    }

    @Override
    public URI web() {
        return stack.web();
    }

    @Override
    public Optional<URI> attemptService() {
        return stack.running().stream()
                .filter(part -> part.kind() == PartKind.ATTEMPT)
                .map(part -> URI.create("http://127.0.0.1:" + part.port()))
                .findFirst();
    }

    @Override
    public Tokens tokens() {
        return tokens;
    }

    @Override
    public Map<String, ProcessHandle> processes() {
        Map<String, ProcessHandle> processes = new LinkedHashMap<>();
        for (RunningPart part : stack.running()) {
            (part.kind() == PartKind.POSTGRES ? stack.databaseServer() : part.process())
                    .ifPresent(process -> processes.put(part.name(), process));
        }
        return processes;
    }

    @Override
    public Optional<Insides> insides() {
        return Optional.of(this);
    }

    @Override
    public String bootstrapServers() {
        return stack.bootstrapServers();
    }

    @Override
    public URI analyticsService() {
        return stack.address(PartKind.ANALYTICS.partName());
    }

    @Override
    public Connection attemptDatabase() {
        return database(ATTEMPT);
    }

    @Override
    public Map<String, String> attemptDatabaseForClients() {
        return Map.of(
                "PGHOST", databaseAddress().getHost(),
                "PGPORT", String.valueOf(databaseAddress().getPort()),
                "PGDATABASE", ATTEMPT,
                "PGUSER", ATTEMPT,
                "PGPASSWORD", PostgresServer.configuredPassword());
    }

    @Override
    public Connection analyticsDatabase() {
        return database(ANALYTICS);
    }

    private Connection database(String name) {
        return connect(name, name, PostgresServer.configuredPassword());
    }

    private Connection connect(String database, String role, String password) {
        try {
            return DriverManager.getConnection(
                    PostgresServer.jdbcUrl(databaseAddress().getPort(), database), role, password);
        } catch (SQLException e) {
            throw new BenchException("The database can't be reached: " + e.getMessage(), e);
        }
    }

    private URI databaseAddress() {
        return stack.address(PartKind.POSTGRES.partName());
    }

    @Override
    public void checkpoint() {
        try (Connection connection = connect("postgres", "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
        } catch (SQLException e) {
            throw new BenchException("The database makes no checkpoint: " + e.getMessage(), e);
        }
    }

    @Override
    public void stop(String part) {
        if (stack.running().stream().anyMatch(running -> running.name().equals(part))) {
            own.change(() -> stack.stop(part));
        }
    }

    @Override
    public void start(String part) {
        own.change(() -> stack.start(part));
    }

    @Override
    public void restartWithArchive(String part) {
        own.change(() -> {
            archived.stop(part);
            archived.start(part);
        });
    }

    @Override
    public void renew() {
        own.renew();
    }

    @Override
    public void close() {
        own.close();
    }
}

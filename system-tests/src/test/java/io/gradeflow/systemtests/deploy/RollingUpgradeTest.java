package io.gradeflow.systemtests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.devstack.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * While a deployment rolls, services of the release before work on the schema of this one. {@code released/DATABASE.sql} has that release's
 * migrations, {@code released/DATABASE-statements.sql} what it writes; both are recorded anew at a release, and never changed in between.
 * It runs none of that release's code: what it reads, such as a value of an enumeration or a form of JSON that is new, isn't seen here.
 */
class RollingUpgradeTest {

    /** @param required whether an insert that doesn't name it fails */
    private record Column(String type, boolean required) {}

    private static final Pattern FILE = Pattern.compile("-- file: (\\S+)\n((?:(?!-- file: ).*\n)*)");
    private static final Path RELEASED = Yaml.ROOT.resolve("system-tests/src/test/resources/released");

    @TempDir
    static Path directory;

    private static PostgresServer server;

    @BeforeAll
    static void start() {
        server = PostgresServer.start(directory.resolve("postgres"), 0);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"question", "attempt", "analytics"})
    void shouldLetTheReleaseBeforeGoOnOnTheNewSchema(String database) throws IOException, SQLException {
        migrate(database, List.of("filesystem:" + unpacked(database)));
        run(database, 1);
        Map<String, Column> before = columns(database);
        Set<String> rulesBefore = rules(database);

        migrate(database, locations(database));

        Map<String, Column> after = columns(database);
        List<String> faults = new ArrayList<>();
        before.forEach((name, column) -> {
            Column now = after.get(name);
            if (now == null) {
                faults.add(name + " is gone: drop it in the release after the next");
            } else if (!now.type().equals(column.type())) {
                faults.add(name + " was " + column.type() + " and is " + now.type());
            } else if (now.required() && !column.required()) {
                faults.add(name + " is required now, and the release before may leave it out");
            }
        });
        Set<String> tables = tables(before.keySet());
        after.forEach((name, column) -> {
            if (!before.containsKey(name) && column.required() && tables.contains(table(name))) {
                faults.add(name + " is new and required: give it a default, for the release before doesn't know it");
            }
        });
        rules(database).stream()
                .filter(rule -> !rulesBefore.contains(rule) && tables.contains(table(rule)))
                .forEach(rule -> faults.add(rule + " is a new rule, which what the release before writes may break"));
        assertThat(faults).isEmpty();
        run(database, 2);
    }

    private static Set<String> tables(Set<String> columns) {
        Set<String> tables = new TreeSet<>();
        columns.forEach(column -> tables.add(table(column)));
        return tables;
    }

    private static String table(String name) {
        return name.substring(0, name.indexOf('.'));
    }

    private static Path unpacked(String database) throws IOException {
        Path folder = Files.createDirectory(directory.resolve(database));
        List<MatchResult> files = FILE.matcher(Yaml.text(RELEASED.resolve(database + ".sql")))
                .results()
                .toList();
        assertThat(files).isNotEmpty();
        for (MatchResult file : files) {
            Files.writeString(folder.resolve(file.group(1)), file.group(2));
        }
        return folder;
    }

    /** Where the service finds its migrations, in the folders that they come from. */
    private static List<String> locations(String database) {
        String service = database + "-service";
        String named = Yaml.document(Yaml.ROOT.resolve(service).resolve("src/main/resources/application.yaml"))
                .at("/quarkus/flyway/locations")
                .asText();
        return Stream.of(named.split(","))
                .map(location -> "filesystem:"
                        + Yaml.ROOT
                                .resolve(location.equals("db/migration") ? service : "platform")
                                .resolve("src/main/resources")
                                .resolve(location))
                .toList();
    }

    private static void migrate(String database, List<String> locations) {
        Flyway.configure()
                .dataSource(server.jdbcUrl(database), database, PostgresServer.configuredPassword())
                .locations(locations.toArray(String[]::new))
                .outOfOrder(true)
                .load()
                .migrate();
    }

    private static void run(String database, int number) throws IOException, SQLException {
        String statements = Files.readString(RELEASED.resolve(database + "-statements.sql"));
        try (Connection connection = connection(database);
                Statement statement = connection.createStatement()) {
            for (String one : statements.lines().filter(line -> !line.isBlank()).toList()) {
                statement.execute(one.replace("{n}", Integer.toString(number)));
            }
        }
    }

    private static Map<String, Column> columns(String database) throws SQLException {
        Map<String, Column> columns = new TreeMap<>();
        try (Connection connection = connection(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT table_name || '.' || column_name AS name, udt_name,
                            is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO' AND is_generated = 'NEVER' AS required
                        FROM information_schema.columns
                        WHERE table_schema = 'public' AND table_name NOT LIKE 'flyway%'
                        """)) {
            while (rows.next()) {
                columns.put(
                        rows.getString("name"), new Column(rows.getString("udt_name"), rows.getBoolean("required")));
            }
        }
        return columns;
    }

    /** What rows have to keep to: checks, foreign keys, unique indexes. */
    private static Set<String> rules(String database) throws SQLException {
        Set<String> rules = new TreeSet<>();
        try (Connection connection = connection(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT conrelid::regclass || '.' || pg_get_constraintdef(oid) FROM pg_constraint
                        WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'f', 'x') AND conrelid <> 0
                        UNION ALL
                        SELECT tablename || '.' || regexp_replace(indexdef, 'INDEX \\S+ ', 'INDEX ') FROM pg_indexes
                        WHERE schemaname = 'public' AND indexdef LIKE 'CREATE UNIQUE%'
                        """)) {
            while (rows.next()) {
                rules.add(rows.getString(1));
            }
        }
        return rules;
    }

    private static Connection connection(String database) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(database), database, PostgresServer.configuredPassword());
    }
}

package io.gradeflow.devstack.testing;

import io.gradeflow.devstack.OidcIssuer;
import io.gradeflow.devstack.PostgresServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives a Quarkus test a real broker, a real database and an issuer. All tests of a JVM share them, so a test makes its
 * own banks and learners and doesn't count on an empty table.
 *
 * <p>The argument {@value #DATABASE} names the service's database; without it, no data source is configured:
 *
 * <pre>{@code @QuarkusTestResource(value = DevStackResource.class, initArgs = @ResourceArg(name = "database", value = "attempt"))}</pre>
 */
public final class DevStackResource implements QuarkusTestResourceLifecycleManager {

    public static final String DATABASE = "database";

    private @Nullable String database;

    @Override
    public void init(Map<String, String> arguments) {
        database = arguments.get(DATABASE);
        if (database != null && !PostgresServer.DATABASES.contains(database)) {
            throw new IllegalArgumentException("No database " + database + "; there are " + PostgresServer.DATABASES);
        }
    }

    @Override
    public Map<String, String> start() {
        SharedStack.ensureStarted();
        Map<String, String> configuration = new HashMap<>();
        configuration.put("kafka.bootstrap.servers", SharedStack.bootstrapServers());
        configuration.put("quarkus.oidc.auth-server-url", SharedStack.issuer());
        configuration.put(
                "gradeflow.accounts.url",
                OidcIssuer.accounts(URI.create(SharedStack.issuer()).getPort()).toString());
        configuration.put("gradeflow.accounts.password", OidcIssuer.ANY_SECRET);
        if (database != null) {
            configuration.put(
                    "quarkus.datasource.jdbc.url", PostgresServer.jdbcUrl(SharedStack.postgresPort(), database));
            configuration.put("quarkus.datasource.username", database);
            configuration.put("quarkus.datasource.password", PostgresServer.configuredPassword());
        }
        return Map.copyOf(configuration);
    }

    /** Nothing to do: the stack serves the next application of this JVM, and ends with it. */
    @Override
    public void stop() {}
}

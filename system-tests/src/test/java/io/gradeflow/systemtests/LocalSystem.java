package io.gradeflow.systemtests;

import io.gradeflow.bench.system.IssuedTokens;
import io.gradeflow.devstack.LocalUser;
import io.gradeflow.devstack.local.LocalPorts;
import io.gradeflow.devstack.local.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The local stack: what {@code ./gradeflow up} starts, on free ports and with data of its own, but for a while only: see
 * {@link LocalStack#forAWhile}.
 */
final class LocalSystem implements SystemUnderTest {

    private static final Path ROOT = Path.of(System.getProperty("gradeflow.root"));

    private final Path home;
    private final LocalPorts ports = LocalPorts.free();
    private final LocalStack stack;
    private final IssuedTokens tokens;

    private LocalSystem(Path home, Map<String, String> environment) {
        this.home = home;
        this.stack = LocalStack.forAWhile(ROOT, home, ports, environment);
        this.tokens = new IssuedTokens(stack.issuer());
    }

    static LocalSystem start(int graders) {
        return start(graders, Map.of());
    }

    /** @param environment what the services are told beyond where the other parts are */
    static LocalSystem start(int graders, Map<String, String> environment) {
        try {
            Path home = Files.createTempDirectory(
                    Files.createDirectories(ROOT.resolve("system-tests/target")).toAbsolutePath(), "stack-");
            LocalSystem system = new LocalSystem(home, environment);
            try {
                system.stack.up(graders, what -> {});
            } catch (RuntimeException e) {
                system.close();
                throw e;
            }
            return system;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public URI web() {
        return stack.web();
    }

    @Override
    public URI issuer() {
        return stack.issuer();
    }

    @Override
    public URI address(String part) {
        return stack.address(part);
    }

    @Override
    public String bootstrapServers() {
        return stack.bootstrapServers();
    }

    @Override
    public String token(String user, String... roles) {
        return token(LocalUser.of(user, roles));
    }

    @Override
    public void kill(String part) {
        stack.kill(part);
    }

    @Override
    public void stop(String part) {
        stack.stop(part);
    }

    @Override
    public void start(String part) {
        stack.start(part);
    }

    @Override
    public String log(String part) {
        try {
            return Files.readString(stack.log(part));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String token(LocalUser user) {
        return tokens.of(user);
    }

    @Override
    public Command command(List<String> arguments) {
        return LauncherCommand.start(ROOT, home, ports, arguments);
    }

    @Override
    public void close() {
        stack.down(what -> {});
        stack.wipe();
    }
}

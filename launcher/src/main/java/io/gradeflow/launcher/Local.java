package io.gradeflow.launcher;

import io.gradeflow.devstack.LocalUser;
import io.gradeflow.devstack.OidcIssuer;
import io.gradeflow.devstack.TokenEndpoint;
import io.gradeflow.devstack.local.LocalPorts;
import io.gradeflow.devstack.local.LocalStack;
import io.gradeflow.devstack.local.PartKind;
import io.gradeflow.devstack.local.RunningPart;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;

/** This checkout and the stack that belongs to it. */
public final class Local {

    public static final String SAMPLE_BANK = "aws-ml-engineer";

    private final Path root;
    private final LocalStack stack;

    Local() {
        this(root(), new LocalStack(root(), home(root()), LocalPorts.of(System.getenv())));
    }

    /** @param root of the built source tree */
    Local(Path root, LocalStack stack) {
        this.root = root;
        this.stack = stack;
    }

    /** Of this checkout. */
    static Path root() {
        return Path.of(Objects.requireNonNullElse(System.getProperty("gradeflow.root"), "."))
                .toAbsolutePath()
                .normalize();
    }

    public LocalStack stack() {
        return stack;
    }

    public Path sample(String file) {
        return root.resolve("samples").resolve(SAMPLE_BANK).resolve(file);
    }

    /** A client of the running system that has the role. */
    public Api api(String user, String... roles) {
        return new Api(webUrl(), tokens().token(LocalUser.of(user, roles)));
    }

    public TokenEndpoint tokens() {
        return new TokenEndpoint(OidcIssuer.url(portOf(PartKind.OIDC)));
    }

    public URI webUrl() {
        return URI.create("http://localhost:" + portOf(PartKind.WEB));
    }

    /** Starts what doesn't run yet and fills an empty system with the sample. */
    public void up(int graders) {
        if (!stack.isUp()) {
            System.err.print("Starting");
            stack.up(graders, what -> System.err.print(" ... " + what));
            System.err.println(" ... ready");
        } else if (graders > 1) {
            stack.up(graders, what -> {});
        }
        SampleBank.importIntoEmpty(this);
    }

    private int portOf(PartKind kind) {
        return stack.running().stream()
                .filter(part -> part.name().equals(kind.partName()))
                .mapToInt(RunningPart::port)
                .findFirst()
                .orElseThrow(() -> new Launcher.UserException("Gradeflow is not running. Start it: ./gradeflow up"));
    }

    private static Path home(Path root) {
        String home = System.getenv("GRADEFLOW_HOME");
        return home == null || home.isBlank() ? root.resolve(".gradeflow") : Path.of(home);
    }
}

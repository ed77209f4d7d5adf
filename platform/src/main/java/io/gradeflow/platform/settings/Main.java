package io.gradeflow.platform.settings;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/** Starts a service. When that fails, the last things it says are why, and which settings can't be used, if any can't. */
@QuarkusMain
public final class Main {

    private static final Logger LOG = Logger.getLogger(Main.class);

    private Main() {}

    public static void main(String... arguments) {
        Quarkus.run(
                null,
                (code, failure) -> {
                    if (code != 0 && failure != null) {
                        explain(failure);
                    }
                    System.exit(code);
                },
                arguments);
    }

    /** Quarkus leaves it to whoever decides on the exit code. */
    private static void explain(Throwable failure) {
        LOG.error("The service could not start.", failure);
        Settings.ofThisService().complaints(ConfigProvider.getConfig()).forEach(LOG::error);
    }
}

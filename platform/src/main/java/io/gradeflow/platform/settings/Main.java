package io.gradeflow.platform.settings;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/** Starts a service. When that fails, the last thing it says is which settings can't be used, if any can't. */
@QuarkusMain
public final class Main {

    private Main() {}

    public static void main(String... arguments) {
        Quarkus.run(
                null,
                (code, failure) -> {
                    if (failure != null) {
                        explain();
                    }
                    System.exit(code);
                },
                arguments);
    }

    private static void explain() {
        Settings.ofThisService().complaints(ConfigProvider.getConfig()).forEach(Logger.getLogger(Main.class)::error);
    }
}

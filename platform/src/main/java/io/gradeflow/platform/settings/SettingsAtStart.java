package io.gradeflow.platform.settings;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** A service with a setting that can't be used doesn't start, before it has asked anybody for anything. */
@ApplicationScoped
class SettingsAtStart {

    private static final Logger LOG = Logger.getLogger(SettingsAtStart.class);
    private static final int FIRST = Interceptor.Priority.PLATFORM_BEFORE - 1;

    void check(@Observes @Priority(FIRST) StartupEvent start, Config config) {
        Settings settings = Settings.ofThisService();
        List<String> complaints = settings.complaints(config);
        if (!complaints.isEmpty()) {
            throw new IllegalStateException(String.join(" ", complaints));
        }
        settings.slips(config).forEach(LOG::warn);
    }
}

package io.gradeflow.systemtests;

import io.gradeflow.systemtests.deploy.Image;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the system when the first test asks for it and ends it, as a closeable resource, after the last. */
final class SystemExtension implements ParameterResolver {

    /** Held, so that its level stays: clients print their whole configuration otherwise. */
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    SystemExtension() {
        KAFKA.setLevel(Level.WARNING);
    }

    private static SystemUnderTest start() {
        return Image.areTested()
                ? ContainerSystem.start(Observed.environment())
                : LocalSystem.start(1, Observed.environment());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == SystemUnderTest.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SystemExtension.class))
                .computeIfAbsent(SystemUnderTest.class, key -> start());
    }
}

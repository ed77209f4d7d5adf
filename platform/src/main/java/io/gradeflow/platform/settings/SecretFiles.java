package io.gradeflow.platform.settings;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.source.file.FileSystemConfigSource;
import java.io.File;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Settings out of files, one each, that are named as its variable: how mounted secrets come. They stand above what services are
 * built with, and below the environment.
 */
public final class SecretFiles implements ConfigSourceFactory {

    static final String SETTING = "gradeflow.secrets";

    /** The environment has 300, files of the application 250 to 265. */
    private static final int ORDINAL = 290;

    /** @throws IllegalArgumentException if a directory isn't there */
    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue setting = context.getValue(SETTING);
        if (setting == null || setting.getValue() == null) {
            return List.of();
        }
        return Stream.of(setting.getValue().split(",", -1))
                .map(String::strip)
                .filter(place -> !place.isEmpty())
                .map(SecretFiles::source)
                .toList();
    }

    private static ConfigSource source(String place) {
        File directory = new File(place);
        if (!directory.isDirectory()) {
            throw new IllegalArgumentException(SETTING + " (GRADEFLOW_SECRETS) names " + place
                    + ", which is no directory: mount the secrets there.");
        }
        return new FileSystemConfigSource(directory, ORDINAL);
    }
}

package io.gradeflow.platform.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/**
 * The settings that this service reads, and the form of each, as the files {@value #FILE} of its modules list them.
 * {@code docs/configuration.md} says what each is for.
 */
final class Settings {

    static final String FILE = "META-INF/gradeflow-settings.properties";

    private static final String OURS = "gradeflow.";

    /** So many letters may differ between a name that nobody knows and the one that was meant. */
    private static final int SLIPS = 3;

    private final Map<String, SettingForm> forms;

    Settings(Map<String, SettingForm> forms) {
        this.forms = new TreeMap<>(forms);
    }

    static Settings ofThisService() {
        Map<String, SettingForm> forms = new TreeMap<>();
        try {
            for (URL file : Collections.list(
                    Thread.currentThread().getContextClassLoader().getResources(FILE))) {
                Properties listed = new Properties();
                try (InputStream stream = file.openStream()) {
                    listed.load(stream);
                }
                listed.forEach((name, form) -> forms.put(
                        name.toString(), SettingForm.valueOf(form.toString().toUpperCase(Locale.ROOT))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Settings(forms);
    }

    /** A sentence for each value that can't be used, which says what to change. */
    List<String> complaints(Config config) {
        List<String> complaints = new ArrayList<>();
        forms.forEach((name, form) -> value(config, name)
                .filter(value -> !form.fits(value))
                .ifPresent(value -> complaints.add(
                        "%s (%s) is \"%s\": set it to %s.".formatted(name, variable(name), value, form.words()))));
        return complaints;
    }

    /** A sentence for each name that nobody reads, and that is nearly one that somebody does. */
    List<String> slips(Config config) {
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith(OURS) && !forms.containsKey(name))
                .sorted()
                .flatMap(name -> meant(name).stream()
                        .filter(meant -> !variable(meant).equals(variable(name)))
                        .map(meant -> "Nothing reads %s (%s); is %s (%s) meant?"
                                .formatted(name, variable(name), meant, variable(meant))))
                .toList();
    }

    private Optional<String> meant(String name) {
        return forms.keySet().stream()
                .filter(known -> Slip.distance(variable(name), variable(known)) <= SLIPS)
                .min(Comparator.comparingInt(known -> Slip.distance(variable(name), variable(known))));
    }

    private static Optional<String> value(Config config, String name) {
        return Optional.ofNullable(config.getConfigValue(name).getValue());
    }

    static String variable(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}

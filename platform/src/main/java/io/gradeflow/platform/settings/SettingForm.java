package io.gradeflow.platform.settings;

import io.quarkus.runtime.configuration.DurationConverter;
import java.net.URI;
import java.time.Duration;
import java.util.function.Predicate;

/** What a value must look like. */
enum SettingForm {
    DURATION("a time such as 5S, 10M or 1H", value -> !duration(value).isNegative()),
    INTERVAL("a time above zero such as 5S, 10M or 1H", value -> duration(value).isPositive()),
    COUNT("a whole number from 1 on", value -> Long.parseLong(value) > 0),
    FLAG("true or false", value -> value.equals("true") || value.equals("false")),
    TEXT("a text that isn't blank", value -> !value.isBlank()),
    HOSTS(
            "host:port, several with commas between",
            value -> value.matches("\\s*[^\\s,:/]+:\\d+(\\s*,\\s*[^\\s,:/]+:\\d+)*\\s*")),
    ADDRESS("an address that begins with http:// or https://", SettingForm::isAddress),
    DATABASE("jdbc:postgresql://host:port/database", value -> value.matches("jdbc:postgresql://[^/\\s]+/\\S+")),
    /** Looked at by whoever uses it, and shown to nobody. */
    SECRET("a secret", value -> true);

    private final String words;
    private final Predicate<String> fits;

    SettingForm(String words, Predicate<String> fits) {
        this.words = words;
        this.fits = fits;
    }

    /** What to write. */
    String words() {
        return words;
    }

    boolean fits(String value) {
        try {
            return fits.test(value);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Duration duration(String value) {
        return DurationConverter.parseDuration(value);
    }

    private static boolean isAddress(String value) {
        URI address = URI.create(value.strip());
        return ("http".equals(address.getScheme()) || "https".equals(address.getScheme())) && address.getHost() != null;
    }
}

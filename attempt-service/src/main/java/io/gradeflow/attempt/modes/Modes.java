package io.gradeflow.attempt.modes;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All modes there are. */
@ApplicationScoped
public class Modes {

    private final List<Mode> all;

    Modes(@Any Instance<Mode> modes) {
        this.all = modes.stream().sorted(Comparator.comparing(Mode::name)).toList();
    }

    /** Whether or not attempts of it can be started. */
    public Optional<Mode> find(String name) {
        return all.stream().filter(mode -> mode.name().equals(name)).findFirst();
    }

    /** @throws IllegalStateException if a stored attempt names a mode that is no more */
    public Mode of(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("no mode is named " + name));
    }

    public List<String> names() {
        return all.stream().map(Mode::name).toList();
    }
}

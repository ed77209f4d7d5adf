package io.gradeflow.attempt.people;

import io.gradeflow.platform.http.Caller;
import io.gradeflow.platform.http.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;

/** Tells of the current caller who that is here. */
@ApplicationScoped
public class Viewers {

    private final Jdbi jdbi;
    private final Caller caller;
    private final String claim;

    Viewers(
            Jdbi jdbi,
            Caller caller,
            @ConfigProperty(name = "gradeflow.cohorts.claim", defaultValue = "cohorts") String claim) {
        this.jdbi = jdbi;
        this.caller = caller;
        this.claim = claim;
    }

    /**
     * An instructor leads the cohorts to which the token or the API makes a member of, and {@code everyone}'s learners if that
     * is none; an admin leads all; nobody else leads any.
     */
    public Viewer current() {
        if (caller.hasRole(Roles.ADMIN)) {
            return new Viewer(caller.id(), true, List.of());
        }
        if (!caller.hasRole(Roles.INSTRUCTOR)) {
            return Viewer.learner(caller.id());
        }
        return new Viewer(caller.id(), false, memberships());
    }

    /** The cohorts that the token or the API makes the caller a member of; {@code everyone} where that is none. */
    public List<String> memberships() {
        List<String> given = jdbi.withHandle(handle -> Memberships.given(handle, caller.id()));
        List<String> own =
                Stream.concat(toldCohorts().stream(), given.stream()).distinct().toList();
        return own.isEmpty() ? List.of(Memberships.EVERYONE) : own;
    }

    /** The caller as the token describes the person. */
    public Memberships.Told told() {
        return new Memberships.Told(caller.id(), caller.name(), toldCohorts());
    }

    private List<String> toldCohorts() {
        return caller.texts(claim).stream().filter(Memberships::isName).toList();
    }
}

package io.gradeflow.bench.system;

import io.gradeflow.devstack.local.PartKind;
import java.net.URI;
import java.sql.Connection;
import java.util.Map;

/** What a system allows a benchmark beside its API if it was started for it. */
public interface Insides {

    /** Of the broker, whose topics may be written. */
    String bootstrapServers();

    /** analytics-service itself, past the door. */
    URI analyticsService();

    /** A new connection to the database of attempt-service, as the role that owns its tables. */
    Connection attemptDatabase();

    /** The same database for PostgreSQL's own clients: what they read in their environment. */
    Map<String, String> attemptDatabaseForClients();

    /** A new connection to the database of analytics-service, as the role that owns its tables. */
    Connection analyticsDatabase();

    /** Lets the database write all that it has only in memory and in its log, so that whoever measures next finds it the same. */
    void checkpoint();

    /** Ends a part, unless it doesn't run. */
    void stop(String part);

    /**
     * Starts a part, unless it runs, and returns when it takes requests. A name with a number, such as {@code grader-service-2}, is
     * one more of that kind.
     */
    void start(String part);

    /**
     * Ends a part and starts it as images and {@code ./gradeflow up} do: by the archive of what its run before went through, or, where
     * there is none, so that it leaves one when it is ended by this again, which takes a while.
     */
    void restartWithArchive(String part);

    /** Ends all parts, removes all data and starts one of each: as if nothing had ever happened in the system. */
    void renew();

    /** Returns when it takes requests again. */
    default void restartAnalyticsService() {
        stop(PartKind.ANALYTICS.partName());
        start(PartKind.ANALYTICS.partName());
    }

    /** Ends attempt-service for the rest of the run, so that it doesn't read what is written for analytics-service alone. */
    default void withoutAttemptService() {
        stop(PartKind.ATTEMPT.partName());
    }
}

package io.gradeflow.bench.system;

import java.net.URI;
import java.sql.Connection;

/** What a system allows a benchmark beside its API if it was started for it. */
public interface Insides {

    /** Of the broker, whose topics may be written. */
    String bootstrapServers();

    /** analytics-service itself, past the door. */
    URI analyticsService();

    /** A new connection to the database of attempt-service, as the role that owns its tables. */
    Connection attemptDatabase();

    /** A new connection to the database of analytics-service, as the role that owns its tables. */
    Connection analyticsDatabase();

    /** Returns when it takes requests again. */
    void restartAnalyticsService();

    /** Ends attempt-service for the rest of the run, so that it doesn't read what is written for analytics-service alone. */
    void withoutAttemptService();
}

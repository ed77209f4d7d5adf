package io.gradeflow.devstack;

/** A running part of the stack. Closing it ends it in order and keeps its data. */
public sealed interface Part extends AutoCloseable permits KafkaBroker, PostgresServer, OidcIssuer {

    /** Where clients reach it, in the form that they are configured with. */
    String address();

    @Override
    void close();
}

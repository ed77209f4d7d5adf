package io.gradeflow.platform.http;

/** The roles that a token can carry. */
public final class Roles {

    /** Takes attempts and sees own results. */
    public static final String LEARNER = "learner";

    /** Writes questions. */
    public static final String AUTHOR = "author";

    /** Leads learners and sees their results. */
    public static final String INSTRUCTOR = "instructor";

    /** May do everything. */
    public static final String ADMIN = "admin";

    private Roles() {}
}

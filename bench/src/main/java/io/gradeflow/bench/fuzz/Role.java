package io.gradeflow.bench.fuzz;

import java.util.List;

/** As whom a call is made. */
enum Role {
    /** Without a token. */
    NOBODY(1, false),
    /** With one that no issuer has made. */
    FORGER(1, false),
    LEARNER(8, false, "learner"),
    INSTRUCTOR(4, true, "instructor"),
    AUTHOR(6, true, "author"),
    ADMIN(5, true, "admin");

    private final int weight;
    private final boolean isStaff;
    private final List<String> roles;

    Role(int weight, boolean isStaff, String... roles) {
        this.weight = weight;
        this.isStaff = isStaff;
        this.roles = List.of(roles);
    }

    /** How often it is drawn, beside the others. */
    int weight() {
        return weight;
    }

    /** Who may know keys. */
    boolean isStaff() {
        return isStaff;
    }

    /** As tokens name them; empty for whoever has none. */
    List<String> roles() {
        return roles;
    }
}

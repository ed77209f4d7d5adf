package io.gradeflow.launcher;

import io.gradeflow.devstack.LocalUser;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "token", description = "Print a bearer token of the local issuer, and nothing else.")
final class TokenCommand implements Callable<Integer> {

    @Option(names = "--user", defaultValue = "ada", description = "Whose (default ada).")
    private String user = "ada";

    @Option(
            names = "--role",
            split = ",",
            defaultValue = "learner",
            description = "learner, author, instructor or admin; several with commas (default learner).")
    private List<String> roles = List.of();

    @Option(
            names = "--cohort",
            split = ",",
            description = "Cohorts that the token tells a membership of; several with commas (default none).")
    private List<String> cohorts = List.of();

    @Override
    public Integer call() {
        List<String> known = List.of("learner", "author", "instructor", "admin");
        for (String role : roles) {
            if (!known.contains(role)) {
                throw new Launcher.UserException("--role takes " + String.join(", ", known) + ", not " + role + ".");
            }
        }
        if (user.isBlank()) {
            throw new Launcher.UserException("--user needs a name.");
        }
        if (cohorts.stream().anyMatch(cohort -> cohort.isBlank() || cohort.contains(" "))) {
            throw new Launcher.UserException("--cohort takes names without spaces.");
        }
        System.out.println(new Local().tokens().token(new LocalUser(user, roles, cohorts)));
        return 0;
    }
}

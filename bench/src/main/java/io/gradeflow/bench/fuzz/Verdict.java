package io.gradeflow.bench.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with an answer, whatever was asked. */
final class Verdict {

    /** A line of a stack trace, a class or a package of the inside, the database's own words. */
    private static final Pattern INTERNAL = Pattern.compile("\\bat [\\w.$/]+\\([\\w]+\\.java(:\\d+)?\\)|\\bCaused by: "
            + "|\\b(?:io|org|com|jakarta|java|javax)\\.(?:gradeflow|quarkus|vertx|smallrye|jboss|hibernate|postgresql|apache|jdbi|fasterxml|"
            + "agroal|netty|ws|lang|util|io|net|sql|time|math)\\.[\\w.$]*\\w|\\b[A-Z]\\w*(?:Exception|Error)\\b(?!\")"
            + "|\\bSQLSTATE\\b|\\bERROR: (?:relation|column|syntax|invalid|duplicate)|\\bviolates \\w+ constraint");

    private static final int SHOWN = 200;

    private Verdict() {}

    /**
     * @param secrets what nobody but staff may be told: keys of an exam that is open, and their explanations
     * @return one sentence for each thing that is wrong
     */
    static List<String> of(FuzzCall call, FuzzAnswer answer, List<String> secrets) {
        List<String> wrong = new ArrayList<>();
        if (answer.status() == 0) {
            wrong.add("nothing came back: " + answer.body());
            return wrong;
        }
        if (answer.status() >= 500) {
            wrong.add("answered " + answer.status() + ": " + shown(answer.body(), 0));
        }
        if (answer.status() >= 400) {
            Matcher internal = INTERNAL.matcher(withoutWhatWasSent(call, answer.body()));
            if (internal.find()) {
                wrong.add("answered " + answer.status() + " with something internal: " + shown(internal.group(), 0)
                        + " in " + shown(answer.body(), 0));
            }
        }
        if (!call.role().isStaff()) {
            secrets.stream()
                    .filter(answer.body()::contains)
                    .forEach(secret -> wrong.add("tells what is right in an exam that is open: "
                            + shown(answer.body(), answer.body().indexOf(secret))));
        }
        return wrong;
    }

    /** Whoever names a class is told nothing new by its name. */
    private static String withoutWhatWasSent(FuzzCall call, String said) {
        return said.replace("java.lang.Runtime", "").replace(call.operation().path(), "");
    }

    private static String shown(String text, int around) {
        int from = Math.max(0, around - SHOWN / 2);
        return text.substring(from, Math.min(text.length(), from + SHOWN)).replaceAll("\\p{Cntrl}+", " ");
    }
}

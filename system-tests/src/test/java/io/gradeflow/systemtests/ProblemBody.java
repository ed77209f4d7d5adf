package io.gradeflow.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.util.regex.Pattern;

/** What every error has to be: a problem (RFC 9457) that helps its reader and tells nothing of the inside, nor of keys. */
final class ProblemBody {

    private static final Pattern INSIDE = Pattern.compile(
            "Exception|\\bat [\\w.$]+\\(|\\b(io\\.gradeflow|java|jakarta|javax|org|com)\\.[a-z]+\\.|\\.java\\b"
                    + "|\\b(SELECT|INSERT|UPDATE|DELETE|FROM|WHERE)\\b|constraint|relation \"|sqlstate"
                    + "|(?i:jdbc|jdbi|postgres|kafka|hibernate|quarkus|vert\\.x)");
    private static final Pattern KEY = Pattern.compile("\"correct|explanation|" + RightsWorld.EXPLANATION);

    private ProblemBody() {}

    /** @param of the call, for the message */
    static void check(String of, Caller.Reply reply) {
        String as = of + " gave " + reply.status() + " " + reply.contentType() + " " + reply.body();
        assertThat(reply.contentType()).as(as).startsWith("application/problem+json");
        JsonPath problem = JsonPath.from(reply.body());
        assertThat(problem.getString("code")).as(as).matches("[a-z][a-z-]+");
        assertThat(problem.getString("type"))
                .as(as)
                .isEqualTo("https://gradeflow.io/problems/" + problem.getString("code"));
        assertThat(problem.getInt("status")).as(as).isEqualTo(reply.status());
        assertThat(problem.getString("title")).as(as).isNotBlank();
        assertThat(problem.getString("detail")).as(as).isNotBlank();
        assertThat(reply.body()).as(as).doesNotContainPattern(INSIDE).doesNotContainPattern(KEY);
    }
}

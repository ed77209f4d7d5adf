package io.gradeflow.analytics.topics;

import io.gradeflow.analytics.query.Parameters;
import io.gradeflow.platform.problem.ProblemException;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which topic figures a client asks for. */
public class TopicQuery {

    @Parameter(description = "The bank's slug", example = "aws-ml-engineer")
    @QueryParam("bank")
    @Nullable
    String bank;

    @Parameter(
            description =
                    "Answers of those who belonged to this cohort when they began; beside a learner's figures, the cohort to"
                            + " compare with",
            example = "berlin-2026")
    @QueryParam("cohort")
    @Nullable
    String cohort;

    @Parameter(description = "Answers of this learner alone, by id", example = "5b2f7f0e-7f7b-3d0c-9a55-0c3f8c1f1b11")
    @QueryParam("learner")
    @Nullable
    String learner;

    @Parameter(description = "The first day on which an answer was given that counts, in UTC", example = "2026-03-01")
    @QueryParam("from")
    @Nullable
    String from;

    @Parameter(description = "The last such day, in UTC; it belongs to the range", example = "2026-03-31")
    @QueryParam("to")
    @Nullable
    String to;

    @Parameter(description = "practice, exam, review or imported", example = "exam")
    @QueryParam("mode")
    @Nullable
    String mode;

    @Parameter(
            description =
                    "all, which is usual; first, the earliest counted answer of each learner to each question, of all modes and days; or repeat,"
                            + " those after it",
            example = "first")
    @QueryParam("answers")
    @Nullable
    String answers;

    @Parameter(description = "Show only topics of this level; 1 are those below no other", example = "1")
    @QueryParam("level")
    @Nullable
    String level;

    @Parameter(
            description = "Show this topic and those below it; the total and the trend are its own",
            example = "data")
    @QueryParam("topic")
    @Nullable
    String topic;

    @Parameter(description = "day or week, which begins on Monday: the total by such periods as well", example = "week")
    @QueryParam("trend")
    @Nullable
    String trend;

    /** The bank's slug, if there is one. */
    public @Nullable String bank() {
        return bank;
    }

    /** @throws ProblemException with 403 if the caller may not see that, with 400 that names the parameter */
    public View view(Views views) {
        return views.of(Parameters.name("learner", learner), Parameters.name("cohort", cohort));
    }

    /** @throws ProblemException with 400 that names the parameter */
    public TopicFilter filter() {
        return TopicFilter.of(from, to, mode, answers, level, topic, trend);
    }
}

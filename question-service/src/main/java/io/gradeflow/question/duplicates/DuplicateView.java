package io.gradeflow.question.duplicates;

import io.gradeflow.question.browsing.QuestionView;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Two questions that say almost the same. */
@Schema(name = "Duplicates")
record DuplicateView(
        @Schema(
                description =
                        "How much of their wording is common: trigrams of words in common, of all that they have, from 0.8"
                                + " to 1",
                example = "0.93")
        BigDecimal similarity,

        @Schema(description = "The one that came later") QuestionView question,

        @Schema(description = "The one that came earlier") QuestionView other) {}

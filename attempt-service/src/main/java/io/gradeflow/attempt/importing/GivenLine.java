package io.gradeflow.attempt.importing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line whose fields are there and within their ranges; whether what they name exists is still to be seen.
 *
 * @param number of the line in its stream
 * @param learner the name that the other system has for the learner
 * @param question its external id in the bank, or its id here
 * @param choices the ids of the choices ticked; none where the question was left blank
 * @param answeredAt null where the line doesn't say
 * @param attempt tells sittings of the same learner over the same bank apart; empty where the line has none
 */
record GivenLine(
        int number,
        String externalId,
        String learner,
        String bank,
        String question,
        List<String> choices,
        @Nullable Instant answeredAt,
        String attempt) {}

package io.gradeflow.attempt.importing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the fields of one line, whatever its format, and keeps the first fault. */
final class LineFields {

    static final String EXTERNAL_ID = "externalId";
    static final String LEARNER = "learner";
    static final String BANK = "bank";
    static final String QUESTION = "question";
    static final String CHOICES = "choices";
    static final String ANSWERED_AT = "answeredAt";
    static final String ATTEMPT = "attempt";

    static final List<String> NEEDED = List.of(EXTERNAL_ID, LEARNER, BANK, QUESTION, CHOICES);
    static final Set<String> ALL = Set.of(EXTERNAL_ID, LEARNER, BANK, QUESTION, CHOICES, ANSWERED_AT, ATTEMPT);

    private static final int LONGEST = 200;
    private static final int MOST_CHOICES = 100;

    private final int number;
    private final Instant now;
    private final String externalId;
    private @Nullable Verdict fault;

    /** @param externalId null where the line has none */
    LineFields(int number, @Nullable String externalId, Instant now) {
        this.number = number;
        this.now = now;
        this.externalId = needed(EXTERNAL_ID, externalId);
    }

    /** @param choices null where the line doesn't say */
    Reading reading(
            @Nullable String learner,
            @Nullable String bank,
            @Nullable String question,
            @Nullable List<String> choices,
            @Nullable String answeredAt,
            @Nullable String attempt) {
        GivenLine line = new GivenLine(
                number,
                externalId,
                needed(LEARNER, learner),
                needed(BANK, bank),
                needed(QUESTION, question),
                ticked(choices),
                time(answeredAt),
                attempt == null ? "" : checked(ATTEMPT, attempt));
        return fault == null ? new Reading.Given(line) : new Reading.Bad(fault);
    }

    void fault(@Nullable String field, Fault code, String message) {
        if (fault == null) {
            fault = Verdict.of(number, externalId, field, code, message);
        }
    }

    private String needed(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            fault(field, Fault.MISSING_FIELD, "The line needs " + field + ".");
            return "";
        }
        return checked(field, value);
    }

    private String checked(String field, String value) {
        if (value.length() > LONGEST) {
            fault(
                    field,
                    Fault.TOO_LONG,
                    field + " has " + value.length() + " characters; at most " + LONGEST + " fit.");
        } else if (value.chars().anyMatch(Character::isISOControl)) {
            fault(field, Fault.INVALID_FIELD, field + " holds a control character; take it out.");
        }
        return value;
    }

    private List<String> ticked(@Nullable List<String> choices) {
        if (choices == null) {
            fault(
                    CHOICES,
                    Fault.MISSING_FIELD,
                    "The line needs choices; none of them means that the question was left blank.");
            return List.of();
        }
        if (choices.size() > MOST_CHOICES) {
            fault(CHOICES, Fault.TOO_MANY_CHOICES, "No question has " + choices.size() + " choices.");
        }
        choices.forEach(choice -> checked(CHOICES, choice));
        return choices;
    }

    private @Nullable Instant time(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            Instant time = Instant.parse(text.strip()).truncatedTo(ChronoUnit.MICROS);
            if (time.isBefore(Instant.EPOCH) || time.isAfter(now)) {
                fault(
                        ANSWERED_AT,
                        Fault.TIME_OUT_OF_RANGE,
                        "answeredAt must lie between 1970 and now; leave it out where it isn't known.");
            }
            return time;
        } catch (DateTimeException e) {
            fault(
                    ANSWERED_AT,
                    Fault.INVALID_TIME,
                    "answeredAt must be a time with its offset, such as 2024-05-17T09:30:00Z.");
            return null;
        }
    }
}

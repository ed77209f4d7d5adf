package io.gradeflow.attempt.sittings;

import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A sitting as an instructor plans it.
 *
 * @param bank the bank's slug
 * @param blueprint the name of one of its blueprints
 * @param title null for the blueprint's
 * @param attemptsAllowed for each learner; null for one
 * @param accessCode null for none
 * @param reason why it is changed, for the journals of attempts whose end moves by that; null for none, as when it is planned
 */
@Schema(example = """
        {"bank": "aws-ml-engineer", "blueprint": "associate", "cohort": "2026-autumn", "title": "Mock exam",
         "opensAt": "2026-11-30T09:00:00Z", "closesAt": "2026-11-30T12:00:00Z", "attemptsAllowed": 1, "accessCode": "blue-heron"}""")
record SittingRequest(
        @Nullable String bank,
        @Nullable String blueprint,
        @Nullable String cohort,
        @Nullable String title,
        @Nullable Instant opensAt,
        @Nullable Instant closesAt,
        @Nullable Integer attemptsAllowed,
        @Nullable String accessCode,
        @Nullable String reason) {

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2999-12-31T23:59:59Z");
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_CODE = 100;
    private static final int MOST_ATTEMPTS = 100;

    /** @throws ProblemException with 400 that names the first field that is missing or wrong */
    Sitting validated(UUID id, Instant createdAt) {
        String slug = required("bank", bank, "Name the bank by its slug.");
        String name = required("blueprint", blueprint, "Name one of the bank's blueprints.");
        String group = required("cohort", cohort, "Name the cohort that sits, or \"everyone\".");
        Instant opens = required("opensAt", opensAt, "Say when it opens, for example \"2026-11-30T09:00:00Z\".");
        Instant closes = required("closesAt", closesAt, "Say when it closes, for example \"2026-11-30T12:00:00Z\".");
        if (!closes.isAfter(opens)) {
            throw invalid("closesAt", "It must close after it opens.");
        }
        int allowed = attemptsAllowed == null ? 1 : attemptsAllowed;
        if (allowed < 1 || allowed > MOST_ATTEMPTS) {
            throw invalid("attemptsAllowed", "attemptsAllowed must be from 1 to " + MOST_ATTEMPTS + ".");
        }
        String called = title == null ? name : title.strip();
        if (called.isEmpty() || called.length() > LONGEST_TITLE || hasNul(called)) {
            throw invalid("title", "title must have 1 to " + LONGEST_TITLE + " characters.");
        }
        if (accessCode != null && (accessCode.isBlank() || accessCode.length() > LONGEST_CODE || hasNul(accessCode))) {
            throw invalid(
                    "accessCode", "accessCode must have 1 to " + LONGEST_CODE + " characters; leave it out for none.");
        }
        return new Sitting(
                id,
                slug,
                name,
                group,
                called,
                opens.truncatedTo(ChronoUnit.MICROS),
                closes.truncatedTo(ChronoUnit.MICROS),
                allowed,
                accessCode == null ? null : accessCode.strip(),
                createdAt);
    }

    private static String required(String field, @Nullable String value, String detail) {
        if (value == null || value.isBlank() || hasNul(value)) {
            throw invalid(field, detail);
        }
        return value;
    }

    private static Instant required(String field, @Nullable Instant value, String detail) {
        if (value == null || value.isBefore(EARLIEST) || value.isAfter(LATEST)) {
            throw invalid(field, detail);
        }
        return value;
    }

    private static boolean hasNul(String text) {
        return text.indexOf('\u0000') >= 0;
    }

    private static ProblemException invalid(String field, String detail) {
        return new ProblemException(PlatformError.INVALID_FIELD, detail).field(field);
    }
}

package io.gradeflow.question.importing;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question that the bank has already, as its newest revision stands.
 *
 * @param ownTopics whether its author named its topics; else the keyword rules did
 */
record KnownQuestion(
        UUID id,
        @Nullable String externalId,
        Fingerprint fingerprint,
        int revision,
        boolean ownTopics,
        @Nullable String explanation,
        Set<String> topics) {}

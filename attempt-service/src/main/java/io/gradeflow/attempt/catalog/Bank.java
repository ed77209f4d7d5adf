package io.gradeflow.attempt.catalog;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A bank that is here whole at a revision, so that attempts can be composed from it.
 *
 * @param blueprints by name
 */
public record Bank(
        UUID id,
        String slug,
        String title,
        int revision,
        List<String> allowedModes,
        Map<String, Blueprint> blueprints,
        BankContents contents) {}

package io.gradeflow.platform.audit;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What somebody of the staff asked of this service.
 *
 * @param number grows with each entry
 * @param actor the subject of the token
 * @param roles those of the staff that the token had
 * @param operation method and endpoint
 * @param address on what: the path as it was called
 * @param status of the answer; null where the process died before there was one, so that nobody was told that it was done
 * @param problem the code of the problem, where it was refused or failed
 * @param made the address of what was made
 */
@Schema(example = """
        {"number": 1042, "at": "2026-01-31T09:30:00Z", "actor": "5f0c3a52-38a1-4a6e-9c43-0d2f3f1f7f10", "roles": ["author"],
         "operation": "PUT /api/v1/banks/{slug}/modes", "address": "/api/v1/banks/aws/modes", "status": 200,
         "endedAt": "2026-01-31T09:30:00.020Z"}""")
record AuditEntry(
        long number,
        Instant at,
        String actor,
        List<String> roles,
        String operation,
        String address,
        @Nullable Integer status,
        @Nullable String problem,
        @Nullable String made,
        @Nullable Instant endedAt) {}

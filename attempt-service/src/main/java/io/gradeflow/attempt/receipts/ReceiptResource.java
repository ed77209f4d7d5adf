package io.gradeflow.attempt.receipts;

import io.gradeflow.attempt.people.Viewers;
import io.gradeflow.platform.http.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/receipts/verify")
@Tag(name = "Receipts")
@RunOnVirtualThread
class ReceiptResource {

    @Schema(example = """
            {"receipt": "eyJhbGciOiJIUzI1NiIsImtpZCI6IjIwMjYifQ.eyJhdHRlbXB0SWQiOiI..."}""")
    record VerifyRequest(@Nullable String receipt) {}

    private final Verification verification;
    private final Viewers viewers;

    ReceiptResource(Verification verification, Viewers viewers) {
        this.verification = verification;
        this.viewers = viewers;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.LEARNER, Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(
            summary = "What became of an acknowledged answer",
            description =
                    "Takes the receipt that came with an answer's 202, from its learner or from who leads the cohort.")
    @APIResponse(responseCode = "200", description = "The receipt is genuine; `outcome` says what became of the answer")
    @APIResponse(responseCode = "400", description = "The text is no receipt of this system, or was changed")
    @APIResponse(responseCode = "404", description = "The receipt is for an attempt that the caller may not see")
    public Verification.Verified verify(@Nullable VerifyRequest request) {
        if (request == null || request.receipt() == null || request.receipt().isBlank()) {
            throw Receipts.invalid("Send {\"receipt\": \"...\"} with the text that came with the 202.");
        }
        return verification.of(request.receipt().strip(), viewers.current());
    }
}

package io.gradeflow.attempt.results;

import io.gradeflow.attempt.PlaceInTime;
import io.gradeflow.attempt.modes.Modes;
import io.gradeflow.attempt.people.Viewers;
import io.gradeflow.platform.audit.Audited;
import io.gradeflow.platform.http.Csv;
import io.gradeflow.platform.http.CsvTable;
import io.gradeflow.platform.http.Limit;
import io.gradeflow.platform.http.Page;
import io.gradeflow.platform.http.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/attempts")
@Tag(name = "Results")
@RunOnVirtualThread
class HistoryResource {

    private static final int USUAL = 50;
    private static final int MOST = 500;

    private final History history;
    private final Modes modes;
    private final Viewers viewers;

    HistoryResource(History history, Modes modes, Viewers viewers) {
        this.history = history;
        this.modes = modes;
        this.viewers = viewers;
    }

    /** What a client asks for. */
    static class Asked {

        @Parameter(description = "A bank's slug", example = "aws-ml-engineer")
        @QueryParam("bank")
        @Nullable
        String bank;

        @Parameter(example = "exam")
        @QueryParam("mode")
        @Nullable
        String mode;

        @Parameter(description = "OPEN, PAUSED, FINISHED, EXPIRED or VOIDED", example = "FINISHED")
        @QueryParam("status")
        @Nullable
        String status;

        @Parameter(description = "Attempts whose learner belonged to this cohort when they started")
        @QueryParam("cohort")
        @Nullable
        String cohort;

        @Parameter(description = "A learner's id")
        @QueryParam("learner")
        @Nullable
        String learner;

        @Parameter(description = "The attempts with which the staff tries questions out, and no others")
        @DefaultValue("false")
        @QueryParam("preview")
        boolean preview;

        @Parameter(description = "`next` of the part before")
        @QueryParam("cursor")
        @Nullable
        String cursor;

        @Parameter(description = "How many at most, from 1 to 500; 50 unless given")
        @QueryParam("limit")
        @Nullable
        Integer limit;
    }

    @GET
    @Audited
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.LEARNER, Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(
            summary = "Attempts, newest first",
            description =
                    "A learner's own; for an instructor those of own cohorts as well, for an admin all, both with names."
                            + " Score and pass or fail stand beside an attempt that is over, where what was right may be told."
                            + " `Accept: text/csv` gives the same part as a table, with the next in the header `Link`.")
    @APIResponse(responseCode = "200", description = "A part of the list, and the cursor of the next")
    @APIResponse(
            responseCode = "400",
            description = "A parameter has a value that is none of its own; the problem names it")
    public Page<HistoryItem> list(@BeanParam Asked asked) {
        return page(asked);
    }

    @GET
    @Audited
    @Produces(CsvTable.ON_REQUEST)
    @RolesAllowed({Roles.LEARNER, Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(hidden = true)
    public Response csv(@BeanParam Asked asked, @Context UriInfo uri) {
        Page<HistoryItem> page = page(asked);
        Response response = Csv.response(HistoryTable.of(page.items()), "attempts.csv");
        return page.next() == null
                ? response
                : Response.fromResponse(response)
                        .link(
                                uri.getRequestUriBuilder()
                                        .replaceQueryParam("cursor", page.next())
                                        .build(),
                                "next")
                        .build();
    }

    private Page<HistoryItem> page(Asked asked) {
        HistoryFilter filter = new HistoryFilter(
                        asked.bank, asked.mode, asked.status, asked.cohort, asked.learner, asked.preview)
                .validated(modes);
        int limit = Limit.of(asked.limit, USUAL, MOST);
        PlaceInTime after = asked.cursor == null ? null : PlaceInTime.of(asked.cursor);
        return history.page(viewers.current(), filter, after, limit);
    }
}

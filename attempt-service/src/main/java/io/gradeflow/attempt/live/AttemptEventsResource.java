package io.gradeflow.attempt.live;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.attempt.attempts.AttemptHead;
import io.gradeflow.attempt.people.Viewer;
import io.gradeflow.attempt.people.Viewers;
import io.gradeflow.platform.http.Caller;
import io.gradeflow.platform.http.LastEventId;
import io.gradeflow.platform.http.Roles;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/attempts/{id}/events")
@Tag(name = "Results")
@RunOnVirtualThread
class AttemptEventsResource {

    private final Jdbi jdbi;
    private final SnapshotReader reader;
    private final Watches watches;
    private final Caller caller;
    private final Viewers viewers;

    AttemptEventsResource(Jdbi jdbi, SnapshotReader reader, Watches watches, Caller caller, Viewers viewers) {
        this.jdbi = jdbi;
        this.reader = reader;
        this.watches = watches;
        this.caller = caller;
        this.viewers = viewers;
    }

    @GET
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    @RolesAllowed({Roles.LEARNER, Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(
            summary = "An attempt as it goes on",
            description =
                    "Server-sent events for those who may see the attempt: `attempt` when its state or deadline changes,"
                            + " `grade` for each answer that has a new grade, `totals` after these, `end` when nothing follows."
                            + " Whoever comes back with `Last-Event-ID` hears what is newer, as it stands now, from any instance; without"
                            + " it, a stream starts with the present state. Where the mode hides what was right, a stream tells"
                            + " no grades until the attempt is over, and then all of them. It ends with the caller's token, and when"
                            + " the attempt is over and all its grades were told.")
    @APIResponse(
            responseCode = "200",
            description = "The stream",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(type = SchemaType.STRING),
                            example = """
                                    event:grade
                                    data:{"position":1,"version":1,"score":1.000000,"maximum":1,"correct":true}

                                    id:17
                                    event:totals
                                    data:{"questions":10,"answered":1,"pending":0,"graded":1,"correct":1,"score":1.000000,"maximum":1}
                                    """))
    @APIResponse(responseCode = "204", description = "All was told up to `Last-Event-ID`, and nothing follows")
    @APIResponse(responseCode = "404", description = "There is no such attempt that the caller may see")
    @APIResponse(responseCode = "429", description = "`too-many-streams`: the caller has as many as one may have")
    @APIResponse(responseCode = "503", description = "`streams-full`: the instance has as many as it can hold")
    public Multi<OutboundSseEvent> events(
            @PathParam("id") UUID id,
            @Parameter(description = "The id of the last event that was heard", example = "17")
                    @HeaderParam(LastEventId.HEADER)
                    @Nullable
                    String lastEventId,
            @Context Sse sse) {
        Viewer viewer = viewers.current();
        if (jdbi.withHandle(handle -> AttemptHead.find(handle, id, viewer)).isEmpty()) {
            throw AttemptError.unknown(id);
        }
        Long heard = LastEventId.of(lastEventId);
        if (heard != null && isAllTold(id, heard)) {
            // The one answer after which a browser doesn't come back.
            throw new WebApplicationException(Response.noContent().build());
        }
        return watches.open(new Watch(id, caller.id(), caller.expiresAt(), heard, sse));
    }

    private boolean isAllTold(UUID id, long heard) {
        Snapshot now = reader.changedSince(Map.of(id, SnapshotReader.NOTHING)).get(id);
        return now != null
                && now.isComplete()
                && new Progress(heard).advance(now, Instant.EPOCH).isEmpty();
    }
}

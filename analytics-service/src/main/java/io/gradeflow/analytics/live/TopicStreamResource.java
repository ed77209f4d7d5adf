package io.gradeflow.analytics.live;

import io.gradeflow.analytics.catalog.Banks;
import io.gradeflow.analytics.topics.TopicFilter;
import io.gradeflow.analytics.topics.TopicQuery;
import io.gradeflow.analytics.topics.Views;
import io.gradeflow.platform.http.Caller;
import io.gradeflow.platform.http.LastEventId;
import io.gradeflow.platform.http.Roles;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/analytics/stream")
@Tag(name = "Analytics")
@RunOnVirtualThread
class TopicStreamResource {

    private final Banks banks;
    private final Views views;
    private final WatchedViews watched;
    private final TopicStreams streams;
    private final Caller caller;

    TopicStreamResource(Banks banks, Views views, WatchedViews watched, TopicStreams streams, Caller caller) {
        this.banks = banks;
        this.views = views;
        this.watched = watched;
        this.streams = streams;
        this.caller = caller;
    }

    @GET
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    @RolesAllowed({Roles.LEARNER, Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(
            summary = "Accuracy of each topic, as it changes",
            description =
                    "Server-sent events with what `GET /analytics/topics` gives to the same caller who asks for the same. `figures`"
                            + " is all of it, and takes the place of what was told before; it comes first, and when topics come, go or"
                            + " move. `changes` has the new total, of topics and cohorts only those that changed, and the trend only"
                            + " if that did; also once nothing is `pending` any more. There is at most one event a second. While"
                            + " nothing changes, a comment keeps the stream open.\n\n"
                            + "An event's id says where in the log the figures stand, and is the same at every instance. Whoever comes"
                            + " back with it as `Last-Event-ID` hears nothing where they still stand there, and else all figures as they"
                            + " are now. `end` tells why nothing follows: the caller's token has expired, or what was asked for is"
                            + " gone.")
    @APIResponse(
            responseCode = "200",
            description = "The stream",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(type = SchemaType.STRING),
                            example = """
                                    event:changes
                                    id:90412
                                    data:{"asOf":"2026-03-31T09:30:00Z","lagMillis":12,"pending":{"live":0,"slow":0},"total":{"answers":8,...},"topics":[{"topic":"data",...}],...}
                                    """))
    @APIResponse(
            responseCode = "400",
            description = "A parameter has a value that is none of its own; the problem names it")
    @APIResponse(
            responseCode = "403",
            description = "The caller may not see that learner or cohort; the problem names which")
    @APIResponse(responseCode = "404", description = "`bank-unknown` or `topic-unknown`")
    @APIResponse(responseCode = "429", description = "`too-many-streams`: the caller has as many as one may have")
    @APIResponse(responseCode = "503", description = "`streams-full`: the instance has as many as it can hold")
    public Multi<OutboundSseEvent> stream(
            @BeanParam TopicQuery query,
            @Parameter(description = "The id of the last event that was heard", example = "90412")
                    @HeaderParam(LastEventId.HEADER)
                    @Nullable
                    String lastEventId,
            @Context Sse sse) {
        Long heard = LastEventId.of(lastEventId);
        TopicFilter filter = query.filter();
        TopicView view = new TopicView(banks.id(query.bank()), query.view(views), filter);
        streams.requireRoom(caller.id());
        return streams.open(new TopicStream(view, caller.id(), caller.expiresAt(), heard, watched.first(view), sse));
    }
}

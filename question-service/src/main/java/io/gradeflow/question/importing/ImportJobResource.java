package io.gradeflow.question.importing;

import io.gradeflow.platform.http.Caller;
import io.gradeflow.platform.http.Cursor;
import io.gradeflow.platform.http.Limit;
import io.gradeflow.platform.http.Page;
import io.gradeflow.platform.http.Roles;
import io.gradeflow.platform.live.EventStreams;
import io.gradeflow.platform.live.StateStreams;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.QuestionError;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
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

@Path("/api/v1/imports/{id}")
@Tag(name = "Imports")
@Singleton
@RolesAllowed({Roles.AUTHOR, Roles.ADMIN})
public class ImportJobResource {

    private final ImportJobs jobs;
    private final Caller caller;
    private final StateStreams<UUID> streams;

    ImportJobResource(
            ImportJobs jobs,
            Caller caller,
            InstantSource clock,
            @ConfigProperty(name = "gradeflow.live.heartbeat", defaultValue = "15S") Duration heartbeat,
            @ConfigProperty(name = "gradeflow.live.streams-per-caller", defaultValue = "5") int mostOfOne,
            @ConfigProperty(name = "gradeflow.live.streams", defaultValue = "500") int most) {
        this.jobs = jobs;
        this.caller = caller;
        this.streams = new StateStreams<>(
                "import-streams",
                clock,
                new EventStreams.Limits(
                        heartbeat,
                        mostOfOne,
                        most,
                        QuestionError.TOO_MANY_STREAMS,
                        QuestionError.STREAMS_FULL,
                        "Ask again without a stream, or try again in some seconds."),
                jobs::find);
    }

    void stop(@Observes ShutdownEvent event) {
        streams.close();
    }

    @GET
    @RunOnVirtualThread
    @Operation(
            summary = "An import that goes on after its answer",
            description =
                    "It is told for seven days after its end. Until it is `done`, the bank is as it was; where it ends as"
                            + " `failed` or `cancelled`, it stays so.")
    @APIResponse(responseCode = "200", description = "How far it is, and at its end what became of the questions")
    @APIResponse(responseCode = "404", description = "`import-unknown`")
    public ImportView read(@PathParam("id") UUID id) {
        return jobs.find(id);
    }

    @DELETE
    @RunOnVirtualThread
    @Operation(summary = "Cancel an import", description = "The bank stays as it was before.")
    @APIResponse(responseCode = "200", description = "It is cancelled")
    @APIResponse(responseCode = "404", description = "`import-unknown`")
    @APIResponse(responseCode = "409", description = "`import-ended`: it is done, failed or cancelled already")
    public ImportView cancel(@PathParam("id") UUID id) {
        return jobs.cancel(id);
    }

    @GET
    @Path("questions")
    @RunOnVirtualThread
    @Operation(
            summary = "The verdicts of an import, in the order of the file",
            description =
                    "While it goes on, those of the questions that are decided; none of them holds before it is done.")
    @APIResponse(responseCode = "200", description = "A page of verdicts")
    @APIResponse(responseCode = "404", description = "`import-unknown`")
    public Page<Verdict> verdicts(
            @PathParam("id") UUID id,
            @Parameter(
                            description = "Only those that are imported, updated, unchanged or rejected",
                            example = "rejected")
                    @QueryParam("status")
                    @Nullable
                    String status,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        int size = Limit.of(limit, 100, 1000);
        List<Verdict> page = jobs.verdicts(id, after(cursor), status(status), size + 1);
        return page.size() <= size
                ? new Page<>(page, null)
                : new Page<>(
                        page.subList(0, size),
                        Cursor.encode(Integer.toString(page.get(size - 1).number())));
    }

    @GET
    @Path("events")
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    @Operation(
            summary = "An import as it goes on",
            description =
                    "Server-sent events with what GET tells: `progress` whenever it differs, `end` once it has ended."
                            + " The stream ends then, and with the caller's token.")
    @APIResponse(
            responseCode = "200",
            description = "The stream",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(type = SchemaType.STRING),
                            example = """
                                    event:progress
                                    data:{"id":"0c1d8a0e-52ea-4a3c-9f5e-5f1f3f0b6a11","state":"writing","questions":50000,"decided":12500}
                                    """))
    @APIResponse(responseCode = "404", description = "`import-unknown`")
    @APIResponse(responseCode = "429", description = "`too-many-streams`: the caller has as many as one may have")
    @APIResponse(responseCode = "503", description = "`streams-full`: the instance has as many as it can hold")
    public Multi<OutboundSseEvent> events(@PathParam("id") UUID id, @Context Sse sse) {
        jobs.find(id);
        return streams.open(id, caller.id(), caller.expiresAt(), sse);
    }

    private static int after(@Nullable String cursor) {
        if (cursor == null) {
            return 0;
        }
        try {
            return Integer.parseInt(Cursor.decode(cursor));
        } catch (NumberFormatException _) {
            throw Cursor.invalid();
        }
    }

    private static Verdict.@Nullable Status status(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            return null;
        }
        return Arrays.stream(Verdict.Status.values())
                .filter(status -> status.lowerCase().equals(name))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                                PlatformError.INVALID_FIELD,
                                "status must be imported, updated, unchanged or rejected, not " + name + ".")
                        .field("status"));
    }
}

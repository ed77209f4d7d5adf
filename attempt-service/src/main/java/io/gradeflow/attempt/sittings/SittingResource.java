package io.gradeflow.attempt.sittings;

import io.gradeflow.attempt.people.Viewers;
import io.gradeflow.platform.audit.Audited;
import io.gradeflow.platform.http.Limit;
import io.gradeflow.platform.http.Page;
import io.gradeflow.platform.http.Roles;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/sittings")
@Tag(name = "Sittings")
@RunOnVirtualThread
class SittingResource {

    private final Sittings sittings;
    private final Roll roll;
    private final Accommodations accommodations;
    private final Viewers viewers;

    SittingResource(Sittings sittings, Roll roll, Accommodations accommodations, Viewers viewers) {
        this.sittings = sittings;
        this.roll = roll;
        this.accommodations = accommodations;
        this.viewers = viewers;
    }

    @POST
    @RolesAllowed({Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(
            summary = "Plan a sitting",
            description = "An exam after a blueprint, for a cohort that the caller leads, within a stretch of time.")
    @APIResponse(responseCode = "201", description = "The sitting; Location names it")
    public Response plan(@Nullable SittingRequest request) {
        Sitting sitting = sittings.plan(present(request), viewers.current());
        return Response.created(URI.create("/api/v1/sittings/" + sitting.id()))
                .entity(SittingView.of(sitting, true))
                .build();
    }

    @PUT
    @Path("{id}")
    @RolesAllowed({Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(
            summary = "Change a sitting",
            description =
                    "A new closing holds at once, also for attempts that run, each with its extra time on top; it stands in"
                            + " their journals with the `reason`, if one is given. Once somebody has begun, bank, blueprint and"
                            + " cohort stay.")
    @APIResponse(responseCode = "409", description = "It has begun, so bank, blueprint and cohort stay")
    public SittingView change(@PathParam("id") UUID id, @Nullable SittingRequest request) {
        return SittingView.of(sittings.change(id, present(request), viewers.current()), true);
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed({Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(summary = "Call a sitting off that nobody has begun")
    @APIResponse(responseCode = "204", description = "It is gone")
    @APIResponse(responseCode = "409", description = "Somebody has begun")
    public void remove(@PathParam("id") UUID id) {
        sittings.remove(id, viewers.current());
    }

    @GET
    @RolesAllowed({Roles.LEARNER, Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(
            summary = "Sittings of own cohorts, the latest opening first",
            description =
                    "Those of the cohorts that the caller belongs to or leads. The access code is shown to leaders only.")
    public Page<SittingView> list(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @Nullable Integer limit) {
        var viewer = viewers.current();
        Page<Sitting> page = sittings.list(viewer, viewers.memberships(), cursor, Limit.of(limit, 50, 200));
        return new Page<>(
                page.items().stream()
                        .map(sitting -> SittingView.of(sitting, viewer.leads(sitting.cohort())))
                        .toList(),
                page.next());
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.LEARNER, Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(summary = "One sitting")
    public SittingView get(@PathParam("id") UUID id) {
        var viewer = viewers.current();
        Sitting sitting = sittings.seen(id, viewer, viewers.memberships());
        return SittingView.of(sitting, viewer.leads(sitting.cohort()));
    }

    @GET
    @Audited
    @Path("{id}/learners")
    @RolesAllowed({Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(
            summary = "Who has started, is silent, has finished",
            description =
                    "The whole cohort as it stands now, by name. `counts` are over all of it. Silent is whoever has an open"
                            + " attempt and was not heard of for a minute.")
    public Roll.Shown learners(
            @PathParam("id") UUID id,
            @Parameter(description = "Only those", example = "SILENT") @QueryParam("standing") @Nullable
                    String standing,
            @Parameter(
                            description = "Only those with this in their name or id, in any letter case",
                            example = "lovelace")
                    @QueryParam("name")
                    @DefaultValue("")
                    String name,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        Sitting sitting = sittings.led(id, viewers.current());
        return roll.of(sitting, standing == null ? null : standing(standing), name, cursor, Limit.of(limit, 100, 500));
    }

    @PUT
    @Path("{id}/accommodations/{learnerId}")
    @RolesAllowed({Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(
            summary = "Grant extra time",
            description =
                    "On top of the blueprint's time and beyond the closing; at once, also in an attempt that runs. It takes"
                            + " the place of what was granted before. What an attempt was given, why and by whom stays in its"
                            + " journal.")
    public Accommodation accommodate(
            @PathParam("id") UUID id,
            @PathParam("learnerId") String learnerId,
            Accommodations.@Nullable AccommodationRequest request) {
        if (request == null) {
            throw new ProblemException(
                    PlatformError.BODY_MISSING,
                    "Send {\"extraMinutes\": 30, \"reason\": \"...\"} as application/json.");
        }
        return accommodations.grant(id, learnerId, request, viewers.current());
    }

    @GET
    @Audited
    @Path("{id}/accommodations")
    @RolesAllowed({Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(summary = "The extra time that was granted")
    public List<Accommodation> accommodations(@PathParam("id") UUID id) {
        return accommodations.of(id, viewers.current());
    }

    private static SittingRequest present(@Nullable SittingRequest request) {
        if (request == null) {
            throw new ProblemException(PlatformError.BODY_MISSING, "Send the sitting as application/json.");
        }
        return request;
    }

    private static Roll.Standing standing(String text) {
        return Arrays.stream(Roll.Standing.values())
                .filter(known -> known.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                                PlatformError.INVALID_FIELD,
                                "standing must be one of " + Arrays.toString(Roll.Standing.values()) + ".")
                        .field("standing"));
    }
}

package io.gradeflow.attempt.personal;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.platform.audit.Audited;
import io.gradeflow.platform.http.Caller;
import io.gradeflow.platform.http.Roles;
import io.gradeflow.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/learners/{id}/personal-data")
@Tag(name = "Personal data")
@RunOnVirtualThread
class PersonalDataResource {

    private final PersonalDataReader reader;
    private final Erasures erasures;
    private final Caller caller;

    PersonalDataResource(PersonalDataReader reader, Erasures erasures, Caller caller) {
        this.reader = reader;
        this.erasures = erasures;
        this.caller = caller;
    }

    @GET
    @Audited
    @RolesAllowed({Roles.LEARNER, Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(
            summary = "All that is stored of a person",
            description =
                    "One's own, or as an administrator anybody's: the name, cohorts, attempts with their sittings, what was answered"
                            + " and its grade as far as the caller may know it by now, flags and times, extra time, what the"
                            + " staff did, and an erasure that was asked for.")
    @APIResponse(responseCode = "200", description = "What there is; lists are empty where there is nothing")
    @APIResponse(responseCode = "404", description = "`learner-unknown`: it is somebody else's")
    public PersonalData of(@PathParam("id") String id) {
        if (!caller.id().equals(id) && !caller.hasRole(Roles.ADMIN)) {
            throw new ProblemException(
                    AttemptError.LEARNER_UNKNOWN,
                    "Your own id is the subject of your token; others' data isn't shown.");
        }
        return reader.of(id, !caller.hasRole(Roles.ADMIN));
    }

    @DELETE
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            summary = "Erase a person's data",
            description =
                    "The name at once, what was typed as soon as it is graded, and the account at the issuer where one is told."
                            + " Attempts that are open end, and nothing begins for the id any more (`learner-erased`)."
                            + " Answers and grades stay, of an opaque id. Topics that graders read drop what was typed after a"
                            + " week. Can't be undone. Repeating it begins anew.")
    @APIResponse(
            responseCode = "202",
            description = "It has begun; Location leads to how far it is",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Erasure.class)))
    public Response erase(@PathParam("id") String id) {
        Erasure erasure = erasures.request(id, caller.id());
        return Response.accepted(erasure)
                .location(URI.create(
                        "/api/v1/learners/" + URLEncoder.encode(id, StandardCharsets.UTF_8) + "/personal-data/erasure"))
                .build();
    }

    @POST
    @Path("erasure/account-deleted")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            summary = "Say that a person's account is deleted",
            description =
                    "For accounts that Gradeflow can't delete at the issuer by itself (`BY_HAND`), or that it can't"
                            + " delete now (`WAITING`). Repeating it changes nothing.")
    @APIResponse(responseCode = "200", description = "How far the erasing is")
    @APIResponse(responseCode = "404", description = "`erasure-unknown`: nobody has asked for it")
    public Erasure accountDeleted(@PathParam("id") String id) {
        return erasures.accountDeleted(id);
    }

    @GET
    @Path("erasure")
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "How far the erasing of a person's data has come")
    @APIResponse(responseCode = "200", description = "Its state")
    @APIResponse(responseCode = "404", description = "`erasure-unknown`: nobody has asked for it")
    public Erasure erasure(@PathParam("id") String id) {
        return erasures.of(id);
    }
}

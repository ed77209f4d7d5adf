package io.gradeflow.analytics.readiness;

import io.gradeflow.analytics.catalog.Banks;
import io.gradeflow.analytics.freshness.FiguresCsv;
import io.gradeflow.analytics.query.Parameters;
import io.gradeflow.analytics.topics.View;
import io.gradeflow.analytics.topics.Views;
import io.gradeflow.analytics.topics.Whose;
import io.gradeflow.platform.http.Caller;
import io.gradeflow.platform.http.CsvTable;
import io.gradeflow.platform.http.Roles;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/analytics/readiness")
@Tag(name = "Analytics")
@RolesAllowed({Roles.LEARNER, Roles.INSTRUCTOR, Roles.ADMIN})
@Blocking
class ReadinessResource {

    private final Banks banks;
    private final Views views;
    private final Caller caller;
    private final ReadinessBoard board;

    ReadinessResource(Banks banks, Views views, Caller caller, ReadinessBoard board) {
        this.banks = banks;
        this.views = views;
        this.caller = caller;
        this.board = board;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "How ready a learner is for the exams of a bank",
            description =
                    "The chance to reach the pass mark of each blueprint if the exam were now, with a 95 % interval, and the learner's"
                            + " ability, of all and below each topic, with its standard error. It rests on the learner's first counted"
                            + " answer to each question, in whatever mode, and on difficulties that are estimated in the background from"
                            + " exams and imported attempts. What can't be told yet says why. Formulas and sources are at"
                            + " `GET /api/v1/analytics/methods`.\n\n"
                            + "A learner gets own figures; an instructor names a learner, and gets what was answered as a member of own"
                            + " cohorts, if the token names any; an admin names any.\n\n"
                            + "`Accept: text/csv` gives a table: of exams or of topics." + FiguresCsv.HEADERS)
    @Parameter(
            name = "table",
            in = ParameterIn.QUERY,
            description = "Which table `text/csv` gives: exams, which is usual, or topics",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "The figures; text/csv gives one of their tables",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ReadinessView.class)),
                @Content(
                        mediaType = CsvTable.MEDIA_TYPE,
                        schema = @Schema(type = SchemaType.STRING),
                        example = "blueprint,title,passMark,chance,low,high,n,calibrated,withheld")
            })
    @APIResponse(responseCode = "400", description = "No learner is named; or a parameter has no value of its own")
    @APIResponse(responseCode = "403", description = "The caller may not see that learner")
    @APIResponse(responseCode = "404", description = "`bank-unknown`")
    @APIResponse(
            responseCode = "409",
            description = "`exam-open`: own readiness is not told while the caller sits an exam over the bank")
    public ReadinessView readiness(
            @Parameter(description = "The bank's slug", example = "aws-ml-engineer") @QueryParam("bank") @Nullable
                    String bank,
            @Parameter(
                            description = "The learner's id; a learner may leave it away",
                            example = "5b2f7f0e-7f7b-3d0c-9a55-0c3f8c1f1b11")
                    @QueryParam("learner")
                    @Nullable
                    String learner) {
        UUID id = banks.id(bank);
        View view = views.of(named(learner), null);
        return switch (view.whose()) {
            case Whose.OfLearner of -> board.of(id, of, view.isOwn());
            case Whose.InCohort _ -> throw unnamed();
        };
    }

    private String named(@Nullable String learner) {
        String name = Parameters.name("learner", learner);
        if (name != null) {
            return name;
        }
        if (!caller.hasRole(Roles.LEARNER)) {
            throw unnamed();
        }
        return caller.id();
    }

    private static ProblemException unnamed() {
        return new ProblemException(
                        PlatformError.INVALID_FIELD, "Name the learner by id, for example one of GET /api/v1/learners.")
                .field("learner");
    }

    @GET
    @Produces(CsvTable.ON_REQUEST)
    @Operation(hidden = true)
    public Response csv(
            @QueryParam("bank") @Nullable String bank,
            @QueryParam("learner") @Nullable String learner,
            @QueryParam("table") @Nullable String table) {
        return switch (Parameters.table(table, "exams", "topics")) {
            case "topics" -> FiguresCsv.response(readiness(bank, learner), ReadinessTables::ofTopics, "abilities.csv");
            default -> FiguresCsv.response(readiness(bank, learner), ReadinessTables::ofExams, "readiness.csv");
        };
    }
}

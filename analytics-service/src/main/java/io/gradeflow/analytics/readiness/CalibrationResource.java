package io.gradeflow.analytics.readiness;

import io.gradeflow.analytics.catalog.Banks;
import io.gradeflow.analytics.freshness.FiguresCsv;
import io.gradeflow.analytics.query.Parameters;
import io.gradeflow.platform.http.CsvTable;
import io.gradeflow.platform.http.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/analytics/calibration")
@Tag(name = "Analytics")
@RolesAllowed({Roles.AUTHOR, Roles.ADMIN})
@Blocking
class CalibrationResource {

    private final Banks banks;
    private final CalibrationBoard board;

    CalibrationResource(Banks banks, CalibrationBoard board) {
        this.banks = banks;
        this.board = board;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "How difficult items are, and how well readiness foretold",
            description =
                    "Difficulties by the Rasch model with one slope, estimated in the background from each learner's first finished"
                            + " attempt in exam or imported mode, with standard errors, n and the time. For each blueprint a table of"
                            + " forecasts: per tenth of the chances that would have been told before exams, the share that passed."
                            + " Formulas and sources are at `GET /api/v1/analytics/methods`.\n\n"
                            + "`Accept: text/csv` gives a table: of difficulties or of forecasts." + FiguresCsv.HEADERS)
    @Parameter(
            name = "table",
            in = ParameterIn.QUERY,
            description = "Which table `text/csv` gives: difficulties, which is usual, or forecasts",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "The figures; text/csv gives one of their tables",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = CalibrationView.class)),
                @Content(
                        mediaType = CsvTable.MEDIA_TYPE,
                        schema = @Schema(type = SchemaType.STRING),
                        example = "question,revision,difficulty,standardError,n,right,partial,withheld")
            })
    @APIResponse(responseCode = "400", description = "A parameter has no value of its own; the problem names it")
    @APIResponse(responseCode = "404", description = "`bank-unknown`")
    public CalibrationView calibration(
            @Parameter(description = "The bank's slug", example = "aws-ml-engineer") @QueryParam("bank") @Nullable
                    String bank) {
        return board.of(banks.id(bank));
    }

    @GET
    @Produces(CsvTable.ON_REQUEST)
    @Operation(hidden = true)
    public Response csv(@QueryParam("bank") @Nullable String bank, @QueryParam("table") @Nullable String table) {
        return switch (Parameters.table(table, "difficulties", "forecasts")) {
            case "forecasts" -> FiguresCsv.response(calibration(bank), ReadinessTables::ofForecasts, "forecasts.csv");
            default -> FiguresCsv.response(calibration(bank), ReadinessTables::ofDifficulties, "difficulties.csv");
        };
    }
}

package io.gradeflow.analytics.quality;

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

@Path("/api/v1/analytics/tests")
@Tag(name = "Analytics")
@RolesAllowed({Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
@Blocking
class TestResource {

    private static final String BLUEPRINT = "Only the test of this blueprint, which the bank may have no longer";

    private final Banks banks;
    private final Audience audience;
    private final TestBoard board;

    TestResource(Banks banks, Audience audience, TestBoard board) {
        this.banks = banks;
        this.audience = audience;
        this.board = board;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "How the tests over a bank work",
            description =
                    "Of each blueprint, of each form that at least 20 attempts had in common, and of imported attempts: distribution"
                            + " of scores, mean, median, standard deviation, skewness, kurtosis, and the pass rate with its interval."
                            + " Cronbach's alpha (KR-20 without partial credit) and the standard error of measurement belong to one"
                            + " fixed form, and are told where enough attempts had it; else the reason why not. Of each learner's first"
                            + " finished attempt by the blueprint. Formulas and sources are at"
                            + " `GET /api/v1/analytics/methods`.\n\n"
                            + "Authors and admins see all attempts, instructors those of a cohort of theirs.\n\n"
                            + "`Accept: text/csv` gives a table: of tests, of distributions, of the items of each form, or of alpha without each item."
                            + FiguresCsv.HEADERS)
    @Parameter(
            name = "table",
            in = ParameterIn.QUERY,
            description =
                    "Which table `text/csv` gives: tests, which is usual, distribution, items (of each form) or alpha-without",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "The figures; text/csv gives one of their tables",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = TestsView.class)),
                @Content(
                        mediaType = CsvTable.MEDIA_TYPE,
                        schema = @Schema(type = SchemaType.STRING),
                        example = "blueprint,form,n,items,unit,maximum,mean,median,standardDeviation,...")
            })
    @APIResponse(responseCode = "400", description = "A parameter has no value of its own; the problem names it")
    @APIResponse(responseCode = "403", description = "The cohort is none of the caller's")
    @APIResponse(responseCode = "404", description = "`bank-unknown`")
    public TestsView tests(
            @Parameter(description = Audience.BANK, example = "aws-ml-engineer") @QueryParam("bank") @Nullable
                    String bank,
            @Parameter(description = Audience.COHORT, example = "berlin-2026") @QueryParam("cohort") @Nullable
                    String cohort,
            @Parameter(description = BLUEPRINT, example = "exam") @QueryParam("blueprint") @Nullable String blueprint) {
        return board.of(banks.id(bank), audience.cohort(cohort), Parameters.name("blueprint", blueprint));
    }

    @GET
    @Produces(CsvTable.ON_REQUEST)
    @Operation(hidden = true)
    public Response csv(
            @QueryParam("bank") @Nullable String bank,
            @QueryParam("cohort") @Nullable String cohort,
            @QueryParam("blueprint") @Nullable String blueprint,
            @QueryParam("table") @Nullable String table) {
        return switch (Parameters.table(table, "tests", "distribution", "items", "alpha-without")) {
            case "distribution" ->
                FiguresCsv.response(tests(bank, cohort, blueprint), QualityTables::ofDistribution, "distribution.csv");
            case "items" ->
                FiguresCsv.response(tests(bank, cohort, blueprint), QualityTables::ofFormItems, "form-items.csv");
            case "alpha-without" ->
                FiguresCsv.response(tests(bank, cohort, blueprint), QualityTables::ofAlphaWithout, "alpha-without.csv");
            default -> FiguresCsv.response(tests(bank, cohort, blueprint), QualityTables::ofTests, "tests.csv");
        };
    }
}

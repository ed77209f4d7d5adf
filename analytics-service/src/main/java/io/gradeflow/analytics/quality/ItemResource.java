package io.gradeflow.analytics.quality;

import io.gradeflow.analytics.catalog.Banks;
import io.gradeflow.analytics.freshness.FiguresCsv;
import io.gradeflow.analytics.population.ItemId;
import io.gradeflow.analytics.query.Parameters;
import io.gradeflow.platform.http.CsvTable;
import io.gradeflow.platform.http.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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

@Path("/api/v1/analytics/items")
@Tag(name = "Analytics")
@RolesAllowed({Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
@Blocking
class ItemResource {

    private final Banks banks;
    private final Audience audience;
    private final ItemBoard board;

    ItemResource(Banks banks, Audience audience, ItemBoard board) {
        this.banks = banks;
        this.audience = audience;
        this.board = board;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "How the items of a bank work",
            description =
                    "Of each revision of a question: facility with its interval, item-rest correlation, discrimination, median time,"
                            + " exposure, a table of options and of patterns of options, drift against the revision before, and flags"
                            + " with their reasons, which lead to the correction of the key and its preview. Of each learner's first"
                            + " finished attempt in exam or imported mode. Formulas and sources are at"
                            + " `GET /api/v1/analytics/methods`.\n\n"
                            + "Authors and admins see all attempts, instructors those of a cohort of theirs.\n\n"
                            + "`Accept: text/csv` gives a table: of items, of options, of patterns or of flags."
                            + FiguresCsv.HEADERS)
    @Parameter(
            name = "table",
            in = ParameterIn.QUERY,
            description = "Which table `text/csv` gives: items, which is usual, options, patterns or flags",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "The figures; text/csv gives one of their tables",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ItemsView.class)),
                @Content(
                        mediaType = CsvTable.MEDIA_TYPE,
                        schema = @Schema(type = SchemaType.STRING),
                        example = "question,revision,externalId,n,exposure,facility,low,high,meanScore,...")
            })
    @APIResponse(responseCode = "400", description = "A parameter has no value of its own; the problem names it")
    @APIResponse(responseCode = "403", description = "The cohort is none of the caller's")
    @APIResponse(responseCode = "404", description = "`bank-unknown`")
    public ItemsView items(
            @Parameter(description = Audience.BANK, example = "aws-ml-engineer") @QueryParam("bank") @Nullable
                    String bank,
            @Parameter(description = Audience.COHORT, example = "berlin-2026") @QueryParam("cohort") @Nullable
                    String cohort) {
        return board.of(banks.id(bank), audience.cohort(cohort));
    }

    @GET
    @Produces(CsvTable.ON_REQUEST)
    @Operation(hidden = true)
    public Response csv(
            @QueryParam("bank") @Nullable String bank,
            @QueryParam("cohort") @Nullable String cohort,
            @QueryParam("table") @Nullable String table) {
        return switch (Parameters.table(table, "items", "options", "patterns", "flags")) {
            case "options" -> FiguresCsv.response(items(bank, cohort), QualityTables::ofOptions, "options.csv");
            case "patterns" -> FiguresCsv.response(items(bank, cohort), QualityTables::ofPatterns, "patterns.csv");
            case "flags" -> FiguresCsv.response(items(bank, cohort), QualityTables::ofFlags, "flags.csv");
            default -> FiguresCsv.response(items(bank, cohort), QualityTables::ofItems, "items.csv");
        };
    }

    @GET
    @Path("{question}/{revision}/curves")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Who chooses which option of an item",
            description =
                    "Of the same attempts as the item's other figures, in five groups of about equal size by their rest score: how many in"
                            + " each chose each option. The key should be chosen more often the more is known, and every other option"
                            + " less often. Attempts of the same rest score are in one group.\n\n"
                            + "`Accept: text/csv` gives a row a group and option." + FiguresCsv.HEADERS)
    @APIResponse(
            responseCode = "200",
            description =
                    "The groups, the one that knows least first; none where fewer than 20 attempts have a rest score",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = CurvesView.class)),
                @Content(
                        mediaType = CsvTable.MEDIA_TYPE,
                        schema = @Schema(type = SchemaType.STRING),
                        example = "groupLow,groupHigh,option,key,n,count,share,low,high")
            })
    @APIResponse(responseCode = "400", description = "A parameter has no value of its own; the problem names it")
    @APIResponse(responseCode = "403", description = "The cohort is none of the caller's")
    @APIResponse(responseCode = "404", description = "`bank-unknown`; or `item-unknown`, no such attempt has this item")
    public CurvesView curves(
            @PathParam("question") UUID question,
            @PathParam("revision") int revision,
            @Parameter(description = Audience.BANK, example = "aws-ml-engineer") @QueryParam("bank") @Nullable
                    String bank,
            @Parameter(description = Audience.COHORT, example = "berlin-2026") @QueryParam("cohort") @Nullable
                    String cohort) {
        return board.curves(banks.id(bank), audience.cohort(cohort), new ItemId(question, revision));
    }

    @GET
    @Path("{question}/{revision}/curves")
    @Produces(CsvTable.ON_REQUEST)
    @Operation(hidden = true)
    public Response curvesAsTable(
            @PathParam("question") UUID question,
            @PathParam("revision") int revision,
            @QueryParam("bank") @Nullable String bank,
            @QueryParam("cohort") @Nullable String cohort) {
        return FiguresCsv.response(curves(question, revision, bank, cohort), QualityTables::ofCurves, "curves.csv");
    }
}

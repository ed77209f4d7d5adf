package io.gradeflow.analytics.proof;

import io.gradeflow.analytics.AnalyticsError;
import io.gradeflow.analytics.query.Parameters;
import io.gradeflow.platform.http.Caller;
import io.gradeflow.platform.http.Csv;
import io.gradeflow.platform.http.CsvTable;
import io.gradeflow.platform.http.Limit;
import io.gradeflow.platform.http.Roles;
import io.gradeflow.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
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

/** For operators; examples of differences hold what learners answered. */
@Path("/api/v1/analytics")
@Tag(name = "Proof")
@RolesAllowed(Roles.ADMIN)
@RunOnVirtualThread
class ProofResource {

    private static final String TABLES =
            "`Accept: text/csv` gives a table: of differences, of examples of them, or of offsets.";
    private static final String WHICH =
            "Which table `text/csv` gives: differences by table, which is usual, examples or offsets";

    private final ProofRuns runs;
    private final ProofRunner runner;
    private final Caller caller;

    ProofResource(ProofRuns runs, ProofRunner runner, Caller caller) {
        this.runs = runs;
        this.runner = runner;
        this.caller = caller;
    }

    @POST
    @Path("proofs")
    @Operation(
            summary = "Prove that the figures equal a replay of the log",
            description =
                    "Reads the log from its beginning to exactly the offsets that the live tables hold, into fresh tables, and"
                            + " compares all rows. Figures are served and answers are counted meanwhile. While one is on its way,"
                            + " that one is told. One run is carried out at a time; others wait.")
    @APIResponse(
            responseCode = "202",
            description = "It is on its way, see `Location`",
            content = @Content(schema = @Schema(implementation = ProofRun.class)))
    public Response prove() {
        return accepted(ProofRun.Kind.PROOF);
    }

    @POST
    @Path("rebuild")
    @Operation(
            summary = "Make the tables of figures anew from the log",
            description =
                    "Replays the log into fresh tables, which take the place of the live ones at the end; figures wait for a"
                            + " moment then.")
    @APIResponse(
            responseCode = "202",
            description = "It is on its way, see `Location`",
            content = @Content(schema = @Schema(implementation = ProofRun.class)))
    public Response rebuild() {
        return accepted(ProofRun.Kind.REBUILD);
    }

    @GET
    @Path("proof")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "The last proof or rebuild that came to an end",
            description = "With the offsets it reached, its time and the differences it found.\n\n" + TABLES)
    @Parameter(name = "table", in = ParameterIn.QUERY, description = WHICH, schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "The run; text/csv gives one of its tables",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ProofRun.class)),
                @Content(
                        mediaType = CsvTable.MEDIA_TYPE,
                        schema = @Schema(type = SchemaType.STRING),
                        example = "table,live,replayed")
            })
    @APIResponse(responseCode = "404", description = "`proof-unknown`: there was none yet")
    public ProofRun last() {
        return runs.last()
                .orElseThrow(() -> new ProblemException(
                        AnalyticsError.PROOF_UNKNOWN,
                        "There was none yet; ask for one with POST /api/v1/analytics/proofs."));
    }

    @GET
    @Path("proof")
    @Produces(CsvTable.ON_REQUEST)
    @Operation(hidden = true)
    public Response lastCsv(@QueryParam("table") @Nullable String table) {
        return csv(last(), table);
    }

    @GET
    @Path("proofs")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Proofs and rebuilds, the newest first",
            description = "`Accept: text/csv` gives them as a table.")
    @APIResponse(
            responseCode = "200",
            description = "The runs; text/csv gives a table",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ProofRun[].class)),
                @Content(
                        mediaType = CsvTable.MEDIA_TYPE,
                        schema = @Schema(type = SchemaType.STRING),
                        example = "id,kind,status,requestedAt,startedAt,finishedAt,records,recordsRead,...")
            })
    public List<ProofRun> list(
            @Parameter(description = "How many at most, from 1 to 100; 20 unless given") @QueryParam("limit") @Nullable
                    Integer limit) {
        return runs.newest(Limit.of(limit, 20, 100));
    }

    @GET
    @Path("proofs")
    @Produces(CsvTable.ON_REQUEST)
    @Operation(hidden = true)
    public Response listCsv(@QueryParam("limit") @Nullable Integer limit) {
        return Csv.response(ProofTables.ofRuns(list(limit)), "proofs.csv");
    }

    @GET
    @Path("proofs/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "How far a proof or a rebuild is, and what came of it", description = TABLES)
    @Parameter(name = "table", in = ParameterIn.QUERY, description = WHICH, schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "The run; text/csv gives one of its tables",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ProofRun.class)),
                @Content(
                        mediaType = CsvTable.MEDIA_TYPE,
                        schema = @Schema(type = SchemaType.STRING),
                        example = "table,live,replayed")
            })
    @APIResponse(responseCode = "404", description = "`proof-unknown`")
    public ProofRun get(@PathParam("id") UUID id) {
        return runs.find(id)
                .orElseThrow(() -> new ProblemException(
                        AnalyticsError.PROOF_UNKNOWN, "See GET /api/v1/analytics/proofs for those that there are."));
    }

    @GET
    @Path("proofs/{id}")
    @Produces(CsvTable.ON_REQUEST)
    @Operation(hidden = true)
    public Response getCsv(@PathParam("id") UUID id, @QueryParam("table") @Nullable String table) {
        return csv(get(id), table);
    }

    private static Response csv(ProofRun run, @Nullable String table) {
        return switch (Parameters.table(table, "differences", "examples", "offsets")) {
            case "examples" -> Csv.response(ProofTables.ofExamples(run), "examples.csv");
            case "offsets" -> Csv.response(ProofTables.ofOffsets(run), "offsets.csv");
            default -> Csv.response(ProofTables.ofDifferences(run), "differences.csv");
        };
    }

    private Response accepted(ProofRun.Kind kind) {
        ProofRun run = runs.request(kind, caller.id());
        runner.signal();
        return Response.accepted(run)
                .location(URI.create("/api/v1/analytics/proofs/" + run.id()))
                .build();
    }
}

package io.gradeflow.analytics.topics;

import io.gradeflow.analytics.catalog.Banks;
import io.gradeflow.analytics.freshness.FiguresCsv;
import io.gradeflow.platform.http.CsvTable;
import io.gradeflow.platform.http.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/analytics/topics")
@Tag(name = "Analytics")
@RunOnVirtualThread
class TopicResource {

    private final Banks banks;
    private final Views views;
    private final TopicFigures figures;

    TopicResource(Banks banks, Views views, TopicFigures figures) {
        this.banks = banks;
        this.views = views;
        this.figures = figures;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.LEARNER, Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(
            summary = "Accuracy of each topic",
            description =
                    "With the 95 % Wilson interval, the mean score as a share of what could be scored, and the median time. A topic"
                            + " counts all below it now, each answer once. `learners` says how many have answered at least: it is the"
                            + " most that answered any one of the questions.\n\n"
                            + "A learner gets own answers, and under `compare` the figures of own cohorts that at least five have"
                            + " answered. An instructor gets a cohort of the token's claim, or a learner's answers as a member of"
                            + " them; whoever leads several names one. An instructor whose token names no cohort gets the sums of"
                            + " `everyone`, and no single learner, whatever cohorts were given by the API. An author gets the sums"
                            + " over all learners, an admin everything.\n\n"
                            + "Answers of an exam are counted when it ends, and not while it is open again; those of a voided attempt"
                            + " are not counted. `pending` answers and endings of attempts are still on their way, in the live and in"
                            + " the slow lane; an answer of a running exam is not one of them. `asOf` is how far the figures reach,"
                            + " `lagMillis` how long ago that was.\n\n"
                            + "`Accept: text/csv` gives the topics as a table; with `trend`, the periods."
                            + FiguresCsv.HEADERS)
    @APIResponse(
            responseCode = "200",
            description = "The figures; text/csv gives the table of topics, or of periods",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = TopicAccuracy.class)),
                @Content(
                        mediaType = CsvTable.MEDIA_TYPE,
                        schema = @Schema(type = SchemaType.STRING),
                        example =
                                "cohort,topic,title,questions,learners,answers,correct,accuracy,low,high,meanScore,...")
            })
    @APIResponse(
            responseCode = "400",
            description = "A parameter has a value that is none of its own; the problem names it")
    @APIResponse(
            responseCode = "403",
            description = "The caller may not see that learner or cohort; the problem names which")
    @APIResponse(responseCode = "404", description = "`bank-unknown` or `topic-unknown`")
    @APIResponse(
            responseCode = "409",
            description = "`exam-open`: own figures of a bank are not told while the caller sits an exam over it")
    public TopicAccuracy topics(@BeanParam TopicQuery query) {
        return read(query);
    }

    @GET
    @Produces(CsvTable.ON_REQUEST)
    @RolesAllowed({Roles.LEARNER, Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
    @Operation(hidden = true)
    public Response csv(@BeanParam TopicQuery query) {
        TopicAccuracy read = read(query);
        List<TopicAccuracy.Point> trend = read.trend();
        return trend == null
                ? FiguresCsv.response(read, TopicTable::ofTopics, "topics.csv")
                : FiguresCsv.response(read, figures -> TopicTable.ofTrend(trend), "trend.csv");
    }

    private TopicAccuracy read(TopicQuery query) {
        TopicFilter filter = query.filter();
        return figures.of(banks.id(query.bank()), query.view(views), filter);
    }
}

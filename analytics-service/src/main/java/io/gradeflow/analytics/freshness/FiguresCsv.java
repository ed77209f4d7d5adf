package io.gradeflow.analytics.freshness;

import io.gradeflow.platform.http.Csv;
import io.gradeflow.platform.http.CsvTable;
import jakarta.ws.rs.core.Response;

/** Tables of figures as responses: what the JSON says of how far they reach stands in headers, and is left out where it is null. */
public final class FiguresCsv {

    /** For descriptions of operations. */
    public static final String HEADERS =
            " How far it reaches stands in the headers `Gradeflow-As-Of`, `Gradeflow-Lag-Millis`, `Gradeflow-Pending-Live` and"
                    + " `Gradeflow-Pending-Slow`.";

    private FiguresCsv() {}

    public static Response response(Reaching figures, CsvTable table, String fileName) {
        Response.ResponseBuilder response = Response.fromResponse(Csv.response(table, fileName))
                .header("Gradeflow-As-Of", figures.asOf())
                .header("Gradeflow-Lag-Millis", figures.lagMillis());
        Freshness.Pending pending = figures.pending();
        if (pending != null) {
            response.header("Gradeflow-Pending-Live", pending.live()).header("Gradeflow-Pending-Slow", pending.slow());
        }
        return response.build();
    }
}

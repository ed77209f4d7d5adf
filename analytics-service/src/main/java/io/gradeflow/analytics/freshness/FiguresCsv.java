package io.gradeflow.analytics.freshness;

import io.gradeflow.platform.http.Csv;
import io.gradeflow.platform.http.CsvTable;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;

/** Tables of figures as responses: what the JSON says of how far they reach stands in headers, and is left out where it is null. */
public final class FiguresCsv {

    /** For descriptions of operations. */
    public static final String HEADERS =
            " How far it reaches stands in the headers `Gradeflow-As-Of`, `Gradeflow-Lag-Millis`, `Gradeflow-Pending-Live` and"
                    + " `Gradeflow-Pending-Slow`.";

    private FiguresCsv() {}

    /** @param table what is told of the figures */
    public static <F extends Reaching> Response response(F figures, Function<F, CsvTable> table, String fileName) {
        Response.ResponseBuilder response = Response.fromResponse(Csv.response(table.apply(figures), fileName))
                .header("Gradeflow-As-Of", figures.asOf())
                .header("Gradeflow-Lag-Millis", figures.lagMillis());
        Freshness.Pending pending = figures.pending();
        if (pending != null) {
            response.header("Gradeflow-Pending-Live", pending.live()).header("Gradeflow-Pending-Slow", pending.slow());
        }
        return response.build();
    }
}

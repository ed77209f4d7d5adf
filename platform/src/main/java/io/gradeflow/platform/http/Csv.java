package io.gradeflow.platform.http;

import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** Tables as responses. */
public final class Csv {

    private Csv() {}

    public static Response response(CsvTable table, String fileName) {
        return Response.ok(table.toString().getBytes(StandardCharsets.UTF_8))
                .type(CsvTable.MEDIA_TYPE + "; charset=utf-8; header=present")
                .header("Content-Disposition", "attachment; filename=\"" + fileName + "\"")
                .build();
    }
}

package io.gradeflow.systemtests;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.stream.Stream;

/** Looks into the audit logs of all services. */
record WrittenDown(Client admin) {

    private static final List<String> SERVICES = List.of("question-service", "attempt-service", "analytics-service");

    /** Refusals are written down a moment after. */
    void check(String actor, RightsTable.Row row, String path, Caller.Reply reply) {
        String address = "/api/v1" + path.replaceFirst("\\?.*", "");
        await().untilAsserted(() -> assertThat(newest(actor, address))
                .as("What the audit logs have of %s by %s", row, actor)
                .contains(row.method() + " " + reply.status()));
    }

    /** The method and the outcome of the newest entry in each service that has one. */
    private Stream<String> newest(String actor, String address) {
        return SERVICES.stream().flatMap(service -> {
            JsonPath log = admin.request()
                    .queryParam("actor", actor)
                    .queryParam("address", address)
                    .queryParam("limit", 1)
                    .get("/audit/" + service)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            return log.getList("items").isEmpty()
                    ? Stream.empty()
                    : Stream.of(log.getString("items[0].operation").replaceFirst(" .*", " ")
                            + log.getString("items[0].status"));
        });
    }
}

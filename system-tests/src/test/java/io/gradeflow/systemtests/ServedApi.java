package io.gradeflow.systemtests;

import static io.restassured.RestAssured.given;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The endpoints that the services describe in the documents which the door serves. */
final class ServedApi {

    private static final List<String> SERVICES = List.of("question-service", "attempt-service", "analytics-service");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");
    private static final String BASE = "/api/v1";

    private ServedApi() {}

    /** As {@link RightsTable.Row#endpoint()} has them. */
    static Set<String> endpoints(SystemUnderTest system) {
        Set<String> endpoints = new TreeSet<>();
        for (String service : SERVICES) {
            Map<String, Map<String, Object>> paths = given().baseUri(
                            system.web().toString())
                    .accept("application/json")
                    .get("/openapi/" + service)
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("paths");
            paths.forEach((path, operations) -> operations.keySet().stream()
                    .filter(METHODS::contains)
                    .forEach(method -> endpoints.add(endpoint(method, path))));
        }
        return endpoints;
    }

    private static String endpoint(String method, String path) {
        String below = path.startsWith(BASE + "/") ? path.substring(BASE.length()) : path;
        return method.toUpperCase(Locale.ROOT) + " " + below.replaceAll("\\{[^}]+}", "{}");
    }
}

package io.gradeflow.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FuzzTest {

    private static final List<String> SECRETS = List.of("zq1key", "zq1why");

    private final JsonNode document = new JsonMapper().readTree("""
            {"paths": {
              "/api/v1/banks/{slug}": {
                "parameters": [{"name": "slug", "in": "path", "schema": {"type": "string"}}],
                "get": {"parameters": [{"name": "limit", "in": "query", "schema": {"type": "integer"}}]},
                "put": {"requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Wish"}}}}}}},
             "components": {"schemas": {
              "Wish": {"type": "object", "properties": {
                "bank": {"type": "string"}, "mode": {"type": "string", "enum": ["practice"]},
                "count": {"type": ["integer", "null"]}, "own": {"$ref": "#/components/schemas/Own"}}},
              "Own": {"type": "object", "properties": {"again": {"$ref": "#/components/schemas/Own"}}}}}}
            """);
    private final List<Operation> operations = Operation.of("question-service", document);

    FuzzTest() throws IOException {}

    @Test
    void shouldKnowWhatADocumentDescribes() {
        assertThat(operations)
                .extracting(Operation::toString)
                .containsExactly("GET /api/v1/banks/{slug}", "PUT /api/v1/banks/{slug}");
        assertThat(operations.getFirst().parameters())
                .extracting(Operation.Parameter::name)
                .containsExactly("slug", "limit");
        assertThat(operations.getLast().bodies()).containsOnlyKeys("application/json");
    }

    @Test
    void shouldMakeBodiesAsTheSchemaSaysWithNamesOfWhatThereIs() {
        for (int seed = 0; seed < 50; seed++) {
            JsonNode body = new Specimen(document, new Random(seed), name -> name.equals("bank") ? "a-bank" : "")
                    .ofContent(operations.getLast().bodies().get("application/json"));

            assertThat(body.path("bank").asText("a-bank")).isEqualTo("a-bank");
            assertThat(body.path("mode").asText("practice")).isEqualTo("practice");
            assertThat(body.path("count").isMissingNode() || body.path("count").isInt())
                    .isTrue();
        }
    }

    @Test
    void shouldChangeBodiesInManyWaysThatFollowFromTheSeed() {
        JsonNode body = document.at("/components/schemas/Wish");
        Set<String> seen = new HashSet<>();
        for (int seed = 0; seed < 200; seed++) {
            JsonNode mutated = Oddities.mutated(body, new Random(seed));
            assertThat(Oddities.mutated(body, new Random(seed))).isEqualTo(mutated);
            seen.add(new String(Oddities.written(mutated, new Random(seed), true), StandardCharsets.UTF_8));
        }
        assertThat(seen).hasSizeGreaterThan(150);
        assertThat(body).isEqualTo(document.at("/components/schemas/Wish"));
    }

    @Test
    void shouldFindErrorsOfTheServersOwn() {
        assertThat(verdict(Role.AUTHOR, 500, "{\"code\": \"internal\"}"))
                .singleElement()
                .asString()
                .startsWith("answered 500");
        assertThat(verdict(Role.AUTHOR, 0, "timed out"))
                .singleElement()
                .asString()
                .contains("nothing came back");
        assertThat(verdict(Role.AUTHOR, 404, "{\"detail\": \"There is no bank of this name.\"}"))
                .isEmpty();
        assertThat(verdict(Role.AUTHOR, 200, "{}")).isEmpty();
    }

    @Test
    void shouldFindWhatIsInternal() {
        for (String said : List.of(
                "at io.gradeflow.question.Bank.of(Bank.java:12)",
                "Cannot deserialize value of type `java.util.UUID`",
                "io.gradeflow.question.importing.Line",
                "a NullPointerException",
                "ERROR: invalid byte sequence for encoding",
                "it violates unique constraint")) {
            assertThat(verdict(Role.AUTHOR, 400, said)).as(said).hasSize(1);
        }
        assertThat(verdict(Role.AUTHOR, 400, "The stem mentions java and com.example."))
                .isEmpty();
    }

    @Test
    void shouldFindKeysThatAreToldToLearnersAndToNobodyInParticular() {
        assertThat(verdict(Role.LEARNER, 200, "{\"answers\": [\"zq1key\"]}")).hasSize(1);
        assertThat(verdict(Role.NOBODY, 403, "because of zq1why")).hasSize(1);
        assertThat(verdict(Role.AUTHOR, 200, "{\"answers\": [\"zq1key\"]}")).isEmpty();
    }

    private List<String> verdict(Role role, int status, String body) {
        FuzzCall call = new FuzzCall(1, operations.getFirst(), role, "/api/v1/banks/any", "", new byte[0]);
        return Verdict.of(call, new FuzzAnswer(status, "application/problem+json", body, ""), SECRETS);
    }
}

package io.gradeflow.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FuzzTest {

    private static final List<String> SECRETS = List.of("zq1key", "zq1why");

    private final JsonNode document = new JsonMapper().readTree("""
            {"paths": {
              "/api/v1/banks/{slug}": {
                "parameters": [{"name": "slug", "in": "path", "required": true, "schema": {"type": "string"}}],
                "get": {"parameters": [
                  {"name": "limit", "in": "query", "required": true, "schema": {"type": "integer"}},
                  {"name": "If-Match", "in": "header", "example": "7", "schema": {"type": "string"}}]},
                "put": {"requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Wish"}}}}}}},
             "components": {"schemas": {
              "Sections": {"sections": [{"topic": "x"}, {"topic": "y"}, {"topic": "z"}]},
              "Wish": {"type": "object", "required": ["bank"], "examples": [{"bank": "any", "topics": ["some", "more"]}], "properties": {
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
                .containsExactly("slug", "limit", "If-Match");
        assertThat(operations.getLast().bodies()).containsOnlyKeys("application/json");
    }

    @Test
    void shouldMakeBodiesAsTheSchemaSaysWithNamesOfWhatThereIs() {
        Things about = new Things().with("banks", "a-bank").with("topics", "a-topic");
        int asTheExample = 0;
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            JsonNode body = new Specimen(document, random, name -> about.named(name, random))
                    .ofContent(operations.getLast().bodies().get("application/json"));

            assertThat(body.path("bank").asText()).isEqualTo("a-bank");
            assertThat(body.path("mode").asText("practice")).isEqualTo("practice");
            assertThat(body.path("count").isMissingNode() || body.path("count").isInt())
                    .isTrue();
            if (body.has("topics")) {
                asTheExample++;
                assertThat(body.path("topics")).hasToString("[\"a-topic\"]");
            }
        }
        assertThat(asTheExample).isBetween(15, 45);
    }

    @Test
    void shouldNameDifferentThingsInOneBody() {
        JsonNode sections = document.at("/components/schemas/Sections");
        Things about = new Things();
        for (String topic : List.of("a", "b", "c", "d", "e", "f")) {
            about.with("topics", topic);
        }
        Random random = new Random(1);
        Specimen specimen = new Specimen(document, random, name -> about.named(name, random));

        for (int time = 0; time < 20; time++) {
            JsonNode body =
                    specimen.ofContent(JsonNodeFactory.instance.objectNode().set("example", sections));
            assertThat(body.findValuesAsText("topic")).doesNotHaveDuplicates();
        }
    }

    @Test
    void shouldSendWhatIsRequiredUnlessTheCallIsOddAndHeadersThatTheDocumentNames() {
        Things about = new Things().with("banks", "a-bank");
        Set<String> headers = new HashSet<>();
        Set<Boolean> oddOnesWithLimit = new HashSet<>();
        for (int seed = 0; seed < 300; seed++) {
            FuzzCall call = new CallMaker(operations, new Only(about), seed).call(1);
            if (call.operation().method().equals("GET")) {
                boolean isLimited = call.path().contains("?limit=");
                assertThat(isLimited || call.isOdd()).isTrue();
                if (call.isOdd()) {
                    oddOnesWithLimit.add(isLimited);
                }
                headers.add(call.headers().getOrDefault("If-Match", ""));
            }
        }
        assertThat(oddOnesWithLimit).containsExactlyInAnyOrder(true, false);
        assertThat(headers).contains("", "7").hasSizeGreaterThan(5);
    }

    @Test
    void shouldTellWhatAProblemIs() {
        String problem = "{\"type\": \"https://gradeflow.io/problems/bank-unknown\", \"title\": \"Unknown\"}";

        assertThat(new FuzzAnswer(404, "application/problem+json", problem, "").problem())
                .isEqualTo("bank-unknown");
        assertThat(new FuzzAnswer(404, "", "", "").problem()).isEmpty();
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

    private record Only(Things things) implements CallMaker.Targets {

        @Override
        public Things about(Role role, Random random) {
            return things;
        }

        @Override
        public boolean isSpared(Operation operation, String path) {
            return false;
        }
    }

    private List<String> verdict(Role role, int status, String body) {
        FuzzCall call =
                new FuzzCall(1, operations.getFirst(), role, true, "/api/v1/banks/any", "", Map.of(), new byte[0]);
        return Verdict.of(call, new FuzzAnswer(status, "application/problem+json", body, ""), SECRETS);
    }
}

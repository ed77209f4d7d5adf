package io.gradeflow.attempt;

import static io.gradeflow.devstack.testing.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.Topic;
import io.gradeflow.grading.Grade;
import io.gradeflow.grading.NumberResponse;
import io.gradeflow.grading.OrderResponse;
import io.gradeflow.grading.PairsResponse;
import io.gradeflow.grading.TextResponse;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.ValidatableResponse;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class KindsTest extends AttemptApi {

    private static final Map<String, String> ANSWERS = Map.of(
            "TRUE_FALSE", "{\"choices\":[\"true\"]}",
            "SHORT_TEXT", "{\"text\":\" PARIS \"}",
            "NUMERIC", "{\"number\":3.1400}",
            "MATCHING", "{\"pairs\":{\"1\":\"B\",\"2\":\"A\"}}",
            "ORDERING", "{\"order\":[\"C\",\"B\",\"A\"]}");

    @Test
    void shouldAskWhatEachKindNeedsAndNothingMore() {
        String attempt = attempt(PublishedBank.ofKinds());

        view(attempt)
                .body("questions.kind", containsInAnyOrder(ANSWERS.keySet().toArray()))
                .body(of("TRUE_FALSE", "choices.id"), equalTo(List.of("true", "false")))
                .body(of("SHORT_TEXT", "choices"), equalTo(List.of()))
                .body(of("NUMERIC", "select.max"), equalTo(0))
                .body(of("MATCHING", "prompts.text"), equalTo(List.of("France", "Italy")))
                .body(of("MATCHING", "choices.id"), containsInAnyOrder("A", "B", "C"))
                .body(of("ORDERING", "prompts"), nullValue())
                .body(of("ORDERING", "choices.text"), containsInAnyOrder("disk", "memory", "tape"));
    }

    @Test
    void shouldKeepAndGradeAnAnswerOfEachKind() {
        String attempt = attempt(PublishedBank.ofKinds());
        JsonPath paper = view(attempt).extract().jsonPath();

        ANSWERS.forEach((kind, body) -> {
            put(attempt, position(paper, kind), body).statusCode(202).body("version", equalTo(1));
            put(attempt, position(paper, kind), body).statusCode(202).body("version", equalTo(1));
        });
        List<AnswerSubmitted> sent = awaitSubmitted(attempt, ANSWERS.size());

        assertThat(sent)
                .extracting(AnswerSubmitted::response)
                .contains(
                        new TextResponse(" PARIS "),
                        new NumberResponse(new BigDecimal("3.14")),
                        new PairsResponse(new TreeMap<>(Map.of("1", "B", "2", "A"))),
                        new OrderResponse(List.of("C", "B", "A")));
        for (AnswerSubmitted answer : sent) {
            PublishedBank.send(
                    Topic.ANSWERS_GRADED, AnswerGraded.of(answer, 1, Grade.ofFraction(1, 2, BigDecimal.ONE)));
        }
        await().untilAsserted(() -> view(attempt).body("totals.graded", equalTo(ANSWERS.size())));
        view(attempt)
                .body(of("TRUE_FALSE", "answer.choices"), equalTo(List.of("true")))
                .body(of("TRUE_FALSE", "answer.correctChoices"), equalTo(List.of("false")))
                .body(of("SHORT_TEXT", "answer.response.text"), equalTo(" PARIS "))
                .body(of("SHORT_TEXT", "answer.choices"), equalTo(List.of()))
                .body(of("SHORT_TEXT", "answer.key.texts[0].text"), equalTo("Paris"))
                .body(of("SHORT_TEXT", "answer.explanation"), equalTo("As the guide says"))
                .body(of("MATCHING", "answer.response.pairs"), equalTo(Map.of("1", "B", "2", "A")))
                .body(of("MATCHING", "answer.key.pairs"), equalTo(Map.of("1", "B", "2", "C")))
                .body(of("ORDERING", "answer.response.order"), equalTo(List.of("C", "B", "A")))
                .body(of("ORDERING", "answer.key.order"), equalTo(List.of("C", "A", "B")));
        assertThat(exact(view(attempt).extract().asString()).<BigDecimal>get(of("NUMERIC", "answer.key.ranges[0].low")))
                .isEqualByComparingTo("3.13");
    }

    @Test
    void shouldTellOfEachKindWhatWasRightAfterTheEnd() {
        String attempt = attempt(PublishedBank.ofKinds());
        JsonPath paper = view(attempt).extract().jsonPath();
        put(attempt, position(paper, "NUMERIC"), "{\"number\":-2}").statusCode(202);
        view(attempt).body(of("NUMERIC", "answer.key"), nullValue());

        finish(attempt).statusCode(200);

        String results = ATTEMPTS + "/" + attempt + "/results";
        String told = given().header("Authorization", token())
                .get(results)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(exact(told).<Number>get(of("NUMERIC", "response.number")).intValue())
                .isEqualTo(-2);
        assertThat(exact(told).getList(of("ORDERING", "key.order"))).isEqualTo(List.of("C", "A", "B"));
        assertThat(exact(told).<Object>get(of("ORDERING", "response"))).isNull();
        assertThat(given().header("Authorization", token())
                        .accept("text/csv")
                        .get(results)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains("kind,response", "NUMERIC,-2", "MATCHING,");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            TRUE_FALSE | {"text":"true"}                      | text
            TRUE_FALSE | {"choices":["maybe"]}                | choices
            SHORT_TEXT | {"choices":["A"]}                    | choices
            SHORT_TEXT | {}                                   | text
            SHORT_TEXT | {"text":"a","number":1}              | number
            SHORT_TEXT | {"text":"a\\u0000"}                  | text
            SHORT_TEXT | {"text":"a\\ud800"}                  | text
            NUMERIC    | {"text":"3"}                         | text
            NUMERIC    | {"number":1e41}                      | number
            NUMERIC    | {"number":1e-41}                     | number
            NUMERIC    | {"number":1e999999}                  | number
            MATCHING   | {"pairs":{"9":"A"}}                  | pairs
            MATCHING   | {"pairs":{"1":"Z"}}                  | pairs
            MATCHING   | {"pairs":{"1":null}}                 | pairs
            MATCHING   | {"order":["A"]}                      | order
            ORDERING   | {"order":["A","B"]}                  | order
            ORDERING   | {"order":["A","B","B"]}              | order
            ORDERING   | {"order":["A","B",null]}             | order
            ORDERING   | {"order":["A","B","Z"]}              | order
            ORDERING   | {"pairs":{"1":"A"}}                  | pairs
            """)
    void shouldRefuseAResponseThatDoesNotFitAndNameTheField(String kind, String body, String field) {
        String attempt = attempt(PublishedBank.ofKinds());
        int position = position(view(attempt).extract().jsonPath(), kind);

        put(attempt, position, body)
                .statusCode(400)
                .body("code", equalTo("invalid-response"))
                .body("field", equalTo(field))
                .body("detail", notNullValue());

        view(attempt).body(of(kind, "status"), equalTo("UNANSWERED"));
    }

    @Test
    void shouldRefuseATextThatIsTooLong() {
        String attempt = attempt(PublishedBank.ofKinds());
        int position = position(view(attempt).extract().jsonPath(), "SHORT_TEXT");

        put(attempt, position, "{\"text\":\"" + "a".repeat(1000) + "\"}").statusCode(202);
        put(attempt, position, "{\"text\":\"" + "a".repeat(1001) + "\"}")
                .statusCode(400)
                .body("field", equalTo("text"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            SHORT_TEXT | {"text":" "}
            NUMERIC    | {"choices":[]}
            MATCHING   | {"pairs":{}}
            ORDERING   | {"order":[]}
            """)
    void shouldClearAnAnswerOfEachKind(String kind, String body) {
        String attempt = attempt(PublishedBank.ofKinds());
        int position = position(view(attempt).extract().jsonPath(), kind);
        put(attempt, position, ANSWERS.get(kind)).statusCode(202);

        put(attempt, position, body).statusCode(202).body("version", equalTo(2)).body("response", nullValue());

        view(attempt).body(of(kind, "status"), equalTo("UNANSWERED"));
    }

    @Test
    void shouldPreviewAnotherKeyOfAKindThatIsTyped() {
        PublishedBank bank = PublishedBank.ofKinds();
        String attempt = attempt(bank);
        put(attempt, position(view(attempt).extract().jsonPath(), "NUMERIC"), "{\"number\":42}")
                .statusCode(202);
        awaitSubmitted(attempt, 1).forEach(answer -> grade(Topic.ANSWERS_GRADED, answer, 1, 0));
        await().untilAsserted(() -> view(attempt).body("totals.graded", equalTo(1)));

        String numeric = "{\"question\":\"" + bank.questions.get(2) + "\",\"revision\":1,\"effect\":\"regrade\",";
        preview(numeric + "\"key\":{\"ranges\":[{\"low\":40,\"high\":44}]}}")
                .statusCode(200)
                .body("answers", equalTo(1))
                .body("changed", equalTo(1));
        preview(numeric + "\"key\":{\"ranges\":[{\"low\":44,\"high\":40}]}}")
                .statusCode(400)
                .body("field", equalTo("key.ranges[0]"));
        preview(numeric + "\"choices\":[\"A\"]}").statusCode(400).body("field", equalTo("choices"));
    }

    private static ValidatableResponse preview(String body) {
        return given().header("Authorization", TestTokens.bearer("ann", "admin"))
                .contentType("application/json")
                .body(body)
                .post("/api/v1/regrades/preview")
                .then();
    }

    private static String of(String kind, String field) {
        return "questions.find { it.kind == '" + kind + "' }." + field;
    }

    private static int position(JsonPath view, String kind) {
        return view.getInt(of(kind, "position"));
    }

    private static JsonPath exact(String json) {
        return JsonPath.from(json)
                .using(JsonPathConfig.jsonPathConfig().numberReturnType(NumberReturnType.BIG_DECIMAL));
    }
}

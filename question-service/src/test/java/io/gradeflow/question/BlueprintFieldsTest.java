package io.gradeflow.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.gradeflow.devstack.testing.DevStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused of a blueprint, and which field the problem names. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "question"))
class BlueprintFieldsTest extends BlueprintApi {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"topic\": \"modeling\", `      | ``                                         | sections[0].topic",
                "`\"topic\": \"modeling\"`        | `\"topic\": \"Mo del\"`                    | sections[0].topic",
                "`\"topic\": \"monitoring\"`      | `\"topic\": \"modeling\"`                  | sections[1].topic",
                "`\"share\": 62.5`                | `\"count\": 5`                             | sections[1].share",
                "`\"share\": 62.5`                | `\"share\": 62.5, \"count\": 5`            | sections[0].count",
                "`, \"share\": 37.5`              | ``                                         | sections[1].count",
                "`\"share\": 62.5`                | `\"share\": 0`                             | sections[0].share",
                "`\"share\": 62.5`                | `\"share\": 62.500001`                     | sections[0].share",
                "`\"share\": 62.5`                | `\"share\": 1e-99999`                      | sections[0].share",
                "`\"share\": 62.5`                | `\"share\": 162.5`                         | sections[0].share",
                "`\"share\": 62.5`                | `\"share\": 62.4`                          | sections",
                "`\"sections\": [`                | `\"sections\": [null, `                    | sections[0]",
                "`\"questions\": 11, `            | ``                                         | questions",
                "`\"questions\": 11`              | `\"questions\": 0`                         | questions",
                "`\"questions\": 11`              | `\"questions\": 1001`                      | questions",
                "`\"questions\": 11`              | `\"questions\": 1`                         | questions",
                "`\"unscored\": 2`                | `\"unscored\": -1`                         | unscored",
                "`\"unscored\": 2`                | `\"unscored\": 990`                        | unscored",
                "`\"minutes\": 30, `              | ``                                         | minutes",
                "`\"minutes\": 30`                | `\"minutes\": 0`                           | minutes",
                "`\"minutes\": 30`                | `\"minutes\": 1441`                        | minutes",
                "`\"minutes\": 30`                | `\"minutes\": 1.5`                         | minutes",
                "`\"passMark\": 720,`            | ``                                         | passMark",
                "`\"passMark\": 720`              | `\"passMark\": 100`                        | passMark",
                "`\"passMark\": 720`              | `\"passMark\": 1001`                       | passMark",
                "`\"scale\": {\"min\": 100, \"max\": 1000},` | ``                              | scale",
                "`\"min\": 100, `                 | ``                                         | scale.min",
                "`\"min\": 100`                   | `\"min\": -1`                              | scale.min",
                "`\"min\": 100`                   | `\"min\": 1000`                            | scale.max",
                "`\"max\": 1000`                  | `\"max\": 1000001`                         | scale.max",
                "`\"title\": \"Trial\"`           | `\"title\": \" \"`                         | title",
                "`\"title\": \"Trial\"`           | `\"title\": \"a\\u0000b\"`                 | title",
                "`\"title\": \"Trial\"`           | `\"name\": \"Trial\"`                      | name"
            })
    void shouldNameTheFieldAtFault(String part, String replacement, String field) {
        String body = SHARES.replace(part, replacement);
        assertThat(body).isNotEqualTo(SHARES);

        putBlueprint("trial", body)
                .statusCode(400)
                .body("field", equalTo(field))
                .body("detail", notNullValue());

        as("author").get(blueprint("trial")).then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"topic\": \"modeling\"` | `\"topic\": \"none\"`           | 404 | sections[0].topic",
                "`\"count\": 1}]`          | `\"count\": 0}]`              | 400 | sections[1].count",
                "`\"count\": 1}]`          | `\"count\": 1001}]`           | 400 | sections[1].count",
                "`\"count\": 1}]`          | `\"count\": 1000}]`           | 400 | sections",
                "`\"count\": 1}]`          | `\"count\": \"many\"}]`       | 400 | sections[1].count",
                "`\"minutes\": 10`         | `\"questions\": 3, \"minutes\": 10` | 400 | questions"
            })
    void shouldNameTheFieldAtFaultAmongCounts(String part, String replacement, int status, String field) {
        putBlueprint("short", COUNTS.replace(part, replacement))
                .statusCode(status)
                .body("field", equalTo(field));
    }

    @Test
    void shouldRefuseWhatIsNoBlueprintAtAll() {
        putBlueprint("No-Name", COUNTS).statusCode(400).body("field", equalTo("name"));
        putBlueprint("trial", "").statusCode(400).body("code", equalTo("body-missing"));
        putBlueprint("trial", "{\"sections\": []}").statusCode(400).body("field", equalTo("sections"));
        as("author")
                .body(COUNTS)
                .put("/api/v1/banks/none/blueprints/short")
                .then()
                .statusCode(404)
                .body("code", equalTo("bank-unknown"));
        as("learner").get("/api/v1/banks/none/blueprints").then().statusCode(404);
    }
}

package io.gradeflow.question;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.events.BankPublished;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "question"))
class BlueprintsTest extends BlueprintApi {

    @Inject
    Jdbi jdbi;

    @Test
    void shouldResolveSharesAndKeepThemAsTheyWereGiven() {
        putBlueprint("trial", SHARES)
                .statusCode(201)
                .header("Location", endsWith("/api/v1/banks/" + bank + "/blueprints/trial"))
                .body("name", equalTo("trial"))
                .body("title", equalTo("Trial"))
                .body("sections.topic", contains("modeling", "monitoring"))
                .body("sections.share", contains(62.5f, 37.5f))
                .body("sections.count", contains(7, 4))
                .body("sections.available", contains(1, 1))
                .body("questions", equalTo(11))
                .body("unscored", equalTo(2))
                .body("scale.label", equalTo("practice scale, not equated"))
                .body("sittingOnly", equalTo(false))
                .body("fillable", equalTo(false));

        for (String role : List.of("learner", "author", "instructor", "admin")) {
            as(role).get(blueprint("trial")).then().statusCode(200).body("sections.count", contains(7, 4));
        }
    }

    @Test
    void shouldTakeCountsAsTheyAreAndNameABlueprintWithoutTitleByItsName() {
        putBlueprint("short", COUNTS)
                .statusCode(201)
                .body("title", equalTo("short"))
                .body("sections.count", contains(1, 1))
                .body("sections[0].share", nullValue())
                .body("questions", equalTo(2))
                .body("unscored", equalTo(0))
                .body("fillable", equalTo(true));
    }

    @Test
    void shouldCountAQuestionOfTwoSectionsForOneOfThem() {
        put(TOPICS.replace("[monitor]", "[monitor, recall]")).body("untagged", equalTo(0));

        putBlueprint("both", COUNTS.replace("\"count\": 1}]", "\"count\": 2}]"))
                .statusCode(201)
                .body("sections.available", contains(1, 2))
                .body("fillable", equalTo(false));
        putBlueprint("both", COUNTS).statusCode(200).body("fillable", equalTo(true));
        putBlueprint("both", COUNTS.replace("\"minutes\"", "\"unscored\": 1, \"minutes\""))
                .body("fillable", equalTo(false));
    }

    @Test
    void shouldRaiseTheRevisionForAChangeAndForNothingElse() {
        putBlueprint("trial", SHARES).statusCode(201);
        int revision = revision();

        putBlueprint("trial", SHARES.replace("62.5", "62.50").replace("37.5", "3.75E1"))
                .statusCode(200);
        assertThat(revision()).isEqualTo(revision);

        putBlueprint("trial", SHARES.replace("720", "750")).statusCode(200).body("passMark", equalTo(750));
        assertThat(revision()).isEqualTo(revision + 1);
        assertThat(publishedBank().blueprints())
                .singleElement()
                .extracting(BankPublished.Blueprint::passMark)
                .isEqualTo(750);
    }

    @Test
    void shouldPublishModesAndBlueprintsWithTheTopicsPresentPaths() {
        assertThat(publishedBank().allowedModes()).containsExactly("practice", "exam", "review");
        assertThat(publishedBank().blueprints()).isNull();
        putBlueprint("trial", SHARES.replace("\"minutes\"", "\"sittingOnly\": true, \"minutes\""))
                .statusCode(201);
        putBlueprint("short", COUNTS).statusCode(201);

        BankPublished published = publishedBank();

        assertThat(published.blueprints())
                .containsExactly(
                        new BankPublished.Blueprint(
                                "short",
                                "short",
                                sections("modeling", 1, "monitoring", 1),
                                0,
                                10,
                                7,
                                new BankPublished.Scale(0, 10),
                                false),
                        new BankPublished.Blueprint(
                                "trial",
                                "Trial",
                                sections("modeling", 7, "monitoring", 4),
                                2,
                                30,
                                720,
                                new BankPublished.Scale(100, 1000),
                                true));
    }

    @Test
    void shouldGoAlongWhenATopicIsMoved() {
        putBlueprint("short", COUNTS).statusCode(201);
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE topic SET path = 'operations' WHERE path = 'monitoring'
                            AND bank_id = (SELECT id FROM bank WHERE slug = :slug)
                        """).bind("slug", bank).execute());

        putModes("exam").statusCode(200);

        BankPublished published = publishedBank();
        assertThat(published.topics()).extracting(BankPublished.BankTopic::path).contains("operations");
        assertThat(published.blueprints())
                .singleElement()
                .satisfies(blueprint ->
                        assertThat(blueprint.sections()).isEqualTo(sections("modeling", 1, "operations", 1)));
        as("learner").get(blueprint("short")).then().body("sections.topic", contains("modeling", "operations"));
    }

    @Test
    void shouldRefuseATaxonomyThatTakesABlueprintItsTopic() {
        putBlueprint("short", COUNTS).statusCode(201);
        int revision = revision();

        put("topics: [{path: modeling/metrics, keywords: [recall]}]")
                .statusCode(409)
                .body("code", equalTo("topic-in-use"))
                .body("field", equalTo("topics"))
                .body("topic", equalTo("monitoring"))
                .body("blueprint", equalTo("short"))
                .body("detail", containsString("/api/v1/banks/" + bank + "/blueprints/short"));

        assertThat(revision()).isEqualTo(revision);
        as("author").get(questions("?topic=monitoring")).then().body("items", hasSize(1));
        put(TOPICS.replace("path: monitoring", "path: monitoring\n    title: Watching"))
                .statusCode(200);
        as("author").delete(blueprint("short")).then().statusCode(204);
        put("topics: [{path: modeling/metrics, keywords: [recall]}]").statusCode(200);
    }

    @Test
    void shouldKeepATopicThatQuestionsNameThemselves() {
        importFile(TWO.replace("Id: two", "Id: two\nTopic: monitoring")).body("updated", equalTo(1));
        putBlueprint("short", COUNTS).statusCode(201);

        put("topics: [{path: modeling/metrics, keywords: [recall]}]")
                .statusCode(200)
                .body("kept", contains("monitoring"));

        as("learner").get(blueprint("short")).then().body("fillable", equalTo(true));
    }

    @Test
    void shouldNotShowLearnersWhatIsForSittingsAlone() {
        putBlueprint("open", COUNTS).statusCode(201);
        putBlueprint("secret", COUNTS.replace("\"minutes\"", "\"sittingOnly\": true, \"minutes\""))
                .statusCode(201)
                .body("sittingOnly", equalTo(true));

        as("learner").get(blueprint("secret")).then().statusCode(404).body("code", equalTo("blueprint-unknown"));
        as("learner").get(blueprints("")).then().statusCode(200).body("items.name", contains("open"));
        for (String role : List.of("author", "instructor", "admin")) {
            as(role).get(blueprint("secret")).then().statusCode(200);
            as(role).get(blueprints("")).then().body("items.name", contains("open", "secret"));
        }
    }

    @Test
    void shouldPageThroughBlueprintsByName() {
        as("learner").get(blueprints("")).then().statusCode(200).body("items", empty());
        for (String name : List.of("b", "a-b", "a", "c9")) {
            putBlueprint(name, COUNTS).statusCode(201);
        }

        String next = as("learner")
                .get(blueprints("?limit=3"))
                .then()
                .body("items.name", contains("a", "a-b", "b"))
                .extract()
                .path("next");
        as("learner")
                .get(blueprints("?limit=3&cursor=" + next))
                .then()
                .body("items.name", contains("c9"))
                .body("next", nullValue());
        as("learner").get(blueprints("?limit=51")).then().statusCode(400).body("field", equalTo("limit"));
    }

    @Test
    void shouldDeleteABlueprint() {
        putBlueprint("short", COUNTS).statusCode(201);
        int revision = revision();

        as("author").delete(blueprint("short")).then().statusCode(204);

        assertThat(revision()).isEqualTo(revision + 1);
        assertThat(publishedBank().blueprints()).isNull();
        as("author").get(blueprint("short")).then().statusCode(404).body("code", equalTo("blueprint-unknown"));
        as("author").delete(blueprint("short")).then().statusCode(404).body("code", equalTo("blueprint-unknown"));
    }

    @Test
    void shouldHoldNoMoreBlueprintsThanOneEventCarries() {
        for (int i = 0; i < 50; i++) {
            putBlueprint("b" + i, COUNTS).statusCode(201);
        }

        putBlueprint("more", COUNTS).statusCode(409).body("code", equalTo("too-many-blueprints"));
        putBlueprint("b7", SHARES).statusCode(200);
        assertThat(publishedBank().blueprints()).hasSize(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT modes", "PUT blueprints/short", "DELETE blueprints/short"})
    void shouldLetAuthorsAndAdministratorsAloneChangeIt(String call) {
        String method = call.split(" ")[0];
        String path = "/api/v1/banks/" + bank + "/" + call.split(" ")[1];
        int revision = revision();

        given().request(method, path).then().statusCode(401);
        for (String role : List.of("learner", "instructor")) {
            as(role).body(COUNTS).request(method, path).then().statusCode(403);
        }
        assertThat(revision()).isEqualTo(revision);
        String body = call.equals("PUT modes") ? "{\"modes\": [\"exam\"]}" : COUNTS;
        putBlueprint("short", COUNTS.replace("10", "20")).statusCode(201);
        as("admin").body(body).request(method, path).then().statusCode(call.startsWith("PUT") ? 200 : 204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"blueprints", "blueprints/short"})
    void shouldShowBlueprintsToCallersWithARoleOnly(String path) {
        given().get("/api/v1/banks/" + bank + "/" + path).then().statusCode(401);
        given().header("Authorization", TestTokens.bearer("nobody", "guest"))
                .get("/api/v1/banks/" + bank + "/" + path)
                .then()
                .statusCode(403);
    }

    @Test
    void shouldSayInItsApiWhatABlueprintIs() {
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body(
                        "paths.'/api/v1/banks/{slug}/blueprints/{name}'.put.responses.'201'.content.'application/json'"
                                + ".schema.'$ref'",
                        equalTo("#/components/schemas/Blueprint"))
                .body(
                        "components.schemas.BlueprintScale.properties.label.examples[0]",
                        equalTo("practice scale, not equated"));
    }

    private static List<BankPublished.Section> sections(String one, int ofOne, String other, int ofOther) {
        return List.of(new BankPublished.Section(one, ofOne), new BankPublished.Section(other, ofOther));
    }

    @Test
    void shouldSayByHowMuchEachSectionFallsShort() {
        putBlueprint("trial", SHARES).statusCode(201);

        as("instructor")
                .get(blueprint("trial") + "/coverage")
                .then()
                .statusCode(200)
                .body("fillable", equalTo(false))
                .body("missing", equalTo(11))
                .body("sections.topic", contains("modeling", "monitoring"))
                .body("sections.count", contains(7, 4))
                .body("sections.available", contains(1, 1))
                .body("sections.missing", contains(6, 3))
                .body("unscored.count", equalTo(2))
                .body("unscored.missing", equalTo(2));

        putBlueprint("small", COUNTS).statusCode(201);
        as("author")
                .get(blueprint("small") + "/coverage")
                .then()
                .body("fillable", equalTo(true))
                .body("missing", equalTo(0));
        EditApi.move(as("author").get(questions("?topic=modeling")).path("items[0].id"), "RETIRED");
        as("author").get(blueprint("small") + "/coverage").then().body("sections.missing", contains(1, 0));
        as("learner").get(blueprint("small") + "/coverage").then().statusCode(403);
        as("author").get(blueprint("none") + "/coverage").then().statusCode(404);
    }
}

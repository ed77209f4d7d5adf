package io.gradeflow.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.events.BankPublished;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "question"))
class TopicMovesTest extends BlueprintApi {

    @BeforeEach
    void addTopics() {
        put(TOPICS + """
              - path: models/metrics
                keywords: [endpoint]
              - path: models/metrics/curves
              - path: models/tuning
            """).statusCode(200);
    }

    @Test
    void shouldMoveATopicWithAllBelowItAndKeepItsIdentity() {
        Map<String, UUID> before = published();
        putBlueprint("trial", COUNTS).statusCode(201).body("fillable", equalTo(true));

        move("{\"topic\": \"modeling\", \"to\": \"ml/building/models\", \"title\": \"Building models\"}")
                .statusCode(200)
                .body("path", equalTo("ml/building/models"))
                .body("topics", equalTo(2))
                .body("questions", equalTo(1))
                .body("published", equalTo(true));

        Map<String, UUID> after = published();
        assertThat(after.get("ml/building/models")).isEqualTo(before.get("modeling"));
        assertThat(after.get("ml/building/models/metrics")).isEqualTo(before.get("modeling/metrics"));
        assertThat(after).containsKeys("ml", "ml/building").doesNotContainKey("modeling");
        assertThat(publishedBank().topics())
                .anyMatch(topic -> topic.path().equals("ml/building/models")
                        && topic.title().equals("Building models"));
        as("author")
                .get(blueprint("trial"))
                .then()
                .body("sections[0].topic", equalTo("ml/building/models"))
                .body("fillable", equalTo(true));
        as("author")
                .get(questions("?topic=ml"))
                .then()
                .body("items.topics", contains(contains("ml/building/models/metrics")));
    }

    @Test
    void shouldGiveATopicAnotherTitleWhereItStands() {
        move("{\"topic\": \"monitoring\", \"title\": \" Watching \"}")
                .statusCode(200)
                .body("topics", equalTo(0));

        as("learner")
                .get("/api/v1/banks/" + bank + "/topics")
                .then()
                .body("topics.find { it.path == 'monitoring' }.title", equalTo("Watching"));
    }

    @Test
    void shouldLetATopicGoUpInAnotherWithAllBelowBoth() {
        Map<String, UUID> before = published();
        String id = as("author").get(questions("?topic=modeling")).path("items[0].id");
        putBlueprint("trial", COUNTS).statusCode(201);

        merge("modeling", "models")
                .statusCode(200)
                .body("path", equalTo("models"))
                .body("topics", equalTo(2))
                .body("tagged", equalTo(1));

        Map<String, UUID> after = published();
        assertThat(after).doesNotContainKeys("modeling", "modeling/metrics");
        assertThat(after.get("models/metrics")).isEqualTo(before.get("models/metrics"));
        assertThat(published(id).getLast().topicIds()).containsExactly(before.get("models/metrics"));
        assertThat(publishedBank().blueprints().getFirst().sections().getFirst().topicPath())
                .isEqualTo("models");
        as("author")
                .get("/api/v1/banks/" + bank + "/topics")
                .then()
                .body("topics.find { it.path == 'models/metrics' }.keywords", containsInAnyOrder("endpoint", "recall"));
        as("author")
                .get("/api/v1/questions/" + id + "/history")
                .then()
                .body("items[0].act", equalTo("tagged"))
                .body("items[0].added", contains("models/metrics"))
                .body("items[0].removed", contains("modeling/metrics"));
    }

    @Test
    void shouldLetATopicGoUpInItsParent() {
        put("topics: [{path: a}, {path: a/b}, {path: a/b/b, title: Inner}, {path: a/b/b/x}, {path: a/b/x}]")
                .statusCode(200);
        Map<String, UUID> before = published();

        merge("a/b", "a").statusCode(200).body("topics", equalTo(4));

        Map<String, UUID> after = published();
        assertThat(after.get("a/b")).isEqualTo(before.get("a/b/b"));
        assertThat(after.get("a/b/x")).isEqualTo(before.get("a/b/b/x"));
        assertThat(after.get("a/x")).isEqualTo(before.get("a/b/x"));
    }

    @Test
    void shouldNameTheFault() {
        BankPublished before = publishedBank();

        refuse("""
            topics/moves  | {"topic": "none", "to": "other"}                | 404 | topic
            topics/moves  | {"topic": "modeling", "to": "monitoring"}       | 409 | to
            topics/moves  | {"topic": "modeling", "to": "modeling/inside"}  | 400 | to
            topics/moves  | {"topic": "modeling", "to": "Not A Path"}       | 400 | to
            topics/moves  | {"topic": "modeling", "to": "a/b/c/d/e/f/g/h"}  | 400 | to
            topics/moves  | {"topic": "modeling"}                           | 400 | to
            topics/moves  | {"topic": "modeling", "title": " "}             | 400 | title
            topics/moves  | {"to": "other"}                                 | 400 | topic
            topics/merges | {"topic": "modeling", "into": "modeling"}       | 400 | into
            topics/merges | {"topic": "modeling", "into": "modeling/metrics"} | 400 | into
            topics/merges | {"topic": "modeling", "into": "none"}           | 404 | into
            topics/merges | {"topic": "none", "into": "modeling"}           | 404 | topic
            topics/merges | {"topic": "modeling"}                           | 400 | into
            """);

        assertThat(publishedBank()).isEqualTo(before);
    }

    @Test
    void shouldNotMergeWhatABlueprintDrawsFromBoth() {
        putBlueprint("trial", COUNTS).statusCode(201);

        merge("modeling", "monitoring")
                .statusCode(409)
                .body("code", equalTo("topic-in-use"))
                .body("blueprint", equalTo("trial"));

        assertThat(published()).containsKeys("modeling", "monitoring");
    }

    @Test
    void shouldTagManyQuestionsAtOnce() {
        String one = as("author").get(questions("?q=positives")).path("items[0].id");
        int revision = revision();

        tag("{\"filter\": {\"kind\": \"SINGLE\"}, \"add\": [\"models/tuning\", \"monitoring\"], \"remove\": [\"modeling/metrics\"]}")
                .statusCode(200)
                .body("matched", equalTo(1))
                .body("changed", equalTo(1))
                .body("untagged", equalTo(0))
                .body("published", equalTo(true));
        tag("{\"ids\": [\"" + one + "\"], \"add\": [\"monitoring\"], \"remove\": [\"modeling/metrics\"]}")
                .statusCode(200)
                .body("changed", equalTo(0));

        assertThat(revision()).isEqualTo(revision + 1);
        as("author").get("/api/v1/questions/" + one).then().body("topics", contains("models/tuning", "monitoring"));
        assertThat(published(one).getLast().topicIds())
                .containsExactlyInAnyOrder(
                        published().get("models/tuning"), published().get("monitoring"));
        as("author")
                .get("/api/v1/questions/" + one + "/history")
                .then()
                .body("items[0].act", equalTo("tagged"))
                .body("items[0].added", contains("models/tuning", "monitoring"))
                .body("items[0].removed", contains("modeling/metrics"));
        put(TOPICS).body("tagged", equalTo(1));
        as("author").get("/api/v1/questions/" + one).then().body("topics", contains("models/tuning", "monitoring"));
        importFile(TWO).body("unchanged", equalTo(2));
        as("author").get("/api/v1/questions/" + one).then().body("topics", contains("models/tuning", "monitoring"));
    }

    @Test
    void shouldTagNothingWhereSomethingIsAtFault() {
        BankPublished before = publishedBank();

        refuse("""
            questions/tags | {"add": ["monitoring"]}                                            | 400 | ids
            questions/tags | {"ids": [], "add": ["monitoring"]}                                 | 400 | ids
            questions/tags | {"ids": [null], "add": ["monitoring"]}                             | 400 | ids
            questions/tags | {"ids": ["6f1c2a7e-6a38-4f0e-9d5e-0b8f2a3f1c11"], "add": ["monitoring"]} | 404 | ids
            questions/tags | {"filter": {}, "ids": [], "add": ["monitoring"]}                   | 400 | ids
            questions/tags | {"filter": {}}                                                     | 400 | add
            questions/tags | {"filter": {}, "add": ["none"]}                                    | 404 | add[0]
            questions/tags | {"filter": {}, "remove": ["monitoring", "none"]}                   | 404 | remove[1]
            questions/tags | {"filter": {}, "add": ["monitoring"], "remove": ["monitoring"]}    | 400 | remove
            questions/tags | {"filter": {"topic": "none"}, "add": ["monitoring"]}               | 404 | filter.topic
            questions/tags | {"filter": {"kind": "ESSAY"}, "add": ["monitoring"]}               | 400 | filter.kind
            questions/tags | {"filter": {"state": "GONE"}, "add": ["monitoring"]}               | 400 | filter.state
            questions/tags | {"filter": {"q": "?!"}, "add": ["monitoring"]}                     | 400 | filter.q
            questions/tags | {"filter": {"words": "x"}, "add": ["monitoring"]}                  | 400 | filter.words
            """);

        assertThat(publishedBank()).isEqualTo(before);
    }

    /** Each line: a call, its body, the status that it gets, the field at fault. One bank for all, for none of them changes it. */
    private void refuse(String lines) {
        lines.lines().map(line -> line.split("\\|")).forEach(parts -> {
            var response = as("author").body(parts[1].strip()).post("/api/v1/banks/" + bank + "/" + parts[0].strip());
            assertThat(response.statusCode() + " " + response.path("field"))
                    .as(String.join("|", parts))
                    .isEqualTo(parts[2].strip() + " " + parts[3].strip());
        });
    }

    @Test
    void shouldCountOnlyWhatIsAskedInTheTree() {
        as("author").get(topics()).then().body("topics.find { it.path == 'monitoring' }.questions", equalTo(1));
        String id = as("author").get(questions("?topic=monitoring")).path("items[0].id");

        EditApi.move(id, "RETIRED").statusCode(200);

        as("author").get(topics()).then().body("topics.find { it.path == 'monitoring' }.questions", equalTo(0));
        as("author").get(topics()).then().body("topics.path", hasItem("monitoring"));
        as("learner").get(topics()).then().body("topics[0].keywords", nullValue());
    }

    private String topics() {
        return "/api/v1/banks/" + bank + "/topics";
    }

    private Map<String, UUID> published() {
        return publishedBank().topics().stream()
                .collect(Collectors.toMap(BankPublished.BankTopic::path, BankPublished.BankTopic::topicId));
    }

    private ValidatableResponse move(String body) {
        return post("moves", body);
    }

    private ValidatableResponse merge(String topic, String into) {
        return post("merges", "{\"topic\": \"" + topic + "\", \"into\": \"" + into + "\"}");
    }

    private ValidatableResponse post(String call, String body) {
        return as("author").body(body).post(topics() + "/" + call).then();
    }

    private ValidatableResponse tag(String body) {
        return as("author").body(body).post(questions("/tags")).then();
    }
}

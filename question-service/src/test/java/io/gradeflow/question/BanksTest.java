package io.gradeflow.question;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.devstack.testing.TopicRecords;
import io.gradeflow.events.BankDigest;
import io.gradeflow.events.BankPublished;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.QuestionPublished;
import io.gradeflow.events.Topic;
import io.gradeflow.grading.ChoiceKey;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "question"))
class BanksTest extends BankApi {

    @Test
    void shouldListBanksAndRefuseATakenSlug() {
        as("learner").get("/api/v1/banks?limit=500").then().statusCode(200).body("items.slug", hasItem(bank));
        as("learner").get("/api/v1/banks/" + bank).then().statusCode(200).body("title", equalTo("A bank"));
        as("learner").get("/api/v1/banks/none").then().statusCode(404).body("code", equalTo("bank-unknown"));
        as("author")
                .body(Map.of("slug", bank, "title", "Again"))
                .post("/api/v1/banks")
                .then()
                .statusCode(409)
                .body("code", equalTo("bank-exists"));
        as("author")
                .body(Map.of("slug", "No Slug", "title", "x"))
                .post("/api/v1/banks")
                .then()
                .statusCode(400)
                .body("field", equalTo("slug"));
    }

    @Test
    void shouldPageThroughBanks() {
        String next = as("learner")
                .get("/api/v1/banks?limit=1")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .extract()
                .path("next");
        as("author").body(Map.of("slug", "zz-" + bank, "title", "x")).post("/api/v1/banks");

        assertThat(next == null).isFalse();
        as("learner")
                .get("/api/v1/banks?limit=1&cursor=" + next)
                .then()
                .statusCode(200)
                .body("items", hasSize(1));
        as("learner").get("/api/v1/banks?cursor=*").then().statusCode(400).body("field", equalTo("cursor"));
        as("learner").get("/api/v1/banks?limit=0").then().statusCode(400).body("field", equalTo("limit"));
        as("author").get(questions("?q=a%00b")).then().statusCode(400);
    }

    @Test
    void shouldTagAnewWhenTheTaxonomyComesLater() {
        importFile(TWO).body("untagged", equalTo(2));

        put(TOPICS).statusCode(200).body("tagged", equalTo(2)).body("untagged", equalTo(0));

        as("author")
                .get(questions("?topic=modeling"))
                .then()
                .body("items", hasSize(1))
                .body("items[0].externalId", equalTo("one"))
                .body("items[0].topics", contains("modeling/metrics"));
        assertThat(published(as("author").get(questions("?q=RECALL")).path("items[0].id"))
                        .getLast()
                        .topicIds())
                .hasSize(1);
        put("topics: [{path: Not A Path}]").statusCode(400).body("field", equalTo("topics[0].path"));
        put("topics: [").statusCode(400).body("code", equalTo("invalid-taxonomy"));
    }

    @Test
    void shouldGiveQuestionsOfEveryKindTheTopicsThatAnImportGivesThem() {
        put("""
                topics:
                  - {path: right, keywords: [needle]}
                  - {path: wrong, keywords: [hay]}
                """).statusCode(200);
        String file = """
                {"type":"single","stem":"a","choices":[{"id":"A","text":"needle","correct":true},{"id":"B","text":"hay"}]}
                {"type":"short-text","stem":"b","answers":[{"text":"needle"},{"text":"hay","weight":"1/2"}]}
                {"type":"matching","stem":"c","pairs":[{"prompt":"p","answer":"needle"},{"prompt":"q","answer":"x"}],"distractors":["hay"]}
                {"type":"matching","stem":"d","pairs":[{"prompt":"needle","answer":"1"},{"prompt":"q","answer":"2"}]}
                {"type":"ordering","stem":"e","order":["needle","x"]}
                """;
        String withdrawn =
                importFile(file).body("imported", equalTo(5)).extract().path("questions[0].id");
        as("author")
                .body("{\"effect\": \"withdraw\", \"reason\": \"It was outdated.\"}")
                .post("/api/v1/questions/" + withdrawn + "/revisions/1/corrections")
                .then()
                .statusCode(202);

        put("topics: [{path: right, keywords: [needle]}, {path: wrong, keywords: [hay]}]")
                .statusCode(200)
                .body("tagged", equalTo(5));

        as("author").get(questions("")).then().body("items.topics", everyItem(contains("right")));
        importFile(file).body("unchanged", equalTo(5));
    }

    @Test
    void shouldTellKeywordsToTheStaffAlone() {
        put(TOPICS).statusCode(200);

        String topics = "/api/v1/banks/" + bank + "/topics";
        as("author")
                .get(topics)
                .then()
                .body("topics.find { it.path == 'modeling/metrics' }.keywords", contains("recall"));
        as("learner")
                .get(topics)
                .then()
                .statusCode(200)
                .body("topics.path", contains("modeling", "modeling/metrics", "monitoring"))
                .body("topics.keywords", everyItem(nullValue()));
    }

    @Test
    void shouldShowQuestionsPageByPage() {
        importFile(IntStream.range(0, 5).mapToObj(BankApi::numbered).collect(Collectors.joining("---\n")));

        String next = as("author")
                .get(questions("?limit=3"))
                .then()
                .body("items.stem", contains("Question 0?", "Question 1?", "Question 2?"))
                .body("items[0].choices.correct", contains(true, false))
                .extract()
                .path("next");
        as("author")
                .get(questions("?limit=3&cursor=" + next))
                .then()
                .body("items.stem", contains("Question 3?", "Question 4?"))
                .body("next", nullValue());
        as("author").get(questions("?untagged=true&q=question%203")).then().body("items", hasSize(1));
        as("author").get(questions("?topic=none")).then().statusCode(404);
        as("author").get("/api/v1/questions/" + UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void shouldPublishKeysBeforeQuestionsBeforeTheBank() {
        importFile(TWO);

        String bankId = as("author").get("/api/v1/banks/" + bank).path("id");
        BankPublished published = publishedBank();
        List<QuestionPublished> questions = TopicRecords.of(Topic.QUESTIONS.topicName()).stream()
                .map(record -> EventJson.read(record.value(), QuestionPublished.class))
                .filter(event -> event.bankId().toString().equals(bankId))
                .toList();

        assertThat(published.questionCount()).isEqualTo(2);
        assertThat(published.digest())
                .isEqualTo(BankDigest.of(questions.stream()
                        .map(question -> new BankDigest.Entry(question.questionId(), question.revision()))
                        .toList()));
        for (QuestionPublished question : questions) {
            assertThat(keys(question.questionId().toString())).isNotEmpty();
        }
        long lastKey = lastTimestamp(Topic.ANSWER_KEYS, bankId);
        long lastQuestion = lastTimestamp(Topic.QUESTIONS, bankId);
        assertThat(lastKey).isLessThanOrEqualTo(lastQuestion);
        assertThat(lastQuestion).isLessThanOrEqualTo(lastTimestamp(Topic.BANKS, bankId));
    }

    @Test
    void shouldKeepKeysOutOfTheQuestionsTopic() {
        String id = importFile(TWO).extract().path("questions[1].id");

        assertThat(keys(id).getLast().key()).isEqualTo(ChoiceKey.allOrNothing(List.of("A", "B")));
        String shown = TopicRecords.of(Topic.QUESTIONS.topicName()).stream()
                .filter(record -> record.key().startsWith(id))
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
        assertThat(shown).doesNotContain("correct").doesNotContain("explanation");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/banks, learner instructor",
        "PUT, /api/v1/banks/x/topics, learner instructor",
        "POST, /api/v1/banks/x/imports, learner instructor",
        "GET, /api/v1/banks/x/questions, learner",
        "GET, /api/v1/questions/6f1c2a7e-6a38-4f0e-9d5e-0b8f2a3f1c11, learner",
        "POST, /api/v1/questions/6f1c2a7e-6a38-4f0e-9d5e-0b8f2a3f1c11/revisions/1/corrections, learner instructor",
        "GET, /api/v1/questions/6f1c2a7e-6a38-4f0e-9d5e-0b8f2a3f1c11/revisions/1/corrections, learner instructor",
        "GET, /api/v1/banks, ",
        "GET, /api/v1/banks/x, ",
        "GET, /api/v1/banks/x/topics, "
    })
    void shouldRefuseCallersWithoutTheRole(String method, String path, String roles) {
        given().request(method, path).then().statusCode(401).body("code", equalTo("unauthenticated"));
        given().header("Authorization", TestTokens.bearer("nobody", "guest"))
                .contentType("application/json")
                .request(method, path)
                .then()
                .statusCode(403);
        if (roles != null) {
            for (String role : roles.split(" ")) {
                as(role).request(method, path).then().statusCode(403).body("code", equalTo("forbidden"));
            }
        }
    }

    @Test
    void shouldShowItsApi() {
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("paths.'/api/v1/banks/{slug}/imports'.post.summary", notNullValue());
    }
}

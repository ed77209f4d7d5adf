package io.gradeflow.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.events.QuestionPublished;
import io.gradeflow.platform.http.Cursor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "question"))
class EditingTest extends EditApi {

    @Test
    void shouldMakeANewRevisionOfAPublishedQuestion() {
        String id = importFile(TWO).extract().path("questions[0].id");
        String etag = shown(id).extract().header("ETag");
        assertThat(etag).matches("\"[0-9a-f]{32}\"");

        String next = editIfMatch(id, etag, SINGLE)
                .statusCode(200)
                .body("question.revision", equalTo(2))
                .body("question.externalId", equalTo("one"))
                .body("question.topics", contains("modeling/metrics"))
                .body("warnings.code", contains("topic-created"))
                .extract()
                .header("ETag");

        assertThat(next).isNotEqualTo(etag).isEqualTo(shown(id).extract().header("ETag"));
        assertThat(published(id))
                .extracting(QuestionPublished::state)
                .containsExactly(QuestionPublished.State.RETIRED, QuestionPublished.State.PUBLISHED);
        assertThat(published(id).getLast().introducedIn()).isEqualTo(revision());
        assertThat(keys(id)).extracting(key -> key.revision()).contains(1, 2);
        editIfMatch(id, etag, SINGLE.replace("false", "needless"))
                .statusCode(412)
                .body("code", equalTo("question-changed"))
                .body("etag", equalTo(next));
        shown(id).body("revision", equalTo(2));
    }

    @Test
    void shouldChangeNothingWhereTheQuestionIsTheSame() {
        String id = importFile(TWO).extract().path("questions[0].id");
        edit(id, SINGLE).statusCode(200);
        int revision = revision();
        String etag = shown(id).extract().header("ETag");

        editIfMatch(id, "\"other\", " + etag, SINGLE)
                .statusCode(200)
                .header("ETag", equalTo(etag))
                .body("warnings", empty());

        assertThat(revision()).isEqualTo(revision);
        history(id).body("items.act", contains("revised", "created"));
    }

    @Test
    void shouldTellOneOfTwoWhoChangeTheSameThatTheOtherWasFirst() {
        String id = importFile(TWO).extract().path("questions[0].id");
        String etag = shown(id).extract().header("ETag");

        List<Integer> statuses = IntStream.range(0, 4)
                .parallel()
                .mapToObj(i -> editIfMatch(id, etag, SINGLE.replace("false", "false " + i))
                        .extract()
                        .statusCode())
                .sorted()
                .toList();

        assertThat(statuses).containsExactly(200, 412, 412, 412);
        shown(id).body("revision", equalTo(2));
    }

    @Test
    void shouldMakeNoRevisionOfOtherTopicsOrAnotherExplanation() {
        String id = importFile(TWO).extract().path("questions[0].id");
        edit(id, SINGLE).statusCode(200);

        edit(id, SINGLE.replace("divides", "is divided")).statusCode(200).body("question.revision", equalTo(2));
        edit(id, SINGLE.replace("divides", "is divided").replace("modeling/", "learning/"))
                .statusCode(200)
                .body("question.revision", equalTo(2))
                .body("question.topics", contains("learning/metrics"));

        history(id)
                .body("items.act", contains("tagged", "amended", "revised", "created"))
                .body("items[0].added", contains("learning/metrics"))
                .body("items[0].removed", contains("modeling/metrics"));
        assertThat(published(id).getLast().topicIds()).hasSize(1);
        assertThat(keys(id)).anyMatch(key -> String.valueOf(key.explanation()).startsWith("It is divided"));
    }

    @Test
    void shouldTakeBackTheKeyOfBeforeACorrectionOnlyWhereTheAuthorSaysSo() {
        String id = importFile(TWO).extract().path("questions[0].id");
        edit(id, SINGLE).statusCode(200);
        as("author")
                .body("{\"effect\": \"regrade\", \"choices\": [\"B\"], \"reason\": \"Marked by mistake.\"}")
                .post("/api/v1/questions/" + id + "/revisions/2/corrections")
                .then()
                .statusCode(202);

        String corrected = SINGLE.replace("\"Precision\", \"correct\": true", "\"Precision\"")
                .replace("\"Recall\"", "\"Recall\", \"correct\": true");
        edit(id, corrected)
                .statusCode(200)
                .body("question.revision", equalTo(2))
                .body("warnings", empty());
        edit(id, SINGLE)
                .statusCode(200)
                .body("question.revision", equalTo(3))
                .body("question.key.choices", contains("A"))
                .body("warnings.code", contains("corrected-key"));
    }

    @Test
    void shouldAskNoWithdrawnQuestionAnewWhereOnlyItsTopicsChange() {
        String id = importFile(TWO).extract().path("questions[1].id");
        as("author")
                .body("{\"effect\": \"withdraw\", \"reason\": \"The exhibit is missing.\"}")
                .post("/api/v1/questions/" + id + "/revisions/1/corrections")
                .then()
                .statusCode(202);
        String source = as("author").get("/api/v1/questions/" + id + "/source").asString();

        edit(id, source.replaceFirst("\\{", "{\"topics\": [\"monitoring\"], \"explanation\": \"Both do.\", "))
                .statusCode(200)
                .body("question.revision", equalTo(1))
                .body("question.topics", contains("monitoring"))
                .body("question.key.kind", equalTo("withdrawn"))
                .body("warnings.code", contains("topic-created"));
        edit(id, source.replace("Glue", "Lambda"))
                .statusCode(200)
                .body("question.revision", equalTo(2))
                .body("question.key.kind", equalTo("choice"))
                .body("warnings.code", contains("corrected-key"));
    }

    @Test
    void shouldTakeNoMoreThanAnyQuestionHas() {
        String id = draft(SINGLE);
        String long4 = SINGLE.replace("Precision", "x".repeat(4 * 1024 * 1024));
        String long10 = "{\"state\": \"RETIRED\", \"reason\": \"" + "x".repeat(10 * 1024 * 1024) + "\"}";

        write(long4).statusCode(413).body("code", equalTo("body-too-large"));
        edit(id, long4).statusCode(413);
        write("").statusCode(400).body("code", equalTo("body-missing"));
        as("author")
                .body(long10)
                .put("/api/v1/questions/" + id + "/state")
                .then()
                .statusCode(413);
        edit(id, SINGLE).statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type': 'multiple', 'stem': 'S?', 'select': {'min': 1, 'max': 3}, 'choices': [{'id': 'A', 'text': 'a',"
                        + " 'correct': true}, {'id': 'B', 'text': 'b', 'correct': true}, {'id': 'C', 'text': 'c'}]}",
                "{'type': 'true-false', 'stem': 'S.', 'answer': false}",
                "{'type': 'short-text', 'stem': 'S?', 'answers': [{'text': 'a'}]}",
                "{'type': 'numeric', 'stem': 'S?', 'answers': [{'value': 0.12345678901234567890, 'tolerance': 1e-30}]}",
                "{'type': 'matching', 'stem': 'S?', 'pairs': [{'prompt': 'p', 'answer': 'a'}, {'prompt': 'q', 'answer': 'b'}]}",
                "{'type': 'ordering', 'stem': 'S?', 'order': ['x', 'y', 'z']}"
            })
    void shouldWriteAndChangeQuestionsOfEveryKind(String form) {
        String question = form.replace('\'', '"');
        String id = draft(question);
        move(id, "PUBLISHED").statusCode(200);

        edit(id, question).statusCode(200).body("question.revision", equalTo(1));
        edit(id, question.replace("\"S", "\"So")).statusCode(200).body("question.revision", equalTo(2));

        assertThat(published(id)).hasSize(2);
        assertThat(keys(id)).extracting(key -> key.revision()).contains(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {}                                                                                | type
            {"foo": {"type": "true-false", "stem": "x", "answer": true}}                      | type
            {"type": "matching", "pairs": [{"prompt": "p", "answer": "1"}, {"prompt": "q", "answer": "2"}]}  | stem
            {"type": "essay", "stem": "S?"}                                                   | type
            {"type": "single", "choices": []}                                                 | stem
            {"type": "single", "stem": " ", "choices": []}                                    | choices
            {"type": "single", "stem": "S?", "choices": [{"id": "A", "text": "a"}, {"id": "B", "text": "b"}]}  | choices
            {"type": "single", "stem": "S?", "choices": [{"id": "A", "text": "a", "right": 1}]} | right
            {"type": "true-false", "stem": "S?", "answer": "yes"}                             | answer
            {"type": "true-false", "stem": "S?", "answer": true, "topics": ["Not A Path"]}    | topics
            {"type": "true-false", "stem": "S?", "answer": true, "maximum": 0}                | maximum
            {"type": "numeric", "stem": "S?", "answers": [{"min": 2, "max": 1}]}              | answers
            {"type": "matching", "stem": "S?", "pairs": [{"prompt": "p", "answer": "a"}]}     | pairs
            {"type": "ordering", "stem": "S?", "order": ["x", "x"]}                           | order
            """)
    void shouldNameTheFaultOfAQuestion(String question, String field) {
        write(question)
                .statusCode(400)
                .body("code", equalTo("question-invalid"))
                .body("field", equalTo(field))
                .body("problems.field", hasItem(field))
                .body("problems[0].message", notNullValue());

        as("author").get(questions("")).then().body("items", empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "{", "{} {}", "1"})
    void shouldSayWhatItReadsWhereTheBodyIsNoQuestion(String body) {
        write(body).statusCode(400).body("code", equalTo("malformed-json"));
        edit(UUID.randomUUID().toString(), body).statusCode(400);
    }

    @Test
    void shouldNotWriteAQuestionTwice() {
        String id = draft(SINGLE);

        write(SINGLE).statusCode(409).body("code", equalTo("question-exists")).body("question", equalTo(id));
        String one = importFile(TWO).extract().path("questions[0].id");
        write(SINGLE.replace("\"type\"", "\"externalId\": \"one\", \"type\""))
                .statusCode(409)
                .body("field", equalTo("externalId"))
                .body("question", equalTo(one));
        edit(id, SINGLE.replace("\"type\"", "\"externalId\": \"one\", \"type\""))
                .statusCode(409);
        edit(one, SINGLE).statusCode(200).body("warnings.code", hasItem("same-wording"));
        as("author").body(SINGLE).post("/api/v1/banks/none/questions").then().statusCode(404);
        edit(UUID.randomUUID().toString(), SINGLE).statusCode(404).body("code", equalTo("question-unknown"));
    }

    @Test
    void shouldShowRevisionsAndWhatSetsThemApart() {
        String id = importFile(TWO).extract().path("questions[0].id");
        edit(id, SINGLE).statusCode(200);
        String revisions = "/api/v1/questions/" + id + "/revisions";

        as("instructor")
                .get(revisions)
                .then()
                .statusCode(200)
                .body("items.revision", contains(2, 1))
                .body("items[0].retiredIn", nullValue())
                .body("items[1].retiredIn", equalTo(revision()))
                .body("items[1].topics", empty());
        String next = as("author").get(revisions + "?limit=1").path("next");
        as("author").get(revisions + "?limit=1&cursor=" + next).then().body("items.revision", contains(1));
        as("author")
                .get(revisions + "/1")
                .then()
                .statusCode(200)
                .body("stem", equalTo("Which metric counts missed positives?"))
                .body("key.choices", contains("A"));
        as("author")
                .get(revisions + "/1/diff/2")
                .then()
                .statusCode(200)
                .body("changed", contains("stem", "choices", "explanation", "topics"))
                .body("stem.op", contains("same", "removed", "added", "same", "removed", "added", "same"))
                .body("choices[0].before", equalTo("B"))
                .body("choices[0].after", equalTo("A"))
                .body("choices[0].correctBefore", equalTo(false))
                .body("topics.after", contains("modeling/metrics"));
        as("author").get(revisions + "/2/diff/2").then().statusCode(200).body("changed", empty());
        as("author").get(revisions + "/1/diff/3").then().statusCode(404).body("code", equalTo("revision-unknown"));
        as("author").get(revisions + "/0").then().statusCode(404);
        as("author")
                .get("/api/v1/questions/" + UUID.randomUUID() + "/revisions")
                .then()
                .statusCode(404);
    }

    @Test
    void shouldKeepInTheHistoryWhatFilesAndRulesChange() {
        String id = importFile(TWO).extract().path("questions[0].id");

        put(TOPICS).statusCode(200);
        importFile(TWO.replace("It divides", "It is divided"));
        importFile(TWO.replace("It divides", "It is divided").replace("Id: one", "Topic: other\n\nId: one"));
        importFile(TWO.replace("It divides", "It is divided").replace("Id: one", "Topic: other\n\nId: one"));

        history(id)
                .body("items.act", contains("tagged", "amended", "tagged", "created"))
                .body("items[0].added", contains("other"))
                .body("items[0].removed", contains("modeling/metrics"))
                .body("items[2].added", contains("modeling/metrics"));
    }

    @Test
    void shouldPageThroughTheHistory() {
        String id = draft(SINGLE);
        move(id, "PUBLISHED");
        edit(id, SINGLE.replace("false", "needless"));
        move(id, "RETIRED");
        String history = "/api/v1/questions/" + id + "/history?limit=2";

        String next = as("instructor")
                .get(history)
                .then()
                .body("items.act", contains("retired", "revised"))
                .extract()
                .path("next");
        as("author")
                .get(history + "&cursor=" + next)
                .then()
                .body("items.act", contains("published", "created"))
                .body("items[0].by", notNullValue())
                .body("next", nullValue());
        for (String cursor : List.of("a", "+999999999-12-31T23:59:59Z|1")) {
            as("author")
                    .get(history + "&cursor=" + Cursor.encode(cursor))
                    .then()
                    .statusCode(400)
                    .body("field", equalTo("cursor"));
        }
        as("author")
                .get("/api/v1/questions/" + UUID.randomUUID() + "/history")
                .then()
                .statusCode(404);
        as("author").get("/api/v1/questions/" + id + "/history?limit=1").then().body("items", hasSize(1));
    }
}

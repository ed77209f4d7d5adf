package io.gradeflow.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import io.gradeflow.devstack.testing.DevStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "question"))
class ExportsTest extends BankApi {

    private static final Path SAMPLE = Path.of(System.getProperty("gradeflow.root"), "samples", "aws-ml-engineer");

    /** What Moodle would score in another way comes back as it was, too. */
    @ParameterizedTest
    @CsvSource({"jsonl, 0", "moodle, 20", "gift, 20", "qti3, 0", "csv, 0", "marked, 0"})
    void shouldChangeNothingWhereTheSampleBankIsExportedAndImportedAgain(String format, int lossy) throws IOException {
        put(Files.readString(SAMPLE.resolve("topics.yaml"))).statusCode(200);
        importFile(Files.readString(SAMPLE.resolve("questions.txt"))).body("rejected", equalTo(0));
        int before = revision();

        JsonPath report = report(format);
        byte[] file = exported(format).extract().asByteArray();
        JsonPath again = imported(file, "auto").extract().jsonPath();

        assertThat(again.getInt("unchanged"))
                .as("%s: %s", format, again.getList("questions.findAll { it.status != 'unchanged' }"))
                .isEqualTo(again.getList("questions").size())
                .isEqualTo(report.getInt("whole") + lossy);
        assertThat(report.getInt("changed")).isEqualTo(lossy);
        assertThat(report.getInt("leftOut")).isZero();
        assertThat(revision()).isEqualTo(before);
    }

    @Test
    void shouldHoldEveryKindAndScoringInJsonLines() {
        importFile("""
                {"externalId":"1","type":"true-false","stem":"Water is wet.","answer":true,"maximum":2}
                {"type":"short-text","stem":"Capital of France?","spaces":"ignore","caseSensitive":true,\
                "answers":[{"text":"Paris"},{"text":"P*","weight":"1/3"}]}
                {"type":"numeric","stem":"Pi?","topics":["maths"],"answers":[{"value":3.14,"tolerance":0.01}]}
                {"externalId":"4","type":"matching","stem":"Capitals?","scoring":"right-minus-wrong","distractors":["Bonn"],\
                "pairs":[{"prompt":"Italy","answer":"Rome"},{"prompt":"France","answer":"Paris"}]}
                {"externalId":"5","type":"ordering","stem":"Sort","scoring":"per-position","order":["tape","disk"],\
                "explanation":"Tape\\u200dis slow."}
                {"type":"multiple","stem":"Which?","scoring":"map-response","otherwise":-0.5,"least":"1/3","most":2,\
                "select":{"min":1,"max":3},"choices":[{"id":"x","text":"a","correct":true,"weight":2},\
                {"id":"y","text":"b"},{"id":"z","text":"c","weight":"1/7"}]}
                """).body("rejected", equalTo(0));

        report("jsonl");
        byte[] file = exported("jsonl").extract().asByteArray();

        imported(file, "jsonl").body("unchanged", equalTo(6)).body("questions.problems.flatten()", empty());
        assertThat(report("jsonl").getInt("whole")).isEqualTo(6);
        String gift = exported("gift").extract().asString();
        assertThat(gift)
                .contains("// Left out: 5")
                .contains("// kind-unsupported: GIFT can't hold questions of the kind ordering.");
        imported(gift.getBytes(StandardCharsets.UTF_8), "gift")
                .body("questions.size()", equalTo(5))
                .body("rejected", equalTo(0));
    }

    @Test
    void shouldExportTheKeyInForceAndForWithdrawnQuestionsTheOneBefore() {
        List<String> ids = importFile(TWO).extract().path("questions.id");
        correct(ids.getFirst(), """
                {"effect": "regrade", "choices": ["B"], "reason": "Marked by mistake."}""");
        correct(ids.getLast(), """
                {"effect": "withdraw", "reason": "The exhibit is missing."}""");

        String file = exported("jsonl").extract().asString();

        assertThat(file.lines().findFirst().orElseThrow())
                .contains("{\"id\":\"B\",\"text\":\"Precision\",\"correct\":true}");
        JsonPath report = report("jsonl");
        assertThat(report.getList("questions.losses.code.flatten()")).isEqualTo(List.of("correction-lost"));
        assertThat(report.getString("questions[0].externalId")).isEqualTo("two");
        imported(file.getBytes(StandardCharsets.UTF_8), "auto").body("unchanged", equalTo(2));
    }

    @Test
    void shouldKeepApartWhatHasNoTopicsFromWhatTheRulesMayGiveSome() {
        List<String> ids = importFile(TWO).extract().path("questions.id");
        put(TOPICS).statusCode(200);
        as("author")
                .body("{\"filter\": {}, \"remove\": [\"modeling/metrics\"]}")
                .post(questions("/tags"))
                .then()
                .statusCode(200)
                .body("changed", equalTo(1));

        String file = exported("jsonl").extract().asString();
        assertThat(file.lines().toList().getFirst()).contains("\"topics\":[]");
        assertThat(file.lines().toList().getLast()).doesNotContain("topics");
        for (String format : List.of("jsonl", "moodle", "gift", "qti3", "csv", "marked")) {
            imported(exported(format).extract().asByteArray(), "auto").body("unchanged", equalTo(2));
        }
        String source = as("author")
                .get("/api/v1/questions/" + ids.getFirst() + "/source")
                .asString();
        as("author")
                .body(source)
                .put("/api/v1/questions/" + ids.getFirst())
                .then()
                .statusCode(200)
                .body("question.topics", empty());
        put(TOPICS).statusCode(200).body("untagged", equalTo(0));
        as("author").get("/api/v1/questions/" + ids.getFirst()).then().body("topics", empty());
        as("author")
                .body(source.replace("\"topics\":[],", ""))
                .put("/api/v1/questions/" + ids.getFirst())
                .then()
                .statusCode(200)
                .body("question.topics", contains("modeling/metrics"));
    }

    @Test
    void shouldExportMoreThanAPortionInTheOrderOfTheBank() {
        String questions =
                IntStream.rangeClosed(1, 1_203).mapToObj(BankApi::numbered).collect(Collectors.joining("---\n"));
        importFile(questions).body("imported", equalTo(1_203));

        List<String> stems = exported("jsonl")
                .extract()
                .asString()
                .lines()
                .map(line -> JsonPath.from(line).getString("stem"))
                .toList();

        assertThat(stems)
                .isEqualTo(IntStream.rangeClosed(1, 1_203)
                        .mapToObj(number -> "Question " + number + "?")
                        .toList());
        assertThat(report("csv").getInt("whole")).isEqualTo(1_203);
    }

    @Test
    void shouldExportABankWithoutQuestionsAndWithoutRunningFormulas() {
        assertThat(exported("csv").extract().asString())
                .isEqualTo("external id,type,question,correct,select,topics,explanation,points"
                                .replaceAll("[^,]+", "\"$0\"")
                        + "\r\n");

        importFile("""
                {"externalId":"=cmd()","type":"single","stem":"+1 or -1?","choices":[{"id":"A","text":"@a","correct":true},\
                {"id":"B","text":"'=b"}]}
                """);

        String table = exported("csv").extract().asString();
        assertThat(table).contains("\"'=cmd()\",\"single\",\"'+1 or -1?\",\"'@a\",\"''=b\",\"A\",\"\",");
        imported(table.getBytes(StandardCharsets.UTF_8), "csv").body("unchanged", equalTo(1));
    }

    @Test
    void shouldHaveNoDraftsInFilesAndGiveTheSourceOfAny() {
        String source = "{\"externalId\":\"d\",\"type\":\"true-false\",\"stem\":\"Is it?\",\"answer\":true}";
        String id = as("author")
                .body(source)
                .post("/api/v1/banks/" + bank + "/questions")
                .then()
                .statusCode(201)
                .extract()
                .path("question.id");

        assertThat(exported("jsonl").extract().asString()).isEmpty();
        assertThat(report("jsonl").getInt("whole")).isZero();
        as("author")
                .get("/api/v1/questions/" + id + "/source")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body(equalTo(source));
        as("learner").get("/api/v1/questions/" + id + "/source").then().statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/report"})
    void shouldRefuseOtherFormatsAndBanksThatAreNot(String path) {
        as("author")
                .get("/api/v1/banks/" + bank + "/export" + path + "?format=pdf")
                .then()
                .statusCode(400)
                .body("code", equalTo("format-unknown"))
                .body("field", equalTo("format"))
                .body("detail", containsString("jsonl, csv, gift, moodle, qti3, marked"));
        as("author")
                .get("/api/v1/banks/" + bank + "/export" + path)
                .then()
                .statusCode(400)
                .body("field", equalTo("format"));
        as("author")
                .get("/api/v1/banks/none-such/export" + path + "?format=gift")
                .then()
                .statusCode(404)
                .body("code", equalTo("bank-unknown"));
        as("instructor")
                .get("/api/v1/banks/" + bank + "/export" + path + "?format=gift")
                .then()
                .statusCode(403);
    }

    @Test
    void shouldSayWhatAFormatCantHoldForEachQuestion() {
        importFile("""
                {"externalId":"o","type":"ordering","stem":"Sort","order":["tape","disk"]}
                {"externalId":"m","type":"multiple","stem":"Which?","select":2,"maximum":3,"choices":[\
                {"id":"A","text":"a","correct":true},{"id":"B","text":"b","correct":true},{"id":"C","text":"c"}]}
                """);

        as("admin")
                .get("/api/v1/banks/" + bank + "/export/report?format=gift")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("format", equalTo("gift"))
                .body("whole", equalTo(0))
                .body("changed", equalTo(1))
                .body("leftOut", equalTo(1))
                .body("questions[0].number", equalTo(1))
                .body("questions[0].leftOut", equalTo(true))
                .body("questions[0].losses.code", hasItems("kind-unsupported"))
                .body("questions[1].losses.code", hasItems("maximum-changed", "policy-changed", "select-changed"))
                .body("questions[1].losses.message", not(hasItems("")));
    }

    private static void correct(String question, String body) {
        as("author")
                .body(body)
                .post("/api/v1/questions/" + question + "/revisions/1/corrections")
                .then()
                .statusCode(202);
    }

    private ValidatableResponse exported(String format) {
        return as("author")
                .get("/api/v1/banks/" + bank + "/export?format=" + format)
                .then()
                .statusCode(200)
                .header("Content-Disposition", containsString("attachment; filename=\"" + bank + "."));
    }

    private JsonPath report(String format) {
        return as("author")
                .get("/api/v1/banks/" + bank + "/export/report?format=" + format)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private ValidatableResponse imported(byte[] file, String format) {
        return as("author")
                .contentType("application/octet-stream")
                .body(file)
                .post("/api/v1/banks/" + bank + "/imports?format=" + format)
                .then()
                .statusCode(200);
    }
}

package io.gradeflow.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.question.formats.SmallPicture;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files bring pictures along, and take them. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "question"))
class BroughtPicturesTest extends BankApi {

    private static final String QUIZ = """
            <quiz><question type="matching"><idnumber>m</idnumber>
            <questiontext format="html"><text><![CDATA[Which? <img src="@@PLUGINFILE@@/x.gif">]]></text>
            <file name="x.gif" path="/" encoding="base64">%s</file></questiontext>
            <subquestion><text>p</text><answer><text>1</text></answer></subquestion>
            <subquestion><text>q</text><answer><text>2</text></answer></subquestion></question></quiz>
            """.formatted(SmallPicture.base64(7));

    @Test
    void shouldKeepThePicturesOfAFileOnceHoweverOftenItComes() {
        assertThat(imported(bank, QUIZ, "?dryRun=true")
                        .body("imported", equalTo(1))
                        .extract()
                        .<List<?>>path("questions[0].problems"))
                .isEmpty();
        assets(bank).body("items", empty());

        imported(bank, QUIZ, "").body("imported", equalTo(1)).body("questions[0].problems", empty());

        String name = assets(bank).body("items.size()", equalTo(1)).extract().path("items[0].name");
        assertThat(name).matches("[0-9a-f]{20}\\.gif");
        assertThat(as("author").get(questions("")).<String>path("items[0].stem"))
                .isEqualTo("Which? ![](asset:" + name + ")");
        assertThat(as("learner")
                        .get("/api/v1/banks/" + bank + "/assets/" + name)
                        .asByteArray())
                .isEqualTo(SmallPicture.gif(7));
        imported(bank, QUIZ, "").body("unchanged", equalTo(1));

        // Whoever puts another picture in its place wants to have that shown.
        keep(bank, name, SmallPicture.gif(8)).statusCode(200);
        imported(bank, QUIZ, "").body("unchanged", equalTo(1));
        assets(bank).body("items.size()", equalTo(1));
    }

    @Test
    void shouldShowThePictureThatTheBankHasAlready() {
        keep(bank, "net.gif", SmallPicture.gif(7)).statusCode(201);

        imported(bank, QUIZ, "").body("imported", equalTo(1));

        assets(bank).body("items.size()", equalTo(1));
        assertThat(as("author").get(questions("")).<String>path("items[0].stem"))
                .endsWith("(asset:net.gif)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"moodle", "qti3"})
    void shouldTakePicturesToOtherBanksAndBack(String format) {
        keep(bank, "a.gif", SmallPicture.gif(1)).statusCode(201);
        keep(bank, "b.gif", SmallPicture.gif(2)).statusCode(201);
        importFile("""
                {"externalId":"1","type":"true-false","stem":"Is it ![a](asset:a.gif)?","answer":true,"explanation":"![](asset:b.gif)"}
                {"externalId":"2","type":"matching","stem":"Which?","scoring":"%s",\
                "pairs":[{"prompt":"![](asset:b.gif) p","answer":"x"},{"prompt":"q","answer":"y"}]}
                """.formatted(format.equals("moodle") ? "per-pair" : "all-or-nothing"))
                .body("imported", equalTo(2));
        byte[] file = as("author")
                .get("/api/v1/banks/" + bank + "/export?format=" + format)
                .asByteArray();
        String other = "other-" + bank;
        String taken = "taken-" + bank;
        for (String slug : List.of(other, taken)) {
            as("author").body(Map.of("slug", slug, "title", "x")).post("/api/v1/banks");
        }
        keep(taken, "a.gif", SmallPicture.gif(9)).statusCode(201);

        imported(bank, file, "").body("unchanged", equalTo(2));
        imported(other, file, "").body("imported", equalTo(2)).body("questions.problems.flatten()", empty());
        imported(taken, file, "").body("imported", equalTo(2));

        assets(other).body("items.name", equalTo(List.of("a.gif", "b.gif")));
        assertThat(as("author").get("/api/v1/banks/" + other + "/questions").<List<String>>path("items.stem"))
                .containsExactly("Is it ![a](asset:a.gif)?", "Which?");
        imported(other, file, "").body("unchanged", equalTo(2));
        assertThat(as("author").get("/api/v1/banks/" + taken + "/questions").<String>path("items[0].stem"))
                .matches("Is it !\\[a\\]\\(asset:[0-9a-f]{64}\\.gif\\)\\?");
        imported(taken, file, "").body("unchanged", equalTo(2));

        // A better one in its place stays there.
        String other9 = as("author")
                .get("/api/v1/banks/" + taken + "/questions")
                .<String>path("items[0].stem")
                .replaceFirst(".*asset:(.*)\\).*", "$1");
        keep(taken, other9, SmallPicture.gif(5)).statusCode(200);
        imported(taken, file, "").body("unchanged", equalTo(2));
        assertThat(as("author")
                        .get("/api/v1/banks/" + taken + "/assets/" + other9)
                        .asByteArray())
                .isEqualTo(SmallPicture.gif(5));
    }

    /** Signs, portraits and the like: what sets such questions apart is the picture. */
    @Test
    void shouldTellQuestionsApartByTheirPicturesAlone() {
        String signs = QUIZ.replace("<idnumber>m</idnumber>", "");
        String two = signs.replace(
                "</quiz>",
                signs.replaceFirst("(?s).*?(<question)", "$1").replace(SmallPicture.base64(7), SmallPicture.base64(8)));

        imported(bank, two, "").body("imported", equalTo(2));
        imported(bank, two, "").body("unchanged", equalTo(2));
    }

    @Test
    void shouldKnowAQuestionAgainThatMoodleExportsAnew() {
        imported(bank, quiz(3, "", "a.gif", "b.gif"), "").body("imported", equalTo(1));

        imported(bank, quiz(4711, "?time=1700000000", "b.gif", "a.gif"), "").body("unchanged", equalTo(1));

        assets(bank).body("items.size()", equalTo(2));
    }

    @Test
    void shouldKnowAQuestionAgainWhateverBecameOfThePictureThatTheBankHadForIt() {
        keep(bank, "net.gif", SmallPicture.gif(7)).statusCode(201);
        String nameless = QUIZ.replace("<idnumber>m</idnumber>", "");
        imported(bank, nameless, "").body("imported", equalTo(1));

        keep(bank, "another.gif", SmallPicture.gif(7)).statusCode(201);
        imported(bank, nameless, "").body("unchanged", equalTo(1));
        keep(bank, "net.gif", SmallPicture.gif(8)).statusCode(200);
        imported(bank, nameless, "").body("unchanged", equalTo(1));

        assertThat(as("author").get(questions("")).<String>path("items[0].stem"))
                .endsWith("(asset:net.gif)");
        assertThat(as("learner")
                        .get("/api/v1/banks/" + bank + "/assets/net.gif")
                        .asByteArray())
                .as("what the author has put there since")
                .isEqualTo(SmallPicture.gif(8));
    }

    @Test
    void shouldKeepNoPictureForWhatRepeatsAQuestionOfTheFile() {
        String again = QUIZ.replaceFirst("(?s).*?(<question)", "$1")
                .replace("Which?", "Which, then?")
                .replace(SmallPicture.base64(7), SmallPicture.base64(8));

        imported(bank, QUIZ.replace("</quiz>", again), "")
                .body("imported", equalTo(1))
                .body("rejected", equalTo(1))
                .body("questions[1].problems.code", hasItem("repeated-question"));

        assets(bank).body("items.size()", equalTo(1));
    }

    /** @param id by which Moodle calls the question, which differs from site to site */
    private static String quiz(int id, String query, String first, String second) {
        String file = "<file name=\"%s\" path=\"/\" encoding=\"base64\">%s</file>";
        Map<String, String> content = Map.of("a.gif", SmallPicture.base64(1), "b.gif", SmallPicture.base64(2));
        return """
                <quiz><!-- question: %d  --><question type="truefalse"><name><text>Net %d</text></name>
                <questiontext format="html"><text><![CDATA[<p>Is <img src="@@PLUGINFILE@@/a.gif%s"> a part of
                <img src="@@PLUGINFILE@@/b.gif%s">?</p>]]></text>%s%s</questiontext>
                <answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question></quiz>
                """.formatted(
                        id,
                        id,
                        query,
                        query,
                        file.formatted(first, content.get(first)),
                        file.formatted(second, content.get(second)));
    }

    private static ValidatableResponse keep(String bank, String name, byte[] picture) {
        return as("author")
                .contentType("application/octet-stream")
                .body(picture)
                .put("/api/v1/banks/" + bank + "/assets/" + name)
                .then();
    }

    private static ValidatableResponse assets(String bank) {
        return as("author").get("/api/v1/banks/" + bank + "/assets").then().statusCode(200);
    }

    private static ValidatableResponse imported(String bank, String file, String query) {
        return imported(bank, file.getBytes(StandardCharsets.UTF_8), query);
    }

    private static ValidatableResponse imported(String bank, byte[] file, String query) {
        return as("author")
                .contentType("application/octet-stream")
                .body(file)
                .post("/api/v1/banks/" + bank + "/imports" + query)
                .then()
                .statusCode(200);
    }
}

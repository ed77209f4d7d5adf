package io.gradeflow.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.gradeflow.devstack.testing.DevStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "question"))
class AssetsTest extends BankApi {

    @Test
    void shouldKeepAPictureAndShowItToLearners() throws IOException {
        byte[] picture = png(31, 17);

        String tag = put("vpc.png", picture)
                .statusCode(201)
                .header("Location", containsString("/assets/vpc.png"))
                .body("mediaType", equalTo("image/png"))
                .body("width", equalTo(31))
                .body("height", equalTo(17))
                .body("size", equalTo(picture.length))
                .body("reference", equalTo("![](asset:vpc.png)"))
                .extract()
                .header("ETag");

        byte[] shown = as("learner")
                .get(asset("vpc.png"))
                .then()
                .statusCode(200)
                .contentType("image/png")
                .header("ETag", tag)
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", containsString("sandbox"))
                .extract()
                .asByteArray();
        assertThat(shown).isEqualTo(picture);
        as("learner").header("If-None-Match", tag).get(asset("vpc.png")).then().statusCode(304);
        as("learner").get(asset("VPC.png")).then().statusCode(404).body("code", equalTo("asset-unknown"));
    }

    @Test
    void shouldReplaceAPictureAndChangeNothingByTheSameOne() throws IOException {
        put("a.png", png(1, 1)).statusCode(201);
        String changed = put("a.png", png(2, 2)).statusCode(200).extract().path("changedAt");

        put("a.png", png(2, 2))
                .statusCode(200)
                .body("changedAt", equalTo(changed))
                .body("width", equalTo(2));

        put("B.gif", "GIF89a\u0003\0\u0004\0".getBytes(StandardCharsets.ISO_8859_1))
                .statusCode(201);
        as("instructor")
                .get("/api/v1/banks/" + bank + "/assets?limit=1")
                .then()
                .statusCode(200)
                .body("items.name", contains("B.gif"))
                .body("items[0].width", equalTo(3));
        as("learner").get("/api/v1/banks/" + bank + "/assets").then().statusCode(403);
    }

    @Test
    void shouldRefuseWhatIsNoPictureWhateverItIsCalled() throws IOException {
        put("x.png", "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8))
                .statusCode(400)
                .body("code", equalTo("not-a-picture"));
        put("x.svg", "<svg onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8))
                .statusCode(400)
                .body("detail", containsString("SVG"));
        put("-x.png", png(1, 1)).statusCode(400).body("field", equalTo("name"));
        put("x.png", Arrays.copyOf(png(1, 1), 2 * 1024 * 1024 + 1)).statusCode(413);
        put("x.png", png(10_001, 1)).statusCode(400).body("detail", containsString("10001 x 1"));
        as("learner").body(png(1, 1)).put(asset("x.png")).then().statusCode(403);
        as("author")
                .contentType("image/png")
                .body(png(1, 1))
                .put("/api/v1/banks/no-such/assets/x.png")
                .then()
                .statusCode(404);
        as("author").get(asset("x.png")).then().statusCode(404);
    }

    @Test
    void shouldKeepWhatAQuestionShows() throws IOException {
        put("vpc.png", png(1, 1)).statusCode(201);
        importFile("""
                {"externalId":"q","type":"true-false","stem":"Is it ![a net](asset:vpc.png)?","answer":true}
                """).body("questions[0].problems", equalTo(java.util.List.of()));

        as("author")
                .delete(asset("vpc.png"))
                .then()
                .statusCode(409)
                .body("code", equalTo("asset-in-use"))
                .body("detail", containsString("1 question shows vpc.png"));

        importFile("""
                {"externalId":"q","type":"true-false","stem":"Is it?","answer":true}
                """);
        as("author").delete(asset("vpc.png")).then().statusCode(204);
        as("author").delete(asset("vpc.png")).then().statusCode(404);
    }

    private String asset(String name) {
        return "/api/v1/banks/" + bank + "/assets/" + name;
    }

    private ValidatableResponse put(String name, byte[] content) {
        return as("author")
                .contentType("application/octet-stream")
                .body(content)
                .put(asset(name))
                .then();
    }

    private static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY), "png", bytes);
        return bytes.toByteArray();
    }
}

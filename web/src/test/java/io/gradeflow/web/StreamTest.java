package io.gradeflow.web;

import static io.gradeflow.devstack.testing.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RecordingUpstream.class)
class StreamTest {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void shouldHandEachEventOnAtOnceAndLetGoWhenTheClientGoes() throws Exception {
        HttpResponse<InputStream> stream = listen();
        assertThat(stream.headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(stream.headers().firstValue("Content-Encoding")).isEmpty();
        BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));

        for (String event : List.of("one", "two")) {
            given().body(event).post("/api/v1/attempts/17/told").then().statusCode(204);
            assertThat(nextData(lines)).isEqualTo(event);
        }
        assertThat(listening()).isEqualTo("1");
        stream.body().close();

        await().until(() -> listening().equals("0"));
    }

    @Test
    void shouldAnswerOtherCallsHoweverManyStreamsAreHeld() throws Exception {
        List<InputStream> held = new ArrayList<>();
        try {
            for (int i = 0; i < 600; i++) {
                held.add(listen().body());
            }

            given().header("Authorization", "Bearer abc")
                    .get("/api/v1/attempts/17")
                    .then()
                    .statusCode(202);
        } finally {
            for (InputStream one : held) {
                one.close();
            }
        }
        await().until(() -> listening().equals("0"));
    }

    private static String listening() {
        return given().header("Authorization", "Bearer abc")
                .get("/api/v1/attempts/17/listening")
                .asString();
    }

    private static HttpResponse<InputStream> listen() throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(
                                URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/api/v1/attempts/17/events"))
                        .timeout(Duration.ofSeconds(10))
                        .header("Authorization", "Bearer abc")
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
    }

    private static String nextData(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (!line.startsWith("data:")) {
            line = lines.readLine();
        }
        return line.substring("data:".length());
    }
}

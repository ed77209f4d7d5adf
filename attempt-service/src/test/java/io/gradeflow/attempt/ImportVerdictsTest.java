package io.gradeflow.attempt;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.devstack.testing.DevStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Bad lines: each gets a verdict, and those beside it are stored. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class ImportVerdictsTest extends ImportApi {

    private static final String LONG = "x".repeat(201);

    @Test
    void shouldGiveEachBadLineAVerdictThatNamesTheFieldAndStoreTheOthers() {
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("{\"externalId\":", "malformed-json null");
        bad.put("[1]", "malformed-json null");
        bad.put(line("1", "ada", "q-1", "A", ",\"learner\":\"bob\""), "malformed-json null");
        bad.put(line("", "ada", "q-1", "A"), "missing-field externalId");
        bad.put(line("1", " ", "q-1", "A"), "missing-field learner");
        bad.put(line("1", "ada", "", "A"), "missing-field question");
        bad.put(line("1", "ada", "q-1", "A").replaceFirst(",\"choices\".*]", ""), "missing-field choices");
        bad.put(line("1", "ada", "q-1", "A", ",\"answered_at\":\"2020-01-01\""), "unknown-field answered_at");
        bad.put(line("1", "ada", "q-1", "A", ",\"attempt\":[1]"), "invalid-field attempt");
        bad.put(line("1", "ada", "q-1", "A").replaceFirst("\\[\"A\"]", "\"A\""), "invalid-field choices");
        bad.put(line("1", "a\\u0000da", "q-1", "A"), "invalid-field learner");
        bad.put(line(LONG, "ada", "q-1", "A"), "too-long externalId");
        bad.put(line("1", LONG, "q-1", "A"), "too-long learner");
        bad.put(line("1", "ada", "q-1", "A", ",\"answeredAt\":\"yesterday\""), "invalid-time answeredAt");
        bad.put(line("1", "ada", "q-1", "A", ",\"answeredAt\":\"2020-01-01T10:00:00\""), "invalid-time answeredAt");
        bad.put(
                line("1", "ada", "q-1", "A", ",\"answeredAt\":\"2999-01-01T10:00:00Z\""),
                "time-out-of-range answeredAt");
        bad.put(
                line("1", "ada", "q-1", "A", ",\"answeredAt\":\"1969-12-31T23:59:59Z\""),
                "time-out-of-range answeredAt");
        bad.put(line("1", "ada", "q-1", "A").replace(bank.slug, "no-bank"), "bank-unknown bank");
        bad.put(line("1", "ada", "q-6", "A"), "question-unknown question");
        bad.put(line("1", "ada", "00000000-0000-0000-0000-000000000000", "A"), "question-unknown question");
        bad.put(line("1", "ada", "q-1", "E"), "choice-unknown choices");
        bad.put(line("1", "ada", "q-1", "A\",\"A"), "choice-repeated choices");
        bad.put(line("1", "ada", "q-1", "A\",\"B"), "too-many-choices choices");

        String stream = IntStream.range(0, bad.size())
                .mapToObj(i -> List.copyOf(bad.keySet()).get(i).strip() + "\n" + line("good-" + i, "ada", "q-1", "A"))
                .collect(Collectors.joining());
        JsonPath report = loaded(NDJSON, stream);

        assertThat(ImportTest.counts(report))
                .isEqualTo("%d lines, %d stored, 0 repeated, %d bad, 1 attempts"
                        .formatted(2 * bad.size(), bad.size(), bad.size()));
        List<Map<String, Object>> verdicts = report.getList("verdicts");
        assertThat(verdicts.stream().map(verdict -> verdict.get("code") + " " + verdict.get("field")))
                .containsExactlyElementsOf(bad.values());
        assertThat(verdicts.stream().map(verdict -> (int) verdict.get("line")))
                .containsExactlyElementsOf(
                        IntStream.range(0, bad.size()).mapToObj(i -> 2 * i + 1).toList());
        assertThat(verdicts)
                .allSatisfy(verdict -> assertThat((String) verdict.get("message"))
                        .endsWith(".")
                        .hasSizeLessThan(400));
    }

    @Test
    void shouldStoreNothingOfALearnerWhoseDataIsErased() {
        String ada = "ada-" + bank.slug;
        assertThat(loaded(NDJSON, line("1", ada, "q-1", "A")).getInt("stored")).isEqualTo(1);
        String id = given().header("Authorization", admin())
                .get("/api/v1/attempts?mode=imported&bank=" + bank.slug)
                .path("items[0].learnerId");
        given().header("Authorization", admin())
                .delete("/api/v1/learners/" + id + "/personal-data")
                .then()
                .statusCode(202);

        JsonPath report = loaded(NDJSON, line("2", ada, "q-2", "A") + line("3", "bob-" + bank.slug, "q-2", "A"));

        assertThat(report.getInt("stored")).isEqualTo(1);
        assertThat(report.getList("verdicts.code")).containsExactly("learner-erased");
        assertThat(attempts()).hasSize(2);
    }

    @Test
    void shouldReadOnAfterARowThatIsNoneAndALineThatIsTooLongOrNoText() {
        String end = "," + bank.slug + ",q-1,A\n";
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.writeBytes(("externalId,learner,bank,question,choices\n1,ada" + end).getBytes(StandardCharsets.UTF_8));
        stream.writeBytes(("2,\"ada" + end).getBytes(StandardCharsets.UTF_8));
        stream.writeBytes(("3,ada,extra" + end).getBytes(StandardCharsets.UTF_8));
        stream.writeBytes((("4," + "x".repeat(300_000)) + end).getBytes(StandardCharsets.UTF_8));
        stream.writeBytes(("5,Zo\u00eb" + end).getBytes(StandardCharsets.ISO_8859_1));
        stream.writeBytes(("6,Zo\u00eb" + end.strip()).getBytes(StandardCharsets.UTF_8));

        JsonPath report = load(admin(), CSV, stream.toByteArray())
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(ImportTest.counts(report)).isEqualTo("6 lines, 2 stored, 0 repeated, 4 bad, 2 attempts");
        assertThat(report.getList("verdicts.line")).containsExactly(3, 4, 5, 6);
        assertThat(report.getList("verdicts.code"))
                .containsExactly("malformed-csv", "malformed-csv", "line-too-long", "not-utf-8");
    }

    @Test
    void shouldListTheFirstThousandVerdictsAndCountTheOthers() {
        String stream = IntStream.range(0, 2500)
                .mapToObj(i -> line("r-" + i, "ada", i % 2 == 0 ? "q-1" : "q-9", "E"))
                .collect(Collectors.joining());

        JsonPath report = loaded(NDJSON, stream);

        assertThat(report.getInt("bad")).isEqualTo(2500);
        assertThat(report.getList("verdicts")).hasSize(1000);
        assertThat(attempts()).isEmpty();
    }

    /** As an administrator would do it who imports questions and their history in one go. */
    @Test
    void shouldKnowABankAsSoonAsItIsPublished() {
        for (int i = 0; i < 5; i++) {
            PublishedBank fresh = PublishedBank.of(3);

            JsonPath report = loaded(NDJSON, line("1", "ada", "q-3", "A").replace(bank.slug, fresh.slug));

            assertThat(report.getInt("stored")).as(report.prettify()).isEqualTo(1);
        }
    }
}

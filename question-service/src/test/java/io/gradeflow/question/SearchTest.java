package io.gradeflow.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.gradeflow.devstack.testing.DevStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "question"))
class SearchTest extends EditApi {

    private static final String FILE = """
            {"externalId":"net-001","type":"single","stem":"Which host is <b>s3.amazonaws.com</b>?","topics":["net/dns"],\
            "choices":[{"id":"A","text":"An endpoint","correct":true},{"id":"B","text":"A bucket"}],"explanation":"It is."}
            {"externalId":"net-002","type":"ordering","stem":"From déjà-vu to now?","order":["past","present"],"topics":["net"]}
            {"externalId":"lang-1","type":"matching","stem":"Capitals?","pairs":[{"prompt":"中国","answer":"北京"},\
            {"prompt":"France","answer":"Paris"}]}
            {"externalId":"lang-2","type":"short-text","stem":"Straße in English?","answers":[{"text":"street"}]}
            """;

    @Inject
    Jdbi jdbi;

    @BeforeEach
    void fill() {
        bring(FILE).body("imported", equalTo(4));
    }

    @ParameterizedTest
    @CsvSource({
        "amazonaws,     net-001",
        "S3 AMAZON,     net-001",
        "bucket host,   net-001",
        "deja,          net-002",
        "vu DÉJÀ,       net-002",
        "present,       net-002",
        "net 001,       net-001",
        "net-00,        net-001 net-002",
        "北京,           lang-1",
        "国,             lang-1",
        "fran,          lang-1",
        "strass,        ''",
        "straße,        lang-2",
        "street,        ''",
        "amazon paris,  ''",
        "mazon,         ''"
    })
    void shouldFindQuestionsByTheBeginningsOfTheirWords(String words, String found) {
        search(words).body("items.externalId", equalTo(found.isEmpty() ? List.of() : List.of(found.split(" "))));
    }

    @Test
    void shouldSayWhereWordsStandAndNeverAsMarkup() {
        ValidatableResponse response = search("amazon buck");

        String stem = response.extract().path("items[0].stem");
        int start = response.extract().path("items[0].marks.stem[0].start");
        int end = response.extract().path("items[0].marks.stem[0].end");
        assertThat(stem).isEqualTo("Which host is <b>s3.amazonaws.com</b>?");
        assertThat(stem.substring(start, end)).isEqualTo("amazonaws");
        response.body("items[0].marks.choices", equalTo(Map.of("B", List.of(Map.of("start", 2, "end", 8)))));
        as("author").get(questions("")).then().body("items[0].marks", nullValue());
    }

    @Test
    void shouldHoldBackWhatParametersSay() {
        find("?kind=ORDERING").body("items.externalId", contains("net-002"));
        find("?untagged=true").body("items.externalId", contains("lang-1", "lang-2"));
        find("?unexplained=true").body("items.externalId", contains("net-002", "lang-1", "lang-2"));
        find("?topic=net&unexplained=true&q=past").body("items.externalId", contains("net-002"));
        find("?state=DRAFT").body("items", empty());
        String id = draft(SINGLE);
        find("?state=DRAFT").body("items.id", contains(id));
        find("?state=PUBLISHED").body("items", hasSize(4));
        move(id, "RETIRED");
        find("?state=RETIRED&q=alarm").body("items.id", contains(id));
        as("author").get(questions("?kind=single")).then().statusCode(400).body("field", equalTo("kind"));
        as("author").get(questions("?state=x")).then().statusCode(400).body("field", equalTo("state"));
        as("author")
                .get(questions("?q=" + "a".repeat(201)))
                .then()
                .statusCode(400)
                .body("field", equalTo("q"));
    }

    @Test
    void shouldFindWhatAQuestionSaysNowAndNotWhatItSaidBefore() {
        String id = draft(SINGLE);
        search("alarms").body("items.id", contains(id));

        edit(id, SINGLE.replace("alarms", "positives")).statusCode(200);

        search("alarms").body("items", empty());
        search("positives").body("items.id", contains(id));
    }

    @Test
    void shouldShowEachQuestionOnceWhateverChangesBetweenPages() {
        List<String> seen = new ArrayList<>();
        String next = null;
        do {
            ValidatableResponse page = find("?limit=1" + (next == null ? "" : "&cursor=" + next));
            seen.addAll(page.extract().path("items.externalId"));
            next = page.extract().path("next");
            bring(FILE.replace("net-001", "net-00" + (seen.size() + 5)));
            move(page.extract().path("items[0].id"), "RETIRED");
        } while (next != null && seen.size() < 4);

        assertThat(seen).containsExactly("net-001", "net-002", "lang-1", "lang-2");
    }

    @Test
    void shouldMakeUpForQuestionsThatCameBeforeWordsWereKept() {
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE question SET words = NULL, sketch = NULL WHERE bank_id = (SELECT id FROM bank WHERE slug = ?)",
                bank));

        search("amazon").body("items.externalId", contains("net-001"));
    }

    private ValidatableResponse bring(String file) {
        return importStream(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
    }

    private ValidatableResponse search(String words) {
        return find("?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8));
    }

    private ValidatableResponse find(String query) {
        return as("author").get(questions(query)).then().statusCode(200);
    }
}

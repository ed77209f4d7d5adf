package io.gradeflow.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PagesTest {

    private static final int MOST_BYTES = 250_000;
    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"(/static/bundle/[^\"]+)\"");

    /** What a script loads at once; what it loads later is {@code import("...")}. */
    private static final Pattern DYNAMIC_IMPORT = Pattern.compile("import\\(\"(\\.?/[^\"]+\\.js)\"\\)");

    private static final Pattern STATIC_IMPORT = Pattern.compile("(?:from|import)\\s*\"(\\.?/[^\"]+\\.js)\"");

    @Test
    void shouldServeADocumentWithoutScriptInIt() {
        String document = given().get("/")
                .then()
                .statusCode(200)
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-cache")
                .header("Content-Security-Policy", containsString("default-src 'none'; script-src 'self'"))
                .header("Content-Security-Policy", not(containsString("unsafe")))
                .extract()
                .asString();

        assertThat(document).contains("<gf-shell>");
        assertThat(document.replaceAll("<script[^>]*src=[^>]*></script>", "")).doesNotContain("<script");
        assertThat(document).doesNotContain("style=").doesNotContain("<style");
    }

    @Test
    void shouldLetThePagesOfTheApiRunTheirOwnScriptsAndCallNobodyElse() {
        given().get("/q/swagger-ui/")
                .then()
                .header("Content-Security-Policy", containsString("script-src 'self' 'unsafe-inline'"))
                .header("Content-Security-Policy", containsString("connect-src 'self'"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"));
    }

    @Test
    void shouldNameFilesByTheirContentsSoThatTheyAreKept() {
        assertThat(firstLoad()).isNotEmpty().allSatisfy(file -> {
            assertThat(file).matches(".*[-.][A-Z0-9]{6,}\\.(js|css)");
            assertThat(given().get(file).header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        });
        for (String file : firstLoad()) {
            given().header("Accept-Encoding", "gzip").get(file).then().header("Content-Encoding", equalTo("gzip"));
        }
    }

    /** Each page loads what is common, and a module of its own with what that needs at once. */
    @Test
    void shouldLoadLessThanAQuarterOfAMegabyteAtFirstWhateverThePage() throws IOException {
        Set<String> common = firstLoad();
        int shared = compressed(common);
        int most = 0;
        Set<String> pages = laterLoads(common);
        for (String page : pages) {
            most = Math.max(most, compressed(loads(List.of(page))) + shared);
        }

        System.out.printf(
                "First load: %d files, %,d bytes compressed; of the largest of %d pages %,d%n",
                common.size(), shared, pages.size(), most);
        assertThat(pages).hasSizeGreaterThan(15);
        assertThat(shared).isPositive();
        assertThat(most).isBetween(shared, MOST_BYTES);
    }

    @Test
    void shouldServeTheDocumentAtTheAddressOfEveryPage() throws IOException {
        String routes = Files.readString(
                Path.of(System.getProperty("gradeflow.root"), "web/src/main/resources/web/app/routes.ts"));
        Matcher pattern = Pattern.compile("pattern: /\\^\\\\/([a-z]+)").matcher(routes);
        Set<String> first = new LinkedHashSet<>();
        while (pattern.find()) {
            first.add(pattern.group(1));
        }

        assertThat(first).contains("attempts", "history");
        for (String word : first) {
            given().header("Accept", "text/html")
                    .get("/" + word + "/anything")
                    .then()
                    .statusCode(200)
                    .body(containsString("<gf-shell>"));
        }
    }

    @Test
    void shouldSayThatAPageIsUnknownInAPageAndThatACallIsUnknownInAProblem() {
        given().header("Accept", "text/html,*/*")
                .get("/nonsense")
                .then()
                .statusCode(404)
                .body(containsString("<gf-shell>"));
        given().get("/api/v1/nonsense").then().statusCode(404).body("code", equalTo("not-found"));
        given().header("Accept", "application/json").get("/nonsense").then().statusCode(404);
    }

    /** The document's scripts and styles, and what these load at once. */
    private static Set<String> firstLoad() {
        List<String> files = new ArrayList<>();
        Matcher references = REFERENCE.matcher(given().get("/").asString());
        while (references.find()) {
            files.add(references.group(1));
        }
        return loads(files);
    }

    /** What these files load when it is needed, such as the modules of pages. */
    private static Set<String> laterLoads(Set<String> files) {
        Set<String> later = new LinkedHashSet<>();
        for (String file : files) {
            if (file.endsWith(".js")) {
                later.addAll(imports(DYNAMIC_IMPORT, file));
            }
        }
        return later;
    }

    private static Set<String> loads(List<String> begin) {
        Set<String> files = new LinkedHashSet<>();
        Deque<String> toRead = new ArrayDeque<>(begin);
        while (!toRead.isEmpty()) {
            String file = toRead.remove();
            if (files.add(file) && file.endsWith(".js")) {
                toRead.addAll(imports(STATIC_IMPORT, file));
            }
        }
        return files;
    }

    private static List<String> imports(Pattern pattern, String file) {
        List<String> found = new ArrayList<>();
        Matcher imports = pattern.matcher(given().get(file).body().asString());
        while (imports.find()) {
            found.add(URI.create(file).resolve(imports.group(1)).toString());
        }
        return found;
    }

    private static int compressed(Set<String> files) throws IOException {
        int bytes = 0;
        for (String file : files) {
            bytes += compressed(given().get(file).asByteArray());
        }
        return bytes;
    }

    private static int compressed(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        assertThat(new String(content, StandardCharsets.UTF_8)).isNotBlank();
        return bytes.size();
    }
}

package io.gradeflow.systemtests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FilePayload;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What authors, instructors and operators do in a browser, on the whole system. */
@OnTheSystem
class StaffPagesTest {

    private static final Pattern COUNT = Pattern.compile("n = ([\\d,]+)");

    /** The second question has no right choice; line 9 is where it begins. */
    private static final String FAULTY = """
            Topic: pages

            Which of these is even?

            Three

            Four (Correct)
            ---
            Which of these is odd?

            Two

            Six
            """;

    private static final Path SAMPLE =
            Path.of(System.getProperty("gradeflow.root"), "samples/aws-ml-engineer/questions.txt");

    private static Chromium chromium;
    private static KeyedBank bank;

    private final SystemUnderTest system;

    StaffPagesTest(SystemUnderTest system) {
        this.system = system;
    }

    @BeforeAll
    static void start(SystemUnderTest system) {
        chromium = Chromium.start();
        bank = KeyedBank.create(system);
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void shouldSayBesideItsLinesWhatBecomesOfEachQuestionOfAFile() {
        String slug = "made-" + UUID.randomUUID().toString().substring(0, 8);
        try (Visitor grace = visitor().signIn("grace", "author")) {
            Page page = grace.page();
            grace.open("/banks");
            page.locator("input[name=title]").fill("Made in the browser");
            page.locator("input[name=slug]").fill(slug);
            page.locator("button:has-text('Create the bank')").click();
            page.locator("input[type=file]")
                    .setInputFiles(
                            new FilePayload("faulty.txt", "text/plain", FAULTY.getBytes(StandardCharsets.UTF_8)));

            assertThat(page.locator(".verdict-card")).hasCount(1, patientCount());
            assertThat(page.locator(".verdict-card")).containsText("Line 9: No choice is marked as correct");
            assertThat(page.locator(".verdict-card pre")).containsText("Which of these is odd?");
            grace.inspect("import");
            page.locator("button:has-text('Import the one that is good')").click();
            page.locator("h2:has-text('What became of each question')").waitFor();
            page.locator("a:has-text('Questions')").click();

            assertThat(page.locator("article.card")).hasCount(1, patientCount());
            assertThat(page.locator("article .right")).containsText("Four");
            grace.inspect("bank");
            page.locator("input[type=search]").fill("nothing of the kind");
            assertThat(page.locator(".notice")).containsText("No question fits");
        }
    }

    @Test
    void shouldImportTheSampleThatComesAlong() {
        String slug = "sample-" + UUID.randomUUID().toString().substring(0, 8);
        Client.author(system).createBank(slug);
        try (Visitor grace = visitor().signIn("grace", "author")) {
            Page page = grace.page();
            grace.open("/banks/" + slug + "/import");
            page.locator("input[type=file]").setInputFiles(SAMPLE);
            page.locator("button:has-text('that are good')").click();
            page.locator("h2:has-text('What became of each question')").waitFor();

            assertThat(page.locator("section .tag.good").first()).hasText(Pattern.compile("\\d\\d new"));
            assertThat(page.locator("section .tag.bad")).hasText("0 rejected");
        }
    }

    @Test
    void shouldCorrectAKeyAndShowTheRegradeToItsEnd() {
        Client ada = Client.learner(system, "corrected-" + UUID.randomUUID());
        JsonPath attempt = ada.request()
                .body("{\"bank\": \"%s\", \"mode\": \"practice\", \"questionCount\": 20}".formatted(bank.slug()))
                .post("/attempts")
                .jsonPath();
        Map<String, Object> question = attempt.<Map<String, Object>>getList("questions").stream()
                .filter(one -> ((Map<?, ?>) one.get("select")).get("max").equals(1))
                .findFirst()
                .orElseThrow();
        String wrong = ((List<?>) question.get("choices"))
                .stream()
                        .map(choice -> (Map<?, ?>) choice)
                        .filter(choice -> !KeyedBank.isRight((String) choice.get("text")))
                        .map(choice -> (String) choice.get("id"))
                        .findFirst()
                        .orElseThrow();
        String id = attempt.getString("id");
        int position = (int) question.get("position");
        ada.request()
                .body("{\"choices\": [\"%s\"]}".formatted(wrong))
                .put("/attempts/%s/answers/%d".formatted(id, position))
                .then()
                .statusCode(202);
        await().atMost(Duration.ofSeconds(20)).until(() -> isCorrect(ada, id, position), Boolean.FALSE::equals);

        try (Visitor grace = visitor().signIn("grace", "author")) {
            Page page = grace.page();
            grace.open("/corrections/%s/%s".formatted(question.get("questionId"), question.get("revision")));
            page.locator("input[name=key][value='" + wrong + "']").check();
            page.locator("textarea").fill("The book was misprinted.");
            page.locator("button:has-text('See who is affected')").click();
            assertThat(page.locator(".numbers")).isVisible();
            grace.inspect("correction");
            page.locator("button:has-text('Apply')").click();
            page.locator("h2:has-text('All answers are regraded')")
                    .waitFor(new Locator.WaitForOptions().setTimeout(60_000));
            await().atMost(Duration.ofSeconds(20)).until(() -> isCorrect(ada, id, position), Boolean.TRUE::equals);

            page.locator("button:has-text('Undo')").click();
            page.locator("dialog[open] .button:not(.ghost)").click();
            await().atMost(Duration.ofSeconds(60)).until(() -> isCorrect(ada, id, position), Boolean.FALSE::equals);
        }
    }

    @Test
    void shouldWatchAnExamDay() {
        KeyedBank sat = KeyedBank.create(system).withExams(system);
        String cohort = "group-" + UUID.randomUUID().toString().substring(0, 8);
        Client ada = Client.of(system, "sitter-" + UUID.randomUUID(), "learner", cohort);
        String sitting = Client.of(system, "otto", "admin")
                .request()
                .body(Map.of(
                        "bank",
                        sat.slug(),
                        "blueprint",
                        KeyedBank.BLUEPRINT,
                        "cohort",
                        cohort,
                        "title",
                        "Mock exam",
                        "opensAt",
                        Instant.now().minusSeconds(60).toString(),
                        "closesAt",
                        Instant.now().plusSeconds(3600).toString()))
                .post("/sittings")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        ada.request().body(Map.of("sitting", sitting)).post("/attempts").then().statusCode(201);

        try (Visitor otto = visitor().signIn("otto", "admin")) {
            Page page = otto.page();
            otto.open("/sittings");
            assertThat(page.locator("li:has-text('Mock exam')").first()).containsText("open");
            otto.open("/sittings/" + sitting);
            assertThat(page.locator("tbody tr")).hasCount(1, patientCount());
            assertThat(page.locator("tbody tr")).containsText("Answering");
            otto.inspect("sitting");

            page.locator("tbody button:has-text('Extra time')").click();
            page.locator("dialog[open] input[name=minutes]").fill("20");
            page.locator("dialog[open] input[name=reason]").fill("Reads with a screen reader.");
            page.locator("dialog[open] .button:not(.ghost)").click();
            assertThat(page.locator("tbody tr")).containsText("+20 min");
        }
    }

    @Test
    void shouldShowFiguresThatMoveWhileAnswersArrive() {
        Client ada = Client.learner(system, "moving-" + UUID.randomUUID());
        answerSome(ada, 3);
        try (Visitor otto = visitor().signIn("otto", "admin")) {
            Page page = otto.page();
            otto.open("/topics?bank=" + bank.slug());
            await().atMost(Duration.ofSeconds(30)).until(() -> answers(page) >= 3);
            page.evaluate("() => { window.sameDocument = true; }");
            int before = answers(page);

            answerSome(ada, 4);

            await().atMost(Duration.ofSeconds(30)).until(() -> answers(page) == before + 4);
            assertThat(page.evaluate("() => window.sameDocument")).isEqualTo(true);
            page.locator(".fold[aria-expanded=false]").first().click();
            assertThat(page.locator("tbody .depth-1").first()).isVisible();
            page.locator("canvas").waitFor();
            otto.inspect("topics");
            page.locator("button:has-text('As a table')").click();
            assertThat(page.locator("gf-chart table")).isVisible();
        }
    }

    @Test
    void shouldShowWhatComesInToWhoMayKnow() {
        try (Visitor otto = visitor().signIn("otto", "admin")) {
            otto.open("/pipeline");
            assertThat(otto.page().locator(".numbers")).hasCount(2, patientCount());
            otto.inspect("pipeline");
        }
        try (Visitor ada = visitor().signIn("ada", "learner")) {
            ada.open("/pipeline");
            assertThat(ada.page().locator("h1")).hasText("This page is for others");
            assertThat(ada.page().locator("nav a")).hasCount(2);
        }
    }

    @Test
    void shouldDrawADashboardAtOnceAfterItsData() {
        answerSome(Client.learner(system, "drawn-" + UUID.randomUUID()), 2);
        try (Visitor otto = visitor().signIn("otto", "admin")) {
            Page page = otto.page();
            otto.open("/topics?bank=" + bank.slug());
            page.locator(".topic-table").waitFor();

            double millis = ((Number) page.evaluate("""
                            async () => {
                              const page = document.querySelector('gf-topic-figures');
                              const topics = [];
                              for (let i = 0; i < 50; i++) {
                                topics.push({topic: 'topic-' + i, title: 'Topic ' + i, questions: 20, learners: 60, answers: 1200,
                                  correct: 700, accuracy: 0.58, interval: {low: 0.55, high: 0.61}, medianMillis: 41000});
                              }
                              const before = performance.now();
                              page.figures = {...page.figures, topics};
                              await page.updateComplete;
                              document.querySelector('.topic-table').getBoundingClientRect();
                              const after = performance.now();
                              if (document.querySelectorAll('.topic-table tbody tr').length !== 50) throw new Error('not drawn');
                              return after - before;
                            }""")).doubleValue();

            System.out.printf("Dashboard of 50 topics: drawn %.0f ms after its data%n", millis);
            assertThat(millis).isLessThan(200);
        }
    }

    private static Boolean isCorrect(Client learner, String attempt, int position) {
        return learner.request()
                .get("/attempts/" + attempt)
                .jsonPath()
                .get("questions.find { it.position == " + position + " }.answer.correct");
    }

    private Visitor visitor() {
        return Visitor.of(chromium, system, bank.slug());
    }

    private static void answerSome(Client learner, int questions) {
        String attempt = learner.request()
                .body("{\"bank\": \"%s\", \"mode\": \"practice\", \"questionCount\": %d}"
                        .formatted(bank.slug(), questions))
                .post("/attempts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        for (int position = 1; position <= questions; position++) {
            learner.request()
                    .body("{\"choices\": [\"A\"]}")
                    .put("/attempts/" + attempt + "/answers/" + position)
                    .then()
                    .statusCode(202);
        }
    }

    private static int answers(Page page) {
        Matcher count = COUNT.matcher(page.locator("main").innerText());
        return count.find() ? Integer.parseInt(count.group(1).replace(",", "")) : 0;
    }

    private static LocatorAssertions.HasCountOptions patientCount() {
        return new LocatorAssertions.HasCountOptions().setTimeout(20_000);
    }
}

package io.gradeflow.systemtests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import io.gradeflow.bench.crowd.KeyedBank;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Figures in a browser, on the whole system: of topics, learners and items. */
@OnTheSystem
class FiguresPagesTest {

    private static final Pattern COUNT = Pattern.compile("n = ([\\d,]+)");

    private static Chromium chromium;
    private static KeyedBank bank;
    private static AnsweredBank answered;

    private final SystemUnderTest system;

    FiguresPagesTest(SystemUnderTest system) {
        this.system = system;
    }

    @BeforeAll
    static void start(SystemUnderTest system) {
        chromium = Chromium.shared();
        bank = KeyedBank.create(system);
        answered = AnsweredBank.create(system);
    }

    @Test
    void shouldShowFiguresThatMoveWhileAnswersArrive() throws IOException {
        Client ada = Client.learner(system, "moving-" + UUID.randomUUID());
        answerSome(ada, 3);
        try (Visitor otto = visitor().signIn("otto", "admin")) {
            Page page = otto.page();
            otto.open("/topics?bank=" + bank.slug());
            await().until(() -> answers(page) >= 3);
            page.evaluate("() => { window.sameDocument = true; }");
            int before = answers(page);

            answerSome(ada, 4);

            await().until(() -> answers(page) == before + 4);
            assertThat(page.evaluate("() => window.sameDocument")).isEqualTo(true);
            page.locator(".fold[aria-expanded=false]").first().click();
            assertThat(page.locator("tbody .depth-1").first()).isVisible();
            assertThat(page.locator("form input[type=date]").first()).hasAccessibleDescription(Pattern.compile("UTC"));
            page.locator("canvas").waitFor();
            page.locator("gf-heat").scrollIntoViewIfNeeded();
            page.locator("table.heat td").first().waitFor();
            otto.inspect("topics");
            page.locator("button:has-text('As a table')").click();
            assertThat(page.locator("gf-chart table")).isVisible();
            Download weeks = page.waitForDownload(
                    () -> page.locator("gf-heat button:has-text('CSV')").click());
            assertThat(Files.readAllLines(weeks.path()).getFirst()).startsWith("topic,from,to,answers");
        }
    }

    @Test
    void shouldKeepTheOthersMarksBesideALearnerWhoAnswers() {
        Client ada = Client.learner(system, "marked-" + UUID.randomUUID());
        answerSome(ada, 4);
        try (Visitor otto = visitor().signIn("otto", "admin")) {
            Page page = otto.page();
            otto.open("/learners/%s?bank=%s&cohort=everyone".formatted(ada.id(), bank.slug()));
            await().until(() -> answers(page) == 4);
            assertThat(page.locator(".topic-table .mark")).not().hasCount(0);

            answerSome(ada, 2);

            await().until(() -> answers(page) == 6);
            assertThat(page.locator(".topic-table .mark")).not().hasCount(0);
        }
    }

    /** In the one update that its data makes, asking for nothing; how long it takes is told and not judged, for the machine is shared. */
    @Test
    void shouldDrawADashboardAtOnceAfterItsData() {
        answerSome(Client.learner(system, "drawn-" + UUID.randomUUID()), 2);
        try (Visitor otto = visitor().signIn("otto", "admin")) {
            Page page = otto.page();
            otto.open("/topics?bank=" + bank.slug());
            page.locator(".topic-table").waitFor();

            Map<?, ?> drawn = (Map<?, ?>) page.evaluate("""
                            async () => {
                              const page = document.querySelector('gf-topic-figures');
                              const topics = [];
                              for (let i = 0; i < 50; i++) {
                                topics.push({topic: 'topic-' + i, title: 'Topic ' + i, questions: 20, learners: 60, answers: 1200,
                                  correct: 700, accuracy: 0.58, interval: {low: 0.55, high: 0.61}, medianMillis: 41000});
                              }
                              const fetched = window.fetch;
                              let asked = 0;
                              window.fetch = (...about) => { asked++; return fetched(...about); };
                              const before = performance.now();
                              page.figures = {...page.figures, topics};
                              const whole = await page.updateComplete;
                              document.querySelector('.topic-table').getBoundingClientRect();
                              const after = performance.now();
                              window.fetch = fetched;
                              const rows = document.querySelectorAll('.topic-table tbody tr').length;
                              return {rows, asked, whole, millis: after - before};
                            }""");

            System.out.printf(
                    "Dashboard of 50 topics: drawn %.0f ms after its data%n",
                    ((Number) drawn.get("millis")).doubleValue());
            assertThat(drawn.get("rows")).isEqualTo(50);
            assertThat(drawn.get("asked")).isEqualTo(0);
            assertThat(drawn.get("whole")).as("no second update").isEqualTo(true);
        }
    }

    @Test
    void shouldTellWhoChoosesWhatOfAnItem() {
        try (Visitor otto = visitor().signIn("otto", "author")) {
            Page page = otto.page();
            otto.open("/items?bank=" + answered.slug());
            page.locator("button.sort:has-text('Facility')").click();
            assertThat(page.locator("tbody tr").first()).containsText("q4");
            otto.inspect("items");
            page.locator("tbody a:has-text('q3')").click();

            assertThat(page.locator("h1")).containsText("q3");
            assertThat(page.locator(".option-bars li").first()).containsText("A. Right");
            page.locator("canvas").waitFor();
            otto.inspect("item");
            page.locator("button:has-text('As a table')").click();
            assertThat(page.locator("section:has(#curves) tbody tr").last()).containsText("100%");
        }
    }

    @Test
    void shouldShowWhatOneLearnerKnowsBesideTheOthers() {
        try (Visitor iris = visitor().signInAsOneOf("everyone", "iris", "instructor")) {
            Page page = iris.page();
            iris.open("/learners");
            page.locator("tbody a").first().waitFor();
            iris.inspect("learners");
            String learner = Client.of(system, "otto", "admin")
                    .request()
                    .get("/attempts?limit=1&bank=" + answered.slug())
                    .path("items[0].learnerId");
            iris.open("/learners/%s?bank=%s".formatted(learner, answered.slug()));

            assertThat(page.locator(".topic-table tbody tr")).hasCount(1);
            assertThat(page.locator("main")).containsText("The mark on each bar is the accuracy of everyone");
            assertThat(page.locator(".topic-table .mark")).hasCount(1);
            assertThat(page.locator("gf-attempt-list tbody tr")).containsText("Imported");
            page.locator("gf-heat").scrollIntoViewIfNeeded();
            page.locator("table.heat td").first().waitFor();
            showEveryHeat(page);
            iris.inspect("learner");
        }
    }

    /** Which accuracies there are is chance; a row for each ground, so that each is looked at. */
    private static void showEveryHeat(Page page) {
        page.locator("table.heat tbody tr").first().evaluate("""
                        row => [0, 1, 2, 3, 4].forEach(step => {
                            const copy = row.cloneNode(true);
                            copy.querySelectorAll('td').forEach(cell => cell.className = 'numeric heat-' + step);
                            row.after(copy);
                        })""");
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
}

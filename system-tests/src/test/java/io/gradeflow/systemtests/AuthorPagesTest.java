package io.gradeflow.systemtests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.gradeflow.bench.crowd.KeyedBank;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What authors do in a browser, on the whole system. */
@Tag("slow")
@OnTheSystem
class AuthorPagesTest {

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

    AuthorPagesTest(SystemUnderTest system) {
        this.system = system;
    }

    @BeforeAll
    static void start(SystemUnderTest system) {
        chromium = Chromium.shared();
        bank = KeyedBank.create(system);
    }

    @Test
    void shouldSayBesideItsLinesWhatBecomesOfEachQuestionOfAFile() {
        String slug = "made-" + UUID.randomUUID().toString().substring(0, 8);
        try (Visitor grace = visitor().signIn("grace", "author")) {
            Page page = grace.page();
            grace.open("/banks");
            page.locator("li.card").first().waitFor();
            grace.inspect("banks");
            page.locator("input[name=title]").fill("Made in the browser");
            page.locator("input[name=slug]").fill(slug);
            page.locator("button:has-text('Create the bank')").click();
            page.locator("input[type=file]")
                    .setInputFiles(
                            new FilePayload("faulty.txt", "text/plain", FAULTY.getBytes(StandardCharsets.UTF_8)));

            assertThat(page.locator(".verdict-card")).hasCount(1);
            assertThat(page.locator(".verdict-card")).containsText("Line 9: No choice is marked as correct");
            assertThat(page.locator(".verdict-card pre")).containsText("Which of these is odd?");
            grace.inspect("import");
            page.locator("button:has-text('Import the one that is good')").click();
            page.locator("h2:has-text('What became of each question')").waitFor();
            page.locator("a:has-text('Questions')").click();

            assertThat(page.locator("article.card")).hasCount(1);
            assertThat(page.locator("article .right")).containsText("Four");
            grace.inspect("bank");
            page.locator("input[type=search]").fill("nothing of the kind");
            assertThat(page.locator(".notice")).containsText("No question fits");
        }
    }

    @Test
    void shouldLeaveOutAQuestionAloneAndSayWhatThatChanges() {
        String slug = "chosen-" + UUID.randomUUID().toString().substring(0, 8);
        Client author = Client.author(system);
        author.createBank(slug);
        String gift = """
                // [id:q1] [tag:topic:first]
                ::q1::Which? {=a ~b}

                // [id:q2] [tag:topic:second]
                ::q2::And which? {=c ~d}

                // The same as the first.
                Which? {=a ~b}
                """;
        try (Visitor grace = visitor().signIn("grace", "author")) {
            Page page = grace.page();
            grace.open("/banks/" + slug + "/import");
            page.locator("input[type=file]")
                    .setInputFiles(new FilePayload("some.gift", "text/plain", gift.getBytes(StandardCharsets.UTF_8)));
            page.locator(".segments button:has-text('All')").click();
            assertThat(page.locator("#verdict-2 pre")).containsText("[id:q2]");
            page.locator("#verdict-1 input[type=checkbox]").check();
            page.locator("button:has-text('Import the one that is good')").click();
            assertThat(page.locator("#otherwise")).isFocused();
            assertThat(page.locator("#otherwise li")).hasText(Pattern.compile("Question 3: new"));
            page.locator("#otherwise a").click();
            assertThat(page.locator("#verdict-3")).isFocused();
            grace.inspect("import-otherwise");
            page.locator("#verdict-3 button:has-text('Mend')").click();
            page.locator("#verdict-3 textarea").fill("// [id:q3]\n::q3::What else? {=a ~b}");
            page.locator(".back a").click();
            page.locator("dialog[open] button:has-text('Stay here')").click();
            page.locator("button:has-text('Check again')").click();
            page.locator("button:has-text('Import the 2 that are good')").click();
            page.locator("h2:has-text('What became of each question')").waitFor();

            List<Map<String, Object>> questions = author.request()
                    .get("/banks/" + slug + "/questions")
                    .jsonPath()
                    .getList("items");
            assertThat(questions)
                    .extracting(one -> one.get("externalId"), one -> one.get("stem"), one -> one.get("topics"))
                    .containsExactlyInAnyOrder(
                            tuple("q2", "And which?", List.of("second")), tuple("q3", "What else?", List.of()));
        }
    }

    @Test
    void shouldTellALearnerThatAQuestionWasWithdrawn() {
        String name = "withdrawn-" + UUID.randomUUID();
        Client ada = Client.learner(system, name);
        String slug = "withdrawing-" + UUID.randomUUID().toString().substring(0, 8);
        Client author = Client.author(system);
        author.createBank(slug);
        String question = author.importFile(slug, "Which?\n\na (Correct)\n\nb\n".getBytes(StandardCharsets.UTF_8))
                .extract()
                .path("questions[0].id");
        String attempt = ada.startAttempt(slug).path("id");
        ada.answer(attempt, 1, List.of("B"));
        ada.request().post("/attempts/" + attempt + "/finish");
        author.request()
                .body("{\"effect\": \"withdraw\", \"reason\": \"It asks for nothing.\"}")
                .post("/questions/" + question + "/revisions/1/corrections")
                .then()
                .statusCode(202);
        await().until(() -> {
            JsonPath result =
                    ada.request().get("/attempts/" + attempt + "/results").jsonPath();
            return "withdrawn".equals(result.getString("questions[0].key.kind")) && !result.getBoolean("provisional");
        });

        try (Visitor visitor = visitor().signIn(name, "learner")) {
            Page page = visitor.page();
            visitor.open("/attempts/" + attempt + "/result");
            assertThat(page.locator(".reviewed")).containsText("Withdrawn: it counts for nobody");
            assertThat(page.locator(".reviewed.bad, .reviewed .bad, .reviewed .wrong"))
                    .hasCount(0);
            assertThat(page.locator(".reviewed")).containsText("yours");
            visitor.inspect("result-withdrawn");
            page.locator(".segments button:has-text('Not right')").click();
            assertThat(page.locator(".reviewed")).hasCount(0);
            visitor.open("/attempts/" + attempt);
            assertThat(page.locator(".feedback")).hasText(Pattern.compile("Withdrawn"));
            assertThat(page.locator(".choice.wrong, .choice.right")).hasCount(0);
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
            assertThat(page.locator("section .tag:has-text('rejected')")).hasText("0 rejected");
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
        await().until(() -> isCorrect(ada, id, position), Boolean.FALSE::equals);

        try (Visitor grace = visitor().signIn("grace", "author")) {
            Page page = grace.page();
            grace.open("/corrections/%s/%s".formatted(question.get("questionId"), question.get("revision")));
            page.locator("input[name=key][value='" + wrong + "']").check();
            page.locator("textarea").fill("The book was misprinted.");
            page.locator("button:has-text('See who is affected')").click();
            assertThat(page.locator(".numbers")).isVisible();
            grace.inspect("correction");
            assertThat(page.locator("table")).hasCount(0);
            page.locator("button:has-text('Apply')").click();
            assertThat(page.locator("dialog[open]")).containsText("Answers worth something else: 1.");
            page.locator("dialog[open] .button:not(.ghost)").click();
            page.locator("h2:has-text('All answers are regraded')")
                    .waitFor(new Locator.WaitForOptions().setTimeout(60_000));
            await().until(() -> isCorrect(ada, id, position), Boolean.TRUE::equals);

            page.locator("button:has-text('Undo')").click();
            page.locator("dialog[open] .button:not(.ghost)").click();
            await().until(() -> isCorrect(ada, id, position), Boolean.FALSE::equals);
        }
    }

    @Test
    void shouldSayWhatABlueprintLacks() {
        try (Visitor grace = visitor().signIn("grace", "author")) {
            Page page = grace.page();
            grace.open("/banks/" + bank.slug() + "/new-blueprint");
            page.locator("label:has-text('Title') input").fill("A test of alpha");
            page.locator("label:has-text('Short name') input").fill("alpha");
            page.locator(".accepted select").selectOption("alpha");
            page.locator(".accepted .tight input").fill("1000");
            assertThat(page.locator(".accepted")).containsText("too few in the bank");
            page.locator("form button:has-text('Save')").click();
            assertThat(page.locator(".notice.warn")).containsText("can’t fill this blueprint");
            page.locator(".accepted .tight input").fill("3");
            page.locator("form button:has-text('Save')").click();
            assertThat(page.locator(".notice.warn")).hasCount(0);
            grace.inspect("blueprint");
            grace.open("/banks/" + bank.slug() + "/blueprints");
            assertThat(page.locator("article")).containsText("the bank can fill it");
            grace.inspect("blueprints");
        }
    }

    /** What the weak choose is made right; the figures say so, and lead to where it is put right. */
    @Test
    void shouldLeadFromTheFlagOfAnItemToItsRegrade() {
        AnsweredBank answered = AnsweredBank.create(system);
        Client author = Client.author(system);
        String question = author.request()
                .get("/banks/" + answered.slug() + "/questions?q=Step")
                .path("items.find { it.externalId == 'q3' }.id");
        author.request()
                .body("{\"effect\": \"regrade\", \"choices\": [\"C\"], \"reason\": \"By mistake.\"}")
                .post("/questions/" + question + "/revisions/1/corrections")
                .then()
                .statusCode(202);

        try (Visitor grace = visitor().signIn("grace", "author")) {
            Page page = grace.page();
            Locator flag = page.locator("tbody tr:has-text('q3') .tag.bad");
            await().until(() -> {
                grace.open("/items?bank=" + answered.slug());
                page.locator("tbody tr").first().waitFor();
                return flag.count() == 1;
            });
            assertThat(flag).containsText("the key may be wrong");
            grace.inspect("items-flagged");
            page.locator("tbody a:has-text('q3')").click();
            assertThat(page.locator(".notice.warn")).containsText("the strong choose");
            page.locator("canvas").waitFor();
            grace.inspect("item-flagged");
            page.locator("a:has-text('Correct the key')").click();
            page.locator("input[name=key][value='A']").check();
            page.locator("textarea").fill("C was marked by mistake.");
            page.locator("button:has-text('See who is affected')").click();
            page.locator("button:has-text('Apply')").click();
            page.locator("dialog[open] .button:not(.ghost)").click();

            assertThat(page.locator("h2:has-text('All answers are regraded')")).isVisible();
            assertThat(page.locator("section:has(#journal)")).containsText("C → A");
            await().until(() -> {
                grace.open("/items?bank=" + answered.slug());
                page.locator("tbody tr").first().waitFor();
                return flag.count() == 0;
            });
        }
    }

    @Test
    void shouldShowAnInstructorWhatACorrectionWouldChange() {
        String question = Client.author(system)
                .request()
                .get("/banks/" + bank.slug() + "/questions?limit=1")
                .path("items[0].id");
        try (Visitor iris = visitor().signIn("iris", "instructor")) {
            Page page = iris.page();
            iris.open("/corrections/" + question + "/1");
            page.locator("button:has-text('See who is affected')").click();

            assertThat(page.locator(".numbers")).isVisible();
            assertThat(page.locator("button:has-text('Apply')")).hasCount(0);
            assertThat(page.locator("main")).containsText("Authors and admins apply corrections");
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
}

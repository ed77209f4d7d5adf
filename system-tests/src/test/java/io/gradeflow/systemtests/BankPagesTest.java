package io.gradeflow.systemtests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of a bank in a browser: questions written one at a time, found, tagged, compared, taken along. */
@Tag("slow")
@OnTheSystem
class BankPagesTest {

    private static final String QUESTIONS = """
            {"type": "single", "externalId": "recall", "stem": "Which metric counts the positives that a classifier missed?", \
            "topics": ["metrics"], "choices": [{"id": "A", "text": "Recall", "correct": true}, {"id": "B", "text": "Precision"}]}
            {"type": "single", "externalId": "recall-again", "stem": "Which metric counts the positives that a classifier has missed?", \
            "topics": ["metrics"], "choices": [{"id": "A", "text": "Recall", "correct": true}, {"id": "B", "text": "Precision"}]}
            {"type": "ordering", "externalId": "sizes", "stem": "From small to large?", "order": ["one", "two", "three"]}
            """;

    private static Chromium chromium;

    private final SystemUnderTest system;
    private final Client author;
    private final String bank = "kept-" + UUID.randomUUID().toString().substring(0, 8);

    BankPagesTest(SystemUnderTest system) {
        this.system = system;
        author = Client.author(system);
    }

    @BeforeAll
    static void start() {
        chromium = Chromium.shared();
    }

    @BeforeEach
    void createBank() {
        author.createBank(bank);
        author.importFile(bank, QUESTIONS.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldWriteAQuestionPublishItAndCompareItsRevisions() throws IOException {
        try (Visitor grace = visitor()) {
            Page page = grace.page();
            grace.open("/banks/" + bank + "/new");
            page.locator("textarea").first().fill("Which is **even**?");
            page.locator("fieldset textarea").nth(0).fill("Four");
            page.locator("fieldset textarea").nth(1).fill("Five");
            assertThat(page.locator(".preview strong")).hasText("even");
            page.locator("input[type=file]").setInputFiles(new FilePayload("even.png", "image/png", picture()));
            assertThat(page.locator(".preview img"))
                    .hasAttribute("src", Pattern.compile("/assets/picture-[0-9a-f]{8}\\.png"));
            page.waitForFunction("() => document.querySelector('.preview img').naturalWidth === 31");
            page.locator("textarea").first().fill("Which is **even**?");
            page.locator("button:has-text('Save as a draft')").click();
            assertThat(page.locator("#faults")).containsText("correct");
            page.locator("input[name=correct]").first().check();
            grace.inspect("editor");
            page.locator("button:has-text('Save as a draft')").click();

            assertThat(page.locator("h1 .tag")).hasText("draft");
            page.locator("button:has-text('Publish')").click();
            page.locator("dialog[open] input[name=reason]").fill("It is ready.");
            page.keyboard().press("Enter");
            assertThat(page.locator("h1 .tag")).hasCount(0);
            assertThat(page.locator("section:has(#history)")).containsText("It is ready.");

            page.locator("a:has-text('Change')").click();
            page.locator("textarea").first().fill("Which of these is **even**?");
            page.locator("form button:has-text('Save')").click();
            assertThat(page.locator(".diff ins").first()).containsText("of");
            assertThat(page.locator(".diff ins").last()).containsText("these");
            grace.inspect("question");
        }
    }

    @Test
    void shouldShowBesideEachTypeWhatALearnerWillMeet() {
        try (Visitor grace = visitor()) {
            Page page = grace.page();
            grace.open("/banks/" + bank + "/new");
            page.locator("textarea").first().fill("What belongs together?");
            Map<String, String> controls = Map.of(
                    "multiple", ".preview input[type=checkbox]",
                    "true-false", ".preview input[type=radio]",
                    "short-text", ".preview input[maxlength='1000']",
                    "numeric", ".preview input[inputmode=decimal]",
                    "matching", ".preview select",
                    "ordering", ".preview .order li");
            for (String type : controls.keySet()) {
                page.locator("label:has-text('Type') select").selectOption(type);
                page.locator("fieldset :is(textarea, input:not([type], [list]))").all().stream()
                        .limit(4)
                        .forEach(field -> field.fill(type.equals("numeric") ? "7" : "Some text"));
                assertThat(page.locator(controls.get(type)).first()).isVisible();
                grace.inspect("editor-" + type);
            }
        }
    }

    @Test
    void shouldNotOverwriteWhatSomebodyElseChangedMeanwhile() {
        try (Visitor grace = visitor()) {
            Page page = grace.page();
            String id = author.request()
                    .get("/banks/" + bank + "/questions?q=sizes")
                    .path("items[0].id");
            grace.open("/questions/" + id + "/edit");
            Locator stem = page.locator("textarea").first();
            stem.fill("Mine?");
            author.request()
                    .body("{\"type\": \"ordering\", \"stem\": \"Theirs?\", \"order\": [\"one\", \"two\", \"three\"]}")
                    .put("/questions/" + id)
                    .then()
                    .statusCode(200);
            page.locator("form button:has-text('Save')").click();
            page.locator("dialog[open] button:has-text('See theirs')").click();

            assertThat(page.locator("textarea").first()).hasValue("Theirs?");
        }
    }

    @Test
    void shouldAskBeforeWhatIsWrittenIsLost() {
        try (Visitor grace = visitor()) {
            Page page = grace.page();
            Locator asked = page.locator("dialog[open]:has-text('Leave without saving?')");
            grace.open("/banks/" + bank);
            page.locator("a:has-text('New question')").click();
            page.locator("textarea").first().fill("Not yet saved?");
            page.locator("form a:has-text('Cancel')").click();
            asked.locator("button:has-text('Stay here')").click();
            assertThat(page.locator("textarea").first()).hasValue("Not yet saved?");
            page.evaluate("() => history.back()");
            asked.locator("button:has-text('Stay here')").click();
            assertThat(page).hasURL(Pattern.compile("/new$"));
            assertThat(page.locator("textarea").first()).hasValue("Not yet saved?");
            page.evaluate("() => history.back()");
            asked.locator("button:text-is('Leave')").click();
            assertThat(page.locator("h1")).hasText(bank);
            assertThat(page).hasURL(Pattern.compile("/banks/" + bank + "$"));

            page.locator("a:has-text('Topics of the bank')").click();
            page.locator("input[aria-label='Title: metrics']").fill("Measures");
            page.locator(".back a").click();
            asked.locator("button:has-text('Stay here')").click();
            page.locator("button:text-is('Save')").click();
            assertThat(page.locator(".toast")).containsText("The topics are saved");
            page.locator(".back a").click();
            assertThat(page.locator("h1")).hasText(bank);
        }
    }

    @Test
    void shouldLeadToWhatALinkNamesWithinThePage() {
        try (Visitor grace = visitor()) {
            Page page = grace.page();
            grace.open("/banks");
            page.locator("li.card").first().waitFor();
            page.locator("header a:has-text('New bank')").click();
            assertThat(page.locator("#new-bank")).isFocused();
            assertThat(page.locator("#new-bank")).isInViewport();
            assertThat(page).hasURL(Pattern.compile("#new-bank$"));

            page.evaluate("() => window.scrollTo(0, 0)");
            page.reload();
            assertThat(page.locator("#new-bank")).isFocused();
        }
    }

    @Test
    void shouldFindQuestionsAndGiveThemTopics() {
        try (Visitor grace = visitor()) {
            Page page = grace.page();
            grace.open("/banks/" + bank);
            page.locator("input[type=search]").fill("small larg");
            assertThat(page.locator("article")).hasCount(1);
            assertThat(page.locator("article mark").first()).hasText("small");
            grace.inspect("bank");
            page.locator("article input[type=checkbox]").check();
            page.locator("button:has-text('Topics of the 1 chosen')").click();
            page.locator("dialog[open] select[name=add]").selectOption("metrics");
            page.locator("dialog[open] button:has-text('Change the topics')").click();

            assertThat(page.locator("article .tag:has-text('metrics')")).hasCount(1);
        }
    }

    @Test
    void shouldMoveATopicWithItsQuestions() {
        try (Visitor grace = visitor()) {
            Page page = grace.page();
            grace.open("/banks/" + bank + "/topics");
            page.locator("button[aria-label='Move metrics']").click();
            page.locator("dialog[open] input").fill("modeling/metrics");
            page.keyboard().press("Enter");

            assertThat(page.locator("tbody tr:has-text('modeling/metrics')")).hasCount(1);
            assertThat(page.locator("tbody tr:has-text('modeling/metrics')")).containsText("2");
            grace.inspect("topic-tree");
        }
    }

    @Test
    void shouldShowPicturesOfTheBankAloneAndLeadNowhereButToPages() throws IOException {
        author.request()
                .contentType("application/octet-stream")
                .body(picture())
                .put("/banks/" + bank + "/assets/cell.png")
                .then()
                .statusCode(201);
        author.importFile(bank, """
                {"type": "single", "externalId": "cell", "stem": "![A cell](asset:cell.png) ![Elsewhere](https://example.org/a.png) \
                [Read](https://example.org/) [Run](javascript:alert)", \
                "choices": [{"id": "A", "text": "Alive", "correct": true}, {"id": "B", "text": "Dead"}]}
                """.getBytes(StandardCharsets.UTF_8));
        try (Visitor grace = visitor()) {
            Page page = grace.page();
            grace.open("/banks/" + bank);
            Locator question = page.locator("article:has-text('Alive')");

            assertThat(question.locator("img")).hasCount(1);
            assertThat(question.locator("img")).hasAttribute("alt", "A cell");
            page.waitForFunction("() => document.querySelector('article img').naturalWidth === 31");
            assertThat(question.locator("a[href='https://example.org/']")).hasText("Read");
            assertThat(question.locator("a[href^=javascript]")).hasCount(0);
            assertThat(question).containsText("![Elsewhere](https://example.org/a.png)");
            assertThat(question).containsText("[Run](javascript:alert)");
        }
    }

    @Test
    void shouldShowWhatSaysAlmostTheSame() {
        try (Visitor grace = visitor()) {
            grace.open("/banks/" + bank + "/duplicates");
            Locator pair = grace.page().locator("section.card");
            assertThat(pair).hasCount(1);
            assertThat(pair).containsText(Pattern.compile("recall.*recall-again", Pattern.DOTALL));
            grace.inspect("duplicates");
        }
    }

    @Test
    void shouldExportABankAndSayWhatTheFormatCanNotHold() throws IOException {
        try (Visitor grace = visitor()) {
            Page page = grace.page();
            grace.open("/banks/" + bank + "/export");
            assertThat(page.locator("main")).containsText("holds all 3 questions");
            page.locator("input[value=gift]").check();
            assertThat(page.locator("section:has(#losses)")).containsText("sizes");
            grace.inspect("export");
            page.locator("input[value=jsonl]").check();
            Download file = page.waitForDownload(
                    () -> page.locator("a:has-text('Download')").click());

            assertThat(file.suggestedFilename()).isEqualTo(bank + ".jsonl");
            assertThat(Files.readAllLines(file.path())).hasSize(3);
        }
    }

    private static byte[] picture() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(31, 17, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }

    private Visitor visitor() {
        return Visitor.of(chromium, system, bank).signIn("grace", "author");
    }
}

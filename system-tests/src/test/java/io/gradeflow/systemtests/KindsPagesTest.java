package io.gradeflow.systemtests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each kind of question in a browser: answered by keyboard alone, told, and put right. */
@Tag("slow")
@OnTheSystem
class KindsPagesTest {

    private static final String QUESTIONS = """
            {"type": "true-false", "stem": "One is a **prime**.", "answer": false}
            {"type": "short-text", "externalId": "word", "stem": "The even prime, in a word?", "answers": [{"text": "two"}, {"text": "2", "weight": "1/2"}]}
            {"type": "numeric", "externalId": "pi", "stem": "Pi to three places?", "answers": [{"value": 3.142, "tolerance": 0.0005}]}
            {"type": "matching", "stem": "What is it?", "scoring": "per-pair", "pairs": [{"prompt": "7", "answer": "prime"}, {"prompt": "9", "answer": "odd"}], "distractors": ["even"]}
            {"type": "ordering", "stem": "From small to large?", "scoring": "per-neighbour", "order": ["one", "two", "three"]}
            """;

    private static Chromium chromium;
    private static String bank;

    private final SystemUnderTest system;

    KindsPagesTest(SystemUnderTest system) {
        this.system = system;
    }

    @BeforeAll
    static void start(SystemUnderTest system) {
        chromium = Chromium.shared();
        bank = "kinds-" + UUID.randomUUID().toString().substring(0, 8);
        Client author = Client.author(system);
        author.createBank(bank);
        author.importFile(bank, QUESTIONS.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldTakeAndTellEachKindOfAnswer() {
        try (Visitor ada = Visitor.of(chromium, system, bank).signIn("kind-" + UUID.randomUUID(), "learner")) {
            Page page = ada.page();
            page.locator("form button.button:has-text('Start')").click();
            page.locator("#question-title").waitFor();
            Set<String> answered = new HashSet<>();
            for (int position = 1; position <= 5; position++) {
                assertThat(page.locator("#question-title")).hasText("Question %d of 5".formatted(position));
                String stem = page.locator(".question .prose").first().innerText();
                answer(ada, stem);
                if (stem.equals("What is it?") || stem.equals("From small to large?")) {
                    ada.inspect("kind-" + stem.replaceAll("\\W+", "-").toLowerCase(Locale.ROOT));
                }
                ada.tabTo(".turn .row button:not(.ghost)");
                page.keyboard().press("Enter");
                assertThat(page.locator(".feedback")).isVisible();
                assertThat(page.locator(".feedback .verdict"))
                        .containsText(stem.startsWith("The even prime") ? "Partly right: 0.5 of 1" : "Right");
                page.locator("#question-title").focus();
                page.keyboard().press("ArrowRight");
                answered.add(stem);
            }
            assertThat(answered).hasSize(5);
            page.keyboard().press("Enter");
            page.locator("dialog[open]").waitFor();
            ada.tabTo("dialog .button:not(.ghost)");
            page.keyboard().press("Enter");

            assertThat(page.locator(".headline")).containsText("4.5 of 5 points");
            assertThat(page.locator(".reviewed:has-text('Pi to')")).containsText("3.1416");
            assertThat(page.locator(".reviewed:has-text('The even prime')")).containsText("two");
            assertThat(page.locator(".reviewed:has-text('From small')")).containsText("one → two → three");
        }
    }

    @Test
    void shouldAskBeforeAMatchingIsCheckedThatIsHalfOpen() {
        try (Visitor ada = Visitor.of(chromium, system, bank).signIn("half-" + UUID.randomUUID(), "learner")) {
            Page page = ada.page();
            page.locator("form button.button:has-text('Start')").click();
            for (int position = 1; position <= 5; position++) {
                assertThat(page.locator("#question-title")).hasText("Question %d of 5".formatted(position));
                if (page.locator(".pair").count() > 0) {
                    break;
                }
                page.keyboard().press("ArrowRight");
            }
            page.locator(".pair select").first().selectOption(new SelectOption().setLabel("odd"));
            page.locator("#question-title").focus();
            page.keyboard().press("Enter");
            assertThat(page.locator("dialog[open]")).containsText("One pair is not answered");
            page.locator("dialog[open] button:has-text('Go on answering')").click();
            assertThat(page.locator(".feedback")).hasCount(0);
            page.locator(".runner-bar button:has-text('Finish')").click();
            assertThat(page.locator("dialog[open]")).containsText("You answered 0 of 5 questions.");
        }
    }

    @Test
    @Tag("slow")
    void shouldPutTheKeyOfATypedAnswerRight() {
        Client ada = Client.learner(system, "typist-" + UUID.randomUUID());
        String attempt = ada.request()
                .body("{\"bank\": \"%s\", \"mode\": \"practice\", \"questionCount\": 5}".formatted(bank))
                .post("/attempts")
                .path("id");
        List<String> stems =
                ada.request().get("/attempts/" + attempt).jsonPath().getList("questions.stem");
        int position = stems.indexOf("Pi to three places?") + 1;
        ada.request()
                .body("{\"number\": 3.1}")
                .put("/attempts/%s/answers/%d".formatted(attempt, position))
                .then()
                .statusCode(202);
        await().until(() -> isCorrect(ada, attempt, position), Boolean.FALSE::equals);
        String question =
                ada.request().get("/attempts/" + attempt).path("questions[" + (position - 1) + "].questionId");

        try (Visitor grace = Visitor.of(chromium, system, bank).signIn("grace", "author")) {
            Page page = grace.page();
            grace.open("/corrections/" + question + "/1");
            Locator low = page.locator(".accepted input").first();
            low.fill("3.1");
            low.press("Tab");
            page.locator("textarea").fill("One place was asked for.");
            grace.inspect("correction-number");
            page.locator("button:has-text('See who is affected')").click();
            assertThat(page.locator(".numbers")).isVisible();
            page.locator("button:has-text('Apply')").click();
            page.locator("dialog[open] .button:not(.ghost)").click();

            await().until(() -> isCorrect(ada, attempt, position), Boolean.TRUE::equals);
            assertThat(page.locator("section:has(#journal)")).containsText("3.1415 – 3.1425 → 3.1 – 3.1425");
            page.locator("button:has-text('Undo')").click();
            page.locator("dialog[open] .button:not(.ghost)").click();
            await().until(() -> isCorrect(ada, attempt, position), Boolean.FALSE::equals);
        }
    }

    private static void answer(Visitor ada, String stem) {
        Page page = ada.page();
        switch (stem) {
            case "One is a prime." -> {
                page.keyboard()
                        .press(page.locator(".choice").first().innerText().contains("False") ? "a" : "b");
                assertThat(page.locator(".choice.ticked")).containsText("False");
            }
            case "The even prime, in a word?" -> {
                ada.tabTo("input[maxlength='1000']");
                page.keyboard().type("2");
            }
            case "Pi to three places?" -> {
                ada.tabTo("input[inputmode=decimal]");
                page.keyboard().type("3,1416");
            }
            case "What is it?" -> {
                List<String> prompts = page.locator(".pair > span").allInnerTexts();
                for (int i = 0; i < prompts.size(); i++) {
                    ada.tabTo(".pair:nth-child(%d) select".formatted(i + 1));
                    page.keyboard().type(prompts.get(i).equals("7") ? "prime" : "odd");
                }
            }
            case "From small to large?" -> order(ada);
            default -> throw new AssertionError(stem);
        }
    }

    /** Moves each item up to its place; the focus goes along with it. */
    private static void order(Visitor ada) {
        Page page = ada.page();
        List<String> order = List.of("one", "two", "three");
        for (int place = 0; place < order.size(); place++) {
            int at =
                    page.locator(".order li > span:first-child").allInnerTexts().indexOf(order.get(place));
            if (at > place) {
                ada.tabTo(".order li:nth-child(%d) button:first-child".formatted(at + 1));
            }
            for (int moved = at; moved > place; moved--) {
                page.keyboard().press("Enter");
                assertThat(page.locator(".order li:nth-child(%d) > span".formatted(moved))
                                .first())
                        .hasText(order.get(place));
                assertThat(page.locator(".order li:nth-child(%d) button:focus".formatted(moved)))
                        .hasCount(1);
            }
        }
        if (page.locator(".order.ticked").count() == 0) {
            ada.tabTo(".order + p button");
            page.keyboard().press("Enter");
        }
    }

    private static Boolean isCorrect(Client learner, String attempt, int position) {
        return learner.request()
                .get("/attempts/" + attempt)
                .jsonPath()
                .get("questions.find { it.position == " + position + " }.answer.correct");
    }
}

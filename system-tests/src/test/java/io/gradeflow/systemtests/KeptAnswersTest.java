package io.gradeflow.systemtests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.gradeflow.devstack.testing.Patience.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.gradeflow.bench.crowd.KeyedBank;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No answer that a candidate gave is lost or changed, whatever happens to the network, the tabs and the keys. */
@Tag("slow")
@OnTheSystem
class KeptAnswersTest {

    private static final String TYPED = """
            {"type": "numeric", "stem": "How many addresses?", "topics": ["typed"], "answers": [{"value": 18446744073709551616}]}
            {"type": "numeric", "stem": "How many bits?", "topics": ["typed"], "answers": [{"value": 64}]}
            """;

    private static Chromium chromium;
    private static KeyedBank bank;
    private static String typed;

    private final SystemUnderTest system;
    private final String name = "kept-" + UUID.randomUUID().toString().substring(0, 8);
    private final Client api;

    KeptAnswersTest(SystemUnderTest system) {
        this.system = system;
        this.api = Client.learner(system, name);
    }

    @BeforeAll
    static void start(SystemUnderTest system) {
        chromium = Chromium.shared();
        bank = KeyedBank.create(system).withExams(system);
        typed = "typed-" + UUID.randomUUID().toString().substring(0, 8);
        Client author = Client.author(system);
        author.createBank(typed);
        author.importFile(typed, TYPED.getBytes(StandardCharsets.UTF_8));
        author.request()
                .body(Map.of(
                        "sections",
                        List.of(Map.of("topic", "typed", "count", 2)),
                        "minutes",
                        10,
                        "passMark",
                        500,
                        "scale",
                        Map.of("min", 100, "max", 1000)))
                .put("/banks/" + typed + "/blueprints/typed")
                .then()
                .statusCode(201);
    }

    @Test
    void shouldNotFinishByAKeyThatIsHeldOrStruckOnceMore() {
        try (Visitor ada = visitor(exam(bank.slug(), KeyedBank.BLUEPRINT))) {
            Page page = ada.page();
            page.locator(".palette button").last().click();
            page.locator("#question-title").focus();
            page.keyboard().down("Enter");
            page.keyboard().down("Enter");
            page.keyboard().up("Enter");
            page.locator("#question-title").focus();
            page.keyboard().press("Enter");
            page.locator("dialog[open]").waitFor();
            page.keyboard().press("Enter");

            assertThat(page.locator("dialog[open]")).hasCount(0);
            assertThat(page.locator("#question-title")).isVisible();
            Assertions.assertThat(status()).isEqualTo("OPEN");
        }
    }

    @Test
    void shouldKeepAChoiceWhileTheServerIsSlowToTellOfIt() {
        String attempt = exam(bank.slug(), KeyedBank.BLUEPRINT);
        try (Visitor ada = visitor(attempt)) {
            Page page = ada.page();
            page.route("**/api/v1/attempts/" + attempt, Route::abort);
            int several = positionOfSeveral(attempt);
            page.locator(".palette li:nth-child(%d) button".formatted(several)).click();
            assertThat(page.locator("#question-title")).isFocused();
            page.keyboard().press("a");
            assertThat(page.locator(".choice.ticked")).hasCount(1);
            assertThat(page.locator(".save")).hasText("Saved");
            page.keyboard().press("b");
            assertThat(page.locator(".choice.ticked")).hasCount(2);
            assertThat(page.locator(".save")).hasText("Saved");

            await().until(() -> choices(attempt, several).size() == 2);
        }
    }

    @Test
    void shouldLetTheLastChoiceOfTwoTabsStand() {
        String attempt = exam(bank.slug(), KeyedBank.BLUEPRINT);
        try (Visitor ada = visitor(attempt)) {
            Page first = ada.page();
            Page second = ada.anotherTab("/attempts/" + attempt);
            second.locator("#question-title").waitFor();
            first.bringToFront();
            for (int i = 0; i < 3; i++) {
                first.keyboard().press("f");
                assertThat(first.locator(".save")).hasText("Saved");
            }
            first.locator(".choice").nth(0).click();
            assertThat(first.locator(".save")).hasText("Saved");
            String wanted = second.locator(".choice input").nth(2).getAttribute("value");
            second.bringToFront();
            second.locator(".choice").nth(2).click();

            assertThat(second.locator(".choice.ticked input")).hasAttribute("value", wanted);
            await().until(() -> choices(attempt, 1), List.of(wanted)::equals);
            assertThat(second.locator(".choice.ticked input")).hasAttribute("value", wanted);
        }
    }

    @Test
    void shouldSendWhatTwoTabsHaveKeptWithoutANetwork() {
        String attempt = exam(bank.slug(), KeyedBank.BLUEPRINT);
        try (Visitor ada = visitor(attempt)) {
            Page first = ada.page();
            Page second = ada.anotherTab("/attempts/" + attempt);
            second.locator("#question-title").waitFor();
            ada.everywhere("**/answers/*", Route::abort);
            answerAt(first, 3);
            answerAt(second, 5);
            second.close();
            ada.everywhereAgain("**/answers/*");
            ada.open("/");

            await().until(() ->
                    choices(attempt, 3).size() == 1 && choices(attempt, 5).size() == 1);
        }
    }

    @Test
    void shouldKeepWhatIsRefusedForNow() {
        String attempt = exam(bank.slug(), KeyedBank.BLUEPRINT);
        try (Visitor ada = visitor(attempt)) {
            Page page = ada.page();
            page.route(
                    "**/answers/*",
                    route -> route.fulfill(
                            new Route.FulfillOptions()
                                    .setStatus(404)
                                    .setContentType("application/problem+json")
                                    .setBody(
                                            "{\"code\": \"attempt-unknown\", \"title\": \"There is no such attempt of yours\"}")));
            page.locator(".choice").first().click();
            assertThat(page.locator(".save")).containsText("Not taken yet: 1 kept here");
            page.unroute("**/answers/*");
            page.reload();

            assertThat(page.locator(".save")).hasText("Saved");
            await().until(() -> choices(attempt, 1).size() == 1);
        }
    }

    @Test
    void shouldSayWhatWasRefusedForGoodUntilItIsRead() {
        String attempt = exam(bank.slug(), KeyedBank.BLUEPRINT);
        try (Visitor ada = visitor(attempt)) {
            Page page = ada.page();
            page.route(
                    "**/answers/*",
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setStatus(409)
                            .setContentType("application/problem+json")
                            .setBody(
                                    "{\"code\": \"answer-late\", \"title\": \"The answer came after the deadline\"}")));
            page.locator(".choice").first().click();

            assertThat(page.locator(".save")).hasText("1 not saved");
            assertThat(page.locator(".notice.bad")).containsText("Question 1");
            page.locator("button:has-text('I have read it')").click();
            assertThat(page.locator(".save")).hasText("Saved");
        }
    }

    @Test
    void shouldSayBeforeFinishingThatAnswersAreNotSent() {
        try (Visitor ada = visitor(exam(bank.slug(), KeyedBank.BLUEPRINT))) {
            Page page = ada.page();
            page.route("**/answers/*", Route::abort);
            page.locator(".choice").first().click();
            page.locator(".runner-bar button:has-text('Finish')").click();

            assertThat(page.locator("dialog[open] [role=alert]")).containsText("1 answers are not sent");
            assertThat(page.locator("dialog[open] button:has-text('Finish without them')"))
                    .isVisible();
            page.locator("dialog[open] button:has-text('Go on answering')").click();
            page.unroute("**/answers/*");
        }
    }

    @Test
    void shouldGoOnWhenTimeWasNotUpAfterAll() {
        String attempt = exam(typed, "typed");
        try (Visitor ada = visitor(attempt)) {
            Page page = ada.page();
            page.clock().install();
            page.reload();
            page.locator("#question-title").waitFor();
            page.route("**/api/v1/attempts/" + attempt, Route::abort);
            page.clock().fastForward("11:00");
            assertThat(page.locator(".notice")).containsText("Time is up");
            page.unroute("**/api/v1/attempts/" + attempt);
            page.evaluate("() => window.dispatchEvent(new Event('online'))");

            assertThat(page.locator(".notice:has-text('Time is up')")).hasCount(0);
            assertThat(page.locator(".question input")).isEnabled();
        }
    }

    @Test
    void shouldSendWhatIsTypedToTheLastDigitWithoutLeavingTheField() {
        String attempt = exam(typed, "typed");
        try (Visitor ada = visitor(attempt)) {
            Page page = ada.page();
            String stem = page.locator(".question .prose").innerText();
            Locator field = page.locator(".question input");
            field.click();
            page.keyboard().type("18446744073709551616");

            await().until(() -> number(attempt, 1), "18446744073709551616"::equals);
            assertThat(field).isFocused();
            assertThat(field).hasValue("18446744073709551616");
            page.locator("button:has-text('Next')").click();
            assertThat(page.locator(".question .prose")).not().hasText(stem);
            assertThat(page.locator(".question input")).hasValue("");
        }
    }

    @Test
    void shouldKeepAnswersWhenTheSessionEnds() {
        String attempt = exam(bank.slug(), KeyedBank.BLUEPRINT);
        try (Visitor ada = visitor(attempt)) {
            Page page = ada.page();
            ada.forgetSession();
            page.locator(".choice").first().click();
            assertThat(page.locator(".save")).hasText("Signed out: 1 kept here");
            page.locator(".notice.bad a:has-text('Sign in')").click();
            page.locator("input[name=username]").fill(name);
            page.locator("button").click();

            assertThat(page.locator(".save")).hasText("Saved");
            await().until(() -> choices(attempt, 1).size() == 1);
        }
    }

    private Visitor visitor(String attempt) {
        Visitor visitor = Visitor.of(chromium, system, bank.slug()).signIn(name, "learner");
        visitor.open("/attempts/" + attempt);
        visitor.page().locator("#question-title").waitFor();
        return visitor;
    }

    private String exam(String slug, String blueprint) {
        return await().until(
                        () -> api.request()
                                .body(Map.of("bank", slug, "mode", "exam", "blueprint", blueprint))
                                .post("/attempts")
                                .path("id"),
                        Objects::nonNull);
    }

    private static void answerAt(Page page, int position) {
        page.bringToFront();
        page.locator(".palette li:nth-child(%d) button".formatted(position)).click();
        page.locator(".choice").first().click();
        assertThat(page.locator(".save")).containsText("Offline");
    }

    /** The first question of the paper that takes two choices. */
    private int positionOfSeveral(String attempt) {
        return api.request().get("/attempts/" + attempt).path("questions.find { it.select.max == 2 }.position");
    }

    private String status() {
        return api.request().get("/attempts?limit=1").path("items[0].status");
    }

    private List<String> choices(String attempt, int position) {
        List<String> choices = api.request()
                .get("/attempts/" + attempt)
                .path("questions.find { it.position == %d }.answer?.choices".formatted(position));
        return choices == null ? List.of() : choices;
    }

    private String number(String attempt, int position) {
        String body = api.request().get("/attempts/" + attempt).asString();
        return body.replaceFirst("(?s).*\"position\":%d,.*?\"number\":([0-9]+).*".formatted(position), "$1");
    }
}

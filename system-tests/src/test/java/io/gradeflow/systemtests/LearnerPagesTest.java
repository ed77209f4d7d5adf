package io.gradeflow.systemtests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.gradeflow.bench.crowd.KeyedBank;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a candidate does in a browser, on the whole system. */
@OnTheSystem
class LearnerPagesTest {

    private static Chromium chromium;
    private static KeyedBank bank;

    private final SystemUnderTest system;

    LearnerPagesTest(SystemUnderTest system) {
        this.system = system;
    }

    @BeforeAll
    static void start(SystemUnderTest system) {
        chromium = Chromium.shared();
        bank = KeyedBank.create(system).withExams(system);
    }

    @Test
    void shouldTakeAWholePracticeAttemptByKeyboardAlone() {
        try (Visitor ada = visitor()) {
            Page page = ada.page();
            ada.open("/");
            ada.tabTo("main a.button");
            page.keyboard().press("Enter");
            page.locator("input[name=username]").waitFor();
            page.keyboard().press("ControlOrMeta+A");
            page.keyboard().type(name());
            page.keyboard().press("Enter");
            page.locator("select[name=count]").waitFor();
            ada.tabTo("select[name=count]");
            page.keyboard().press("ArrowUp");
            ada.tabTo("form button.button");
            page.keyboard().press("Enter");
            page.locator("#question-title").waitFor();

            for (int position = 1; position <= 5; position++) {
                assertThat(page.locator("#question-title")).hasText("Question %d of 5".formatted(position));
                List<Locator> choices = page.locator(".choice").all();
                for (int i = 0; i < choices.size(); i++) {
                    if (KeyedBank.isRight(choices.get(i).locator(".choice-text").innerText())) {
                        page.keyboard().press(String.valueOf((char) ('a' + i)));
                    }
                }
                if (position == 2) {
                    page.keyboard().press("f");
                    assertThat(page.locator(".cell.flagged[aria-label]")).hasCount(1);
                }
                page.keyboard().press("Enter");
                assertThat(page.locator(".feedback.good")).isVisible();
                page.keyboard().press("ArrowRight");
            }
            page.keyboard().press("Enter");
            page.locator("dialog[open]").waitFor();
            ada.tabTo("dialog .button:not(.ghost)");
            page.keyboard().press("Enter");

            assertThat(page.locator(".headline .figure")).hasText("100%");
            assertThat(page.locator(".reviewed.good")).hasCount(5);
        }
    }

    @Test
    void shouldLoseNothingOfAnExamWithoutANetworkAndAfterAReload() {
        String name = name();
        try (Visitor ada = visitor().signIn(name, "learner")) {
            Page page = ada.page();
            page.locator("button:has-text('Take the exam')").click();
            page.locator("dialog[open] .button:has-text('Begin')").click();
            page.locator("#question-title").waitFor();
            answerInFull(page);
            assertThat(page.locator(".save")).hasText("Saved");

            ada.offline(true);
            page.keyboard().press("ArrowRight");
            answerInFull(page);
            page.keyboard().press("ArrowRight");
            answerInFull(page);
            assertThat(page.locator(".save")).hasText(Pattern.compile("Offline: [23] kept here"));
            String before = page.locator(".clock").innerText();
            assertThat(page.locator(".clock")).not().hasText(before);
            assertThat(answered(name)).isEqualTo(1);

            ada.offline(false);
            assertThat(page.locator(".save")).hasText("Saved");
            assertThat(answered(name)).isEqualTo(3);

            page.clock().install();
            page.reload();
            assertThat(page.locator("#question-title")).hasText("Question 3 of 15");
            assertThat(page.locator(".cell.answered[aria-label]")).hasCount(3);
            assertThat(page.locator(".clock")).isVisible();
            page.route("**/api/v1/attempts/*", route -> route.abort());
            page.clock().fastForward("01:00");
            assertThat(page.locator(".notice:has-text('Time is up')")).isVisible();
            assertThat(page.locator(".choice input").first()).isDisabled();
        }
    }

    @Test
    @Tag("slow")
    void shouldEndAnExamWhenItsTimeIsUp() {
        try (Visitor ada = visitor()) {
            Page page = ada.page();
            ada.open("/session/failed?error=access_denied");
            ada.inspect("sign-in-failed");
            ada.signIn(name(), "learner");
            page.locator("button:has-text('Take the exam')").click();
            page.locator("dialog[open] .button:has-text('Begin')").click();
            page.locator("#question-title").waitFor();
            ada.inspect("exam");

            assertThat(page.locator(".notice:has-text('Time is up')"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(75_000));
            page.locator("a:has-text('See the result')").click();
            assertThat(page.locator(".headline .figure")).isVisible();
            ada.inspect("exam-result");
            assertThat(page.locator(".reviewed")).hasCount(KeyedBank.EXAM_QUESTIONS);
        }
    }

    @Test
    void shouldKeepAnswersThatWereNotSentWhenThePageIsLoadedAnew() {
        String name = name();
        try (Visitor ada = visitor().signIn(name, "learner")) {
            Page page = ada.page();
            page.locator("button:has-text('Take the exam')").click();
            page.locator("dialog[open] .button:has-text('Begin')").click();
            page.locator("#question-title").waitFor();
            page.route("**/answers/*", route -> route.abort());
            answerInFull(page);
            assertThat(page.locator(".save")).hasText(Pattern.compile("Offline: 1 kept here"));

            page.reload();
            assertThat(page.locator(".cell.answered[aria-label]")).hasCount(1);
            assertThat(page.locator(".save")).hasText(Pattern.compile("Offline: 1 kept here"));
            assertThat(answered(name)).isZero();
            page.unroute("**/answers/*");

            assertThat(page.locator(".save")).hasText("Saved");
            await().until(() -> answered(name) == 1);
        }
    }

    @Test
    void shouldLeaveNothingToAxeInAnyWidth() {
        try (Visitor ada = visitor()) {
            Page page = ada.page();
            ada.open("/");
            page.locator("h1").waitFor();
            ada.inspect("welcome");
            ada.signIn(name(), "learner");
            page.locator("select[name=count]").waitFor();
            ada.inspect("home");
            page.locator("select[name=count]").selectOption("5");
            page.locator("form button.button:has-text('Start')").click();
            page.locator("#question-title").waitFor();
            ada.inspect("practice");
            page.keyboard().press("a");
            page.keyboard().press("b");
            page.keyboard().press("Enter");
            page.locator(".feedback, .choice.ticked").first().waitFor();
            ada.inspect("practice-answered");
            page.locator(".runner-bar button:has-text('Finish')").click();
            page.locator("dialog[open] .button:not(.ghost)").click();
            page.locator(".headline").waitFor();
            ada.inspect("result");
            ada.open("/history");
            page.locator("table").waitFor();
            ada.inspect("history");
            ada.open("/nothing/here");
            page.locator("h1:has-text('no such page')").waitFor();
            ada.inspect("not-found");
        }
    }

    /** From the beginning of the navigation until the form can be sent, as the page itself sees it. */
    @Test
    void shouldBeReadyAtOnce() {
        try (Visitor ada = visitor().signIn(name(), "learner")) {
            ada.page().addInitScript("""
                            new MutationObserver((_, observer) => {
                              if (document.querySelector('form button.button:not([disabled])')) {
                                window.readyAfter = performance.now();
                                observer.disconnect();
                              }
                            }).observe(document, { childList: true, subtree: true });""");
            double best = Double.MAX_VALUE;
            for (int i = 0; i < 5; i++) {
                ada.open("/");
                ada.page().locator("form button.button").first().waitFor();
                best = Math.min(best, ((Number) ada.page().evaluate("() => window.readyAfter")).doubleValue());
            }

            System.out.printf("Start page: interactive after %.0f ms at best of five%n", best);
            assertThat(best).isLessThan(1000);
        }
    }

    /** By keys, as many choices as the question asks for. */
    private static void answerInFull(Page page) {
        page.keyboard().press("a");
        if (page.locator("#instruction").innerText().contains("2")) {
            page.keyboard().press("b");
        }
    }

    private Visitor visitor() {
        return Visitor.of(chromium, system, bank.slug());
    }

    private static String name() {
        return "reader-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** How many answers of the newest attempt are stored, as the API says. */
    private int answered(String name) {
        return Client.learner(system, name)
                .request()
                .get("/attempts?limit=1")
                .then()
                .extract()
                .path("items[0].answered");
    }
}

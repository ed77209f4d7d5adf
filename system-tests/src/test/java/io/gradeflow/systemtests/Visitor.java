package io.gradeflow.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.gradeflow.devstack.testing.Patience;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Somebody in a browser of their own, signed in through the issuer's page. What the browser complains of is kept. */
final class Visitor implements AutoCloseable {

    private static final Path PICTURES = Path.of("target/pages");
    private static final boolean ALL_PICTURES = "all".equals(System.getenv("GRADEFLOW_PICTURES"));
    private static final int WIDE = 1440;
    private static final int NARROW = 390;
    private static final List<Integer> NARROWING = List.of(WIDE, 820, NARROW);
    private static final List<Integer> WIDENING = NARROWING.reversed();
    private static final int MOST_TABS = 80;

    private final String web;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Visitor(String web, BrowserContext context) {
        this.web = web;
        this.context = context;
        this.page = context.newPage();
        page.onPageError(error -> complaints.add("error: " + error));
        page.onConsoleMessage(message -> {
            // What a policy forbids, and nothing else: a lost network and a 401 are complained of, too, and are as they
            // should be.
            if (message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
    }

    /** Somebody whose pages are about the bank. */
    static Visitor of(Chromium chromium, SystemUnderTest system, String bank) {
        BrowserContext context = chromium.browser().newContext();
        context.setDefaultTimeout(Patience.LIMIT.toMillis());
        context.addInitScript("localStorage.setItem('gradeflow-bank', '" + bank + "')");
        return new Visitor(system.web().toString(), context);
    }

    Visitor signIn(String name, String... roles) {
        return signInAsOneOf("", name, roles);
    }

    /** With cohorts in the token; apart by spaces. */
    Visitor signInAsOneOf(String cohorts, String name, String... roles) {
        page.navigate(web + "/");
        page.locator("main a:has-text('Sign in')").click();
        page.locator("input[name=username]").fill(name);
        page.locator("input[name=cohorts]").fill(cohorts);
        for (String role : List.of("learner", "instructor", "author", "admin")) {
            page.locator("input[name=role-" + role + "]")
                    .setChecked(List.of(roles).contains(role));
        }
        page.locator("button").click();
        page.locator(".who").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        return this;
    }

    Page page() {
        return page;
    }

    void open(String path) {
        page.navigate(web + path);
    }

    /** Of the same browser, signed in as well. */
    Page anotherTab(String path) {
        Page tab = context.newPage();
        tab.navigate(web + path);
        return tab;
    }

    /** In all tabs. */
    void everywhere(String address, Consumer<Route> handler) {
        context.route(address, handler);
    }

    void everywhereAgain(String address) {
        context.unroute(address);
    }

    /** As if the issuer had ended it. */
    void forgetSession() {
        context.clearCookies();
    }

    void offline(boolean offline) {
        context.setOffline(offline);
    }

    /** By the tab key alone. */
    void tabTo(String selector) {
        for (int i = 0; i < MOST_TABS; i++) {
            page.keyboard().press("Tab");
            if ((boolean) page.evaluate("selector => document.activeElement.matches(selector)", selector)) {
                return;
            }
        }
        throw new AssertionError("the tab key doesn't lead to " + selector);
    }

    /**
     * Looks at the page: nothing sticks out in any width, and axe finds nothing, light and dark. Pictures are kept: one light and wide, one
     * dark and narrow; all of them where {@code GRADEFLOW_PICTURES} is {@code all}.
     */
    void inspect(String name) {
        // What is on its way would be told of no more, and what is told in passing lies over the rest.
        page.waitForFunction("() => !document.querySelector('.skeleton')");
        page.evaluate("() => document.querySelectorAll('.toast button').forEach(button => button.click())");
        for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            boolean isLight = scheme == ColorScheme.LIGHT;
            for (int width : isLight ? WIDENING : NARROWING) {
                if (isLight || ALL_PICTURES || width == NARROW) {
                    page.setViewportSize(width, 900);
                    assertThat(sticksOut())
                            .as("what sticks out of %s at %d", name, width)
                            .isNotPositive();
                }
                if (ALL_PICTURES || width == (isLight ? WIDE : NARROW)) {
                    keepPicture(name, width, scheme);
                }
            }
            // No page has frames, for which the other mode opens one more page each time.
            AxeBuilder axe = new AxeBuilder(page).setLegacyMode(true);
            if (!isLight && !ALL_PICTURES) {
                // What else axe looks for is the same in both.
                axe.withRules(List.of("color-contrast"));
            }
            assertThat(axe.analyze().getViolations())
                    .as("what axe finds on %s, %s", name, scheme)
                    .extracting(rule ->
                            rule.getId() + ": " + rule.getNodes().getFirst().getHtml())
                    .isEmpty();
        }
    }

    private int sticksOut() {
        return ((Number) page.evaluate(
                        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .intValue();
    }

    private void keepPicture(String name, int width, ColorScheme scheme) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(
                        "%s-%d-%s.png".formatted(name, width, scheme.name().toLowerCase(Locale.ROOT))))
                .setFullPage(true));
    }

    @Override
    public void close() {
        context.close();
        assertThat(complaints).isEmpty();
    }
}

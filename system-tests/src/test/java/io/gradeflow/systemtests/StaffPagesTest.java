package io.gradeflow.systemtests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.gradeflow.bench.crowd.KeyedBank;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What instructors do on an exam day, and operators always, on the whole system. */
@Tag("slow")
@OnTheSystem
class StaffPagesTest {

    private static Chromium chromium;
    private static KeyedBank bank;

    private final SystemUnderTest system;

    StaffPagesTest(SystemUnderTest system) {
        this.system = system;
    }

    @BeforeAll
    static void start(SystemUnderTest system) {
        chromium = Chromium.shared();
        bank = KeyedBank.create(system);
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

        try (Visitor otto = visitor().signIn("otto", "admin")) {
            Page page = otto.page();
            otto.open("/sittings");
            assertThat(page.locator("li:has-text('Mock exam')").first()).containsText("open");
            otto.inspect("sittings");
            ada.request()
                    .body(Map.of("sitting", sitting))
                    .post("/attempts")
                    .then()
                    .statusCode(201);
            otto.open("/sittings/" + sitting);
            assertThat(page.locator("tbody tr")).hasCount(1);
            assertThat(page.locator("tbody tr")).containsText("Answering");
            otto.inspect("sitting");

            page.locator("tbody button:has-text('Extra time')").click();
            page.locator("dialog[open] input[name=minutes]").fill("20");
            page.locator("dialog[open] input[name=reason]").fill("Reads with a screen reader.");
            page.locator("dialog[open] .button:not(.ghost)").click();
            assertThat(page.locator("tbody tr")).containsText("+20 min");

            page.locator("tbody button:has-text('Journal')").click();
            assertThat(page.locator("dialog[open]")).containsText("Extra time: Reads with a screen reader.");
            page.locator("dialog[open] .button").click();
            page.locator("label:has-text('Show') select").selectOption("FINISHED");
            assertThat(page.locator(".notice")).containsText("Nobody is in this state now");
            page.locator("label:has-text('Show') select").selectOption("");
            page.locator("input[type=search]").fill("nobody of this name");
            assertThat(page.locator("main")).containsText("Nobody here has such a name");
            page.locator("input[type=search]").fill("sitter");
            page.locator("tbody button:has-text('Void')").click();
            page.locator("dialog[open] input[name=reason]").fill("The fire alarm.");
            page.locator("dialog[open] .button:not(.ghost)").click();
            assertThat(page.locator("dl.numbers div:has-text('Voided') dd")).hasText("1");
        }
    }

    @Test
    void shouldFindALearnerAmongMoreThanAreShown() {
        String cohort = "large-" + UUID.randomUUID().toString().substring(0, 8);
        List<String> learners = IntStream.range(0, 130)
                .mapToObj(n -> "learner-%03d-%s".formatted(n, cohort))
                .toList();
        Client.of(system, "otto", "admin")
                .request()
                .body(Map.of("learners", learners))
                .post("/cohorts/" + cohort + "/members")
                .then()
                .statusCode(204);
        try (Visitor otto = visitor().signIn("otto", "admin")) {
            Page page = otto.page();
            otto.open("/learners?cohort=" + cohort);
            assertThat(page.locator("tbody tr")).hasCount(100);
            page.locator("input[type=search]").fill("LEARNER-129");
            assertThat(page.locator("tbody tr")).hasCount(1);
            assertThat(page.locator("tbody tr")).containsText(learners.getLast());
            page.locator("input[type=search]").fill("nobody of this name");
            assertThat(page.locator("main")).containsText("Nobody here has such a name");
        }
    }

    @Test
    void shouldShowWhatComesInToWhoMayKnow() {
        try (Visitor otto = visitor().signIn("otto", "admin")) {
            otto.open("/pipeline");
            assertThat(otto.page().locator(".numbers")).hasCount(2);
            assertThat(otto.page().locator("main")).containsText("Nothing is set aside");
            otto.inspect("pipeline");
        }
        try (Visitor ada = visitor().signIn("ada", "learner")) {
            ada.open("/pipeline");
            assertThat(ada.page().locator("h1")).hasText("This page is for others");
            assertThat(ada.page().locator("nav a")).hasCount(2);
        }
    }

    private Visitor visitor() {
        return Visitor.of(chromium, system, bank.slug());
    }
}

package io.gradeflow.analytics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.gradeflow.devstack.LocalUser;
import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.events.AttemptFinished;
import io.gradeflow.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be asked of topics, and by whom. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "analytics"))
class TopicQuestionsTest {

    /** The last moment of a Sunday, and the first of the Monday after it. */
    private static final Instant SUNDAY = Instant.parse("2026-03-01T23:59:59.999Z");

    private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-03-03T12:00:00Z");

    private final MeasuredBank bank = new MeasuredBank();
    private final String north = "north-" + bank.id;
    private final String south = "south-" + bank.id;

    @Test
    void shouldAnswerForModesDaysAndFirstAnswersAlone() {
        bank.publish();
        MeasuredBank.send(bank.practice("ada").at(SUNDAY).graded(bank.one, 1, 1, true));
        MeasuredBank.send(bank.practice("ada").at(MONDAY).graded(bank.one, 1, 1, false));
        MeasuredBank.send(new Sitter(bank.id, "ada", "review").at(TUESDAY).graded(bank.both, 1, 1, true));
        bank.awaitTotal(3, 2);

        admin("&mode=practice").body("total.answers", equalTo(2)).body("total.correct", equalTo(1));
        admin("&mode=exam").body("total.answers", equalTo(0)).body("total.meanScore", nullValue());
        admin("&from=2026-03-02").body("total.answers", equalTo(2));
        admin("&to=2026-03-01").body("total.answers", equalTo(1));
        admin("&from=2026-03-02&to=2026-03-02")
                .body("total.answers", equalTo(1))
                .body("total.correct", equalTo(0));
        admin("&answers=first").body("total.answers", equalTo(2)).body("total.correct", equalTo(2));
        admin("&answers=repeat").body("total.answers", equalTo(1)).body("total.learners", equalTo(1));
        admin("&answers=repeat&mode=practice&from=2026-03-02&to=2026-03-02").body("total.answers", equalTo(1));
        admin("&learner=ada&answers=first&from=2026-03-02").body("total.answers", equalTo(1));
        admin("&learner=ada&mode=review").body("topics.answers", contains(1, 1, 1));
    }

    @Test
    void shouldTellMeanScoreMedianTimeAndTheirResolution() {
        bank.publish();
        long millis = 500;
        for (String learner : List.of("ada", "grace", "barbara", "edsger")) {
            MeasuredBank.send(bank.practice(learner).taking(millis).graded(bank.one, 1, 1, millis > 600));
            millis *= 4;
        }
        bank.awaitTotal(4, 3);

        for (String filter : List.of("", "&from=2020-01-01")) {
            admin(filter)
                    .body("total.meanScore", equalTo(0.75f))
                    .body("total.medianMillis.doubleValue()", closeTo(2_000, 100))
                    .body("topics[2].medianMillis", nullValue())
                    .body("timeResolution", equalTo(0.05f));
        }
        admin("&learner=edsger").body("total.medianMillis.doubleValue()", closeTo(32_000, 1_600));
    }

    @Test
    void shouldTellTheTrendByDayAndByWeek() {
        bank.publish();
        MeasuredBank.send(bank.practice("ada").at(SUNDAY).taking(1_000).graded(bank.one, 1, 1, true));
        MeasuredBank.send(bank.practice("grace").at(MONDAY).taking(1_000).graded(bank.one, 1, 1, false));
        MeasuredBank.send(bank.practice("grace").at(TUESDAY).taking(1_000).graded(bank.both, 1, 1, true));
        bank.awaitTotal(3, 2);

        admin("").body("trend", nullValue());
        admin("&trend=day")
                .body("trend.from", contains("2026-03-01", "2026-03-02", "2026-03-03"))
                .body("trend.correct", contains(1, 0, 1))
                .body("trend.interval.level", contains(0.95f, 0.95f, 0.95f));
        admin("&trend=week")
                .body("trend.from", contains("2026-02-23", "2026-03-02"))
                .body("trend.to", contains("2026-03-01", "2026-03-08"))
                .body("trend.answers", contains(1, 2))
                .body("trend[1].medianMillis.doubleValue()", closeTo(1_000, 50));
        admin("&trend=day&topic=security").body("trend.from", contains("2026-03-03"));
        admin("&trend=week&learner=ada").body("trend.from", contains("2026-02-23"));
    }

    @Test
    void shouldShowALevelOrWhatLiesBelowATopic() {
        bank.publish();
        bank.grade("ada", bank.both, true);
        bank.grade("ada", bank.one, false);
        bank.awaitTotal(2, 1);

        admin("&level=1").body("topics.topic", contains("data", "security")).body("total.answers", equalTo(2));
        admin("&level=2").body("topics.topic", contains("data/ingestion"));
        admin("&topic=data")
                .body("topics.topic", contains("data", "data/ingestion"))
                .body("total.answers", equalTo(2));
        admin("&topic=security").body("topics.topic", contains("security")).body("total.answers", equalTo(1));
        admin("&topic=data&level=2").body("topics.topic", contains("data/ingestion"));
    }

    @Test
    void shouldGiveTablesToWhoeverWantsThem() {
        bank.publish();
        bank.grade("ada", bank.both, true);
        MeasuredBank.send(bank.practice("grace").at(MONDAY).graded(bank.one, 1, 1, false));
        bank.awaitTotal(2, 1);

        assertThat(csv("").lines())
                .startsWith(
                        "cohort,topic,title,questions,learners,answers,correct,accuracy,low,high,meanScore,medianMillis")
                .anyMatch(line -> line.startsWith(",,,2,1,2,1,0.5,0.0945"))
                .anyMatch(line -> line.startsWith(",data/ingestion,Ingestion,2,1,2,1,0.5,"))
                .hasSize(5);
        assertThat(csv("&trend=day&to=2026-12-31&from=2026-03-01&answers=first").lines())
                .startsWith("from,to,learners,answers,correct,accuracy,low,high,meanScore,medianMillis")
                .anyMatch(line -> line.startsWith("2026-03-02,2026-03-02,1,1,0,0.0,0.0,0.79"));
    }

    @ParameterizedTest
    @CsvSource({
        "from, from=1.3.2026",
        "to, to=2026-13-01",
        "from, from=2026-03-02&to=2026-03-01",
        "from, from=%2B999999-01-01",
        "mode, mode=homework",
        "answers, answers=last",
        "level, level=0",
        "topic, topic=%20",
        "trend, trend=month",
        "cohort, cohort=%20",
        "learner, learner=%20"
    })
    void shouldNameTheParameterAtFault(String field, String query) {
        bank.publish();

        ask(user("x", "admin"), "&" + query).statusCode(400).body("field", equalTo(field));
    }

    @Test
    void shouldSayThatABankHasNoSuchTopic() {
        bank.publish();

        ask(user("x", "admin"), "&topic=nowhere")
                .statusCode(404)
                .body("code", equalTo("topic-unknown"))
                .body("field", equalTo("topic"));
    }

    @Test
    void shouldShowALearnerOwnFiguresBesideThoseOfCohortsThatFiveHaveAnswered() {
        LocalUser ada = user("ada-" + bank.id, "learner");
        bank.publish();
        MeasuredBank.send(practice(ada).in(north, south).graded(bank.both, 1, 1, true));
        for (int other = 1; other <= 4; other++) {
            MeasuredBank.send(bank.practice("other-" + other).in(north).graded(bank.one, 1, 1, false));
            MeasuredBank.send(bank.practice("other-" + other).in(north).graded(bank.both, 1, 1, false));
        }
        bank.awaitTotal(9, 1);

        ask(ada, "")
                .statusCode(200)
                .body("total.answers", equalTo(1))
                .body("compare.cohort", contains(north, south))
                .body("compare[0].total.answers", equalTo(9))
                .body("compare[0].total.learners", equalTo(5))
                .body("compare[0].topics.topic", contains("data", "data/ingestion", "security"))
                .body("compare[1].total", nullValue())
                .body("compare[1].topics", empty());
        ask(ada, "&answers=repeat").body("compare[0].total", nullValue());
        ask(ada, "&cohort=" + north).body("compare.cohort", contains(north)).body("total.answers", equalTo(1));
        ask(ada, "&learner=" + ada.id()).statusCode(200).body("total.answers", equalTo(1));
        ask(ada, "&learner=other-1").statusCode(403).body("field", equalTo("learner"));
        ask(ada, "&cohort=elsewhere").statusCode(403).body("field", equalTo("cohort"));
        ask(member("eve", "learner", north), "")
                .body("total.answers", equalTo(0))
                .body("compare.cohort", contains(north))
                .body("compare[0].total.answers", equalTo(9));
        assertThat(given().header("Authorization", TestTokens.bearer(ada))
                        .accept("text/csv")
                        .get("/api/v1/analytics/topics?bank=" + bank.slug)
                        .asString()
                        .lines()
                        .filter(line -> line.startsWith(north)))
                .hasSize(4);
    }

    /** Sums can't tell who repeats: one of them four times, or four of them once. */
    @Test
    void shouldCompareWithRepeatsOfFiveAndNotOfFour() {
        bank.publish();
        for (int other = 1; other <= 5; other++) {
            String learner = "other-" + other;
            String[] cohorts = other == 5 ? new String[] {north} : new String[] {north, south};
            MeasuredBank.send(bank.practice(learner).in(cohorts).at(SUNDAY).graded(bank.one, 1, 1, true));
            MeasuredBank.send(bank.practice(learner).in(cohorts).at(MONDAY).graded(bank.one, 1, 1, false));
            MeasuredBank.send(new Sitter(bank.id, learner, "review")
                    .in(cohorts)
                    .at(TUESDAY)
                    .graded(bank.one, 1, 1, true));
        }
        bank.awaitTotal(15, 10);
        LocalUser eve = member("eve", "learner", north, south);

        for (String repeats : List.of("&answers=repeat", "&from=2026-03-02", "&answers=repeat&topic=data")) {
            ask(eve, repeats)
                    .statusCode(200)
                    .body("compare.cohort", contains(north, south))
                    .body("compare[0].total.learners", equalTo(5))
                    .body("compare[0].total.answers", equalTo(10))
                    .body("compare[0].total.correct", equalTo(5))
                    .body("compare[0].topics.topic", contains("data", "data/ingestion"))
                    .body("compare[1].total", nullValue())
                    .body("compare[1].topics", empty());
        }
        ask(eve, "&answers=repeat&mode=review&to=2026-03-03&from=2026-03-03")
                .body("compare[0].total.answers", equalTo(5))
                .body("compare[1].total", nullValue());
        ask(eve, "&answers=repeat&mode=review&to=2026-03-02").body("compare[0].total", nullValue());
        ask(eve, "").body("compare[0].total.answers", equalTo(15)).body("compare[1].total", nullValue());
    }

    @Test
    void shouldShowAnInstructorOwnCohortsAlone() {
        bank.publish();
        LocalUser ada = user("ada-" + bank.id, "learner");
        MeasuredBank.send(practice(ada).in(north).graded(bank.both, 1, 1, true));
        MeasuredBank.send(practice(ada).in(south).graded(bank.one, 1, 1, true));
        MeasuredBank.send(bank.practice("grace").in(south).graded(bank.both, 1, 1, false));
        bank.awaitTotal(3, 2);
        LocalUser leader = member("leader", "instructor", north);

        ask(leader, "").body("total.answers", equalTo(1));
        ask(leader, "&cohort=" + north).body("total.answers", equalTo(1)).body("compare", empty());
        ask(leader, "&cohort=" + south).statusCode(403).body("field", equalTo("cohort"));
        ask(leader, "&learner=" + ada.id()).body("total.answers", equalTo(1)).body("compare.cohort", contains(north));
        ask(leader, "&learner=grace")
                .statusCode(200)
                .body("total.answers", equalTo(0))
                .body("compare", hasSize(0));
        ask(member("two", "instructor", north, south), "")
                .statusCode(400)
                .body("field", equalTo("cohort"))
                .body("detail", containsString(south));
    }

    /** Who may lead a cohort by attempt-service's API, which isn't known here, leads nobody here. */
    @Test
    void shouldShowAnInstructorWithoutCohortsInTheTokenSumsOfEveryoneAndNoLearner() {
        bank.publish();
        LocalUser leader = user("none-" + bank.id, "instructor");
        MeasuredBank.send(bank.practice("ada").in("everyone").graded(bank.both, 1, 1, true));
        MeasuredBank.send(bank.practice("grace").in(north).graded(bank.one, 1, 1, true));
        bank.awaitTotal(2, 2);

        ask(leader, "").statusCode(200).body("total.answers", equalTo(1));
        ask(leader, "&cohort=everyone").statusCode(200).body("total.answers", equalTo(1));
        ask(leader, "&learner=ada").statusCode(403).body("field", equalTo("learner"));
        ask(leader, "&learner=ada&cohort=everyone").statusCode(403).body("field", equalTo("learner"));
        ask(leader, "&learner=" + leader.id()).statusCode(200);
        given().header("Authorization", TestTokens.bearer(leader))
                .get("/api/v1/analytics/readiness?learner=ada&bank=" + bank.slug)
                .then()
                .statusCode(403)
                .body("field", equalTo("learner"));
    }

    @Test
    void shouldShowAuthorsSumsWithoutLearnersAndAdminsEverything() {
        bank.publish();
        MeasuredBank.send(bank.practice("ada").in(north).graded(bank.both, 1, 1, true));
        MeasuredBank.send(bank.practice("grace").in(south).graded(bank.both, 1, 1, false));
        bank.awaitTotal(2, 1);

        ask(user("x", "author"), "").body("total.answers", equalTo(2));
        ask(user("x", "author"), "&learner=ada").statusCode(403).body("field", equalTo("learner"));
        ask(user("x", "author"), "&cohort=" + north).statusCode(403).body("field", equalTo("cohort"));
        ask(new LocalUser("x", List.of("author", "instructor"), List.of(north)), "")
                .body("total.answers", equalTo(2));
        admin("&cohort=" + south).body("total.correct", equalTo(0));
        admin("&learner=ada").body("total.correct", equalTo(1)).body("compare.cohort", contains(north));
        admin("&learner=ada&cohort=" + south).statusCode(200).body("compare", empty());
    }

    @Test
    void shouldSayInWhichLaneSomethingIsPendingAndHowOldTheFiguresAre() {
        bank.publish();
        bank.grade("ada", bank.both, true);
        MeasuredBank.send(
                Topic.ATTEMPTS_FINISHED, bank.exam("ada").ended(1, AttemptFinished.Ending.EXPIRED, 1, bank.one));
        bank.awaitTotal(1, 1);
        bank.awaitPending(0);

        admin("")
                .body("pending.live", equalTo(0))
                .body("pending.slow", equalTo(0))
                .body("lagMillis", lessThan(5_000))
                .body("asOf", startsWith("20"));
    }

    private Sitter practice(LocalUser learner) {
        return bank.practice(learner.id().toString());
    }

    private static LocalUser user(String name, String role) {
        return LocalUser.of(name, role);
    }

    private static LocalUser member(String name, String role, String... cohorts) {
        return new LocalUser(name + "-" + UUID.randomUUID(), List.of(role), List.of(cohorts));
    }

    private ValidatableResponse admin(String query) {
        return ask(user("x", "admin"), query).statusCode(200);
    }

    private ValidatableResponse ask(LocalUser caller, String query) {
        return given().header("Authorization", TestTokens.bearer(caller))
                .urlEncodingEnabled(false)
                .get("/api/v1/analytics/topics?bank=" + bank.slug + query)
                .then();
    }

    private String csv(String query) {
        return given().header("Authorization", TestTokens.bearer("x", "admin"))
                .accept("text/csv")
                .get("/api/v1/analytics/topics?bank=" + bank.slug + query)
                .then()
                .statusCode(200)
                .header("Content-Type", containsString("text/csv"))
                .extract()
                .asString();
    }
}

package io.gradeflow.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.gradeflow.devstack.testing.DevStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.config.JsonPathConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "analytics"))
class TestFiguresTest {

    private final ExamBank bank = new ExamBank(3);

    @BeforeEach
    void publish() {
        bank.publish(60);
    }

    /** Scores 0, 1, 2 and 3 of 3, five of each. */
    @Test
    void shouldTellHowATestWorks() {
        String[] papers = {"000", "100", "110", "111"};
        for (int i = 0; i < 20; i++) {
            bank.sit(bank.exam("learner-" + i), papers[i % 4]);
        }
        bank.awaitAttempts(20);

        bank.ask("tests", "author", "an-author")
                .statusCode(200)
                .body("pending.live", equalTo(0))
                .body("tests.blueprint", contains(ExamBank.BLUEPRINT, null))
                .body("tests[0].title", equalTo("The final exam"))
                .body("tests[0].passMark.mark", equalTo(60))
                .body("tests[0].population.attempts", equalTo(20))
                .body("tests[0].figures.n", equalTo(20))
                .body("tests[0].figures.unit", equalTo("POINTS"))
                .body("tests[0].figures.maximum", equalTo(3f))
                .body("tests[0].figures.scores.mean", equalTo(1.5f))
                .body("tests[0].figures.passRate.successes", equalTo(10))
                .body("tests[0].figures.reliability.kr20", equalTo(true))
                .body("tests[0].forms", hasSize(1))
                .body("tests[0].forms[0].items", hasSize(3))
                .body("tests[0].forms[0].figures.n", equalTo(20))
                .body("tests[1].title", nullValue())
                .body("tests[1].figures.n", equalTo(0))
                .body("tests[1].figures.reliability.reason", equalTo("FORMS_DIFFER"))
                .body("tests[1].forms", empty());
        double alpha = bank.ask("tests?blueprint=" + ExamBank.BLUEPRINT, "admin", "an-admin")
                .statusCode(200)
                .body("tests", hasSize(1))
                .extract()
                .jsonPath(JsonPathConfig.jsonPathConfig().numberReturnType(JsonPathConfig.NumberReturnType.DOUBLE))
                .getDouble("tests[0].figures.reliability.alpha");
        // Items have the facilities 3/4, 1/2 and 1/4, whose variances are 20/19 times 3/16, 1/4 and 3/16; that of the
        // score is 20/19 * 5/4.
        assertThat(alpha).isCloseTo(1.5 * (1 - (3 / 16.0 + 1 / 4.0 + 3 / 16.0) / (5 / 4.0)), offset(1e-9));
        assertThat(bank.csv("tests").lines()).hasSize(4).first().asString().startsWith("blueprint,form,n,items,");
        bank.table("tests").header("Gradeflow-Pending-Slow", "0");
        assertThat(bank.csv("tests").lines())
                .anyMatch(line -> line.startsWith(ExamBank.BLUEPRINT) && line.contains(",10,true,"))
                .anyMatch(line -> line.startsWith(",,0,") && line.contains("There is no attempt."));
        String form = bank.ask("tests", "admin", "an-admin").extract().path("tests[0].forms[0].form");
        assertThat(bank.csv("tests?table=distribution").lines())
                .hasSize(1 + 3 * 20)
                .startsWith("blueprint,form,from,to,attempts")
                .filteredOn(line -> line.startsWith(ExamBank.BLUEPRINT + "," + form + ","))
                .hasSize(20)
                .filteredOn(line -> line.endsWith(",5"))
                .hasSize(4);
        assertThat(bank.csv("tests?table=items").lines())
                .startsWith("blueprint,form,question,revision")
                .hasSize(1 + 3)
                .filteredOn(line -> line.startsWith(ExamBank.BLUEPRINT + "," + form + ",") && line.endsWith(",1"))
                .hasSize(3)
                .doesNotHaveDuplicates();
        assertThat(bank.csv("tests?table=alpha-without").lines()).hasSize(1 + 3);
    }

    @Test
    void shouldTellImportedAttemptsApart() {
        bank.sit(new Sitter(bank.id, "ada", "imported"), "110");
        bank.sit(bank.exam("grace"), "111");
        bank.awaitAttempts(2);

        bank.ask("tests", "admin", "an-admin")
                .body("tests[0].figures.n", equalTo(1))
                .body("tests[0].figures.reliability.reason", equalTo("TOO_FEW_ATTEMPTS"))
                .body("tests[1].blueprint", nullValue())
                .body("tests[1].figures.n", equalTo(1))
                .body("tests[1].passMark", nullValue())
                .body("tests[1].figures.passRate", nullValue());
        bank.ask("tests?blueprint=gone", "admin", "an-admin")
                .body("tests", hasSize(1))
                .body("tests[0].blueprint", equalTo("gone"))
                .body("tests[0].figures.n", equalTo(0));
    }
}

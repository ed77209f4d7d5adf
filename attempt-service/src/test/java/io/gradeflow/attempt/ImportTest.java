package io.gradeflow.attempt;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.AttemptFinished;
import io.gradeflow.events.Topic;
import io.gradeflow.grading.ChoiceResponse;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class ImportTest extends ImportApi {

    @Inject
    Jdbi jdbi;

    @Test
    void shouldMakeOneAttemptOfTheLinesOfALearnerWhereverTheyStandInTheStream() {
        JsonPath report = loaded(
                NDJSON,
                line("1", "ada", "q-1", "A", ",\"answeredAt\":\"2020-05-01T10:00:00Z\"")
                        + line("2", "bob", "q-2", "B", ",\"answeredAt\":\"2021-05-01T10:00:00+02:00\"")
                        + line("3", "ada", "q-3", "C", ",\"answeredAt\":\"2020-04-30T10:00:00Z\"")
                        + line(
                                "4",
                                "ada",
                                "q-2",
                                "D",
                                ",\"attempt\":\"second\",\"answeredAt\":\"2022-01-01T00:00:00Z\""));

        assertThat(counts(report)).isEqualTo("4 lines, 4 stored, 0 repeated, 0 bad, 3 attempts");
        List<JsonPath> attempts = attempts();
        assertThat(attempts).hasSize(3).allSatisfy(attempt -> {
            assertThat(attempt.getString("status")).isEqualTo("FINISHED");
            assertThat(attempt.getString("mode")).isEqualTo("imported");
            assertThat(attempt.getBoolean("preview")).isFalse();
        });
        JsonPath ada = attempts.getFirst();
        assertThat(ada.getList("questions.questionId"))
                .containsExactly(
                        bank.questions.get(0).toString(), bank.questions.get(2).toString());
        assertThat(ada.getList("questions.answer.choices")).containsExactly(List.of("A"), List.of("C"));
        assertThat(ada.getString("startedAt")).isEqualTo("2020-04-30T10:00:00Z");
        assertThat(ada.getString("finishedAt")).isEqualTo("2020-05-01T10:00:00Z");
        assertThat(attempts.get(1).getString("startedAt")).isEqualTo("2021-05-01T08:00:00Z");
    }

    @Test
    void shouldSendAnswersToTheGradersInTheSlowLaneAndEndsToAll() {
        loaded(NDJSON, line("1", "ada", "q-1", "A") + line("2", "ada", "q-2", "B"));

        List<AnswerSubmitted> sent = await().until(() -> sent(Topic.ANSWERS_RESUBMITTED), found -> found.size() >= 2);
        assertThat(sent).first().satisfies(answer -> {
            assertThat(answer.mode()).isEqualTo("imported");
            assertThat(answer.cohorts()).containsExactly("everyone");
            assertThat(answer.answerVersion()).isEqualTo(1);
            assertThat(answer.keyVersion()).isEqualTo(1);
            assertThat(answer.response()).isEqualTo(ChoiceResponse.of(List.of("A")));
        });
        AttemptFinished ended =
                await().until(this::announced, found -> !found.isEmpty()).getFirst();
        assertThat(ended.ending()).isEqualTo(AttemptFinished.Ending.FINISHED);
        assertThat(ended.paper())
                .extracting(AttemptFinished.PaperEntry::answerVersion)
                .containsExactly(1, 1);
        assertThat(sent(Topic.ANSWERS_SUBMITTED)).isEmpty();
    }

    @Test
    void shouldCountAQuestionThatIsAnsweredTwiceInASittingTwice() {
        loaded(NDJSON, line("1", "ada", "q-1", "A") + line("2", "ada", "q-1", "B") + line("3", "ada", "q-1", "B"));

        assertThat(attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.getList("questions.position")).containsExactly(1, 2, 3);
            assertThat(attempt.getList("questions.questionId"))
                    .containsOnly(bank.questions.getFirst().toString());
            assertThat(attempt.getList("questions.answer.choices"))
                    .containsExactly(List.of("A"), List.of("B"), List.of("B"));
        });
    }

    @Test
    void shouldLeaveAQuestionBlankOfWhichNoChoiceIsTicked() {
        loaded(
                CSV,
                "externalId,learner,bank,question,choices\n1,ada," + bank.slug + ",q-1,\n2,ada," + bank.slug
                        + ",q-2,B\n");

        assertThat(attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.getList("questions.status")).hasSize(2).contains("UNANSWERED");
            assertThat(attempt.getInt("totals.answered")).isEqualTo(1);
        });
        AttemptFinished ended =
                await().until(this::announced, found -> !found.isEmpty()).getFirst();
        assertThat(ended.paper())
                .extracting(AttemptFinished.PaperEntry::answerVersion)
                .containsExactly(null, 1);
    }

    @Test
    void shouldChangeNothingWhenTheSameComesAgain() {
        String stream = line("1", "ada", "q-1", "A") + line("2", "ada", "q-2", "B") + line("1", "ada", "q-1", "A");
        assertThat(counts(loaded(NDJSON, stream))).isEqualTo("3 lines, 2 stored, 1 repeated, 0 bad, 1 attempts");
        await().until(() -> announced().size() == 1);
        List<Map<String, Object>> before = rows();

        assertThat(counts(loaded(NDJSON, stream))).isEqualTo("3 lines, 0 stored, 3 repeated, 0 bad, 0 attempts");

        assertThat(rows()).isEqualTo(before);
        assertThat(announced()).hasSize(1);
    }

    @Test
    void shouldOverwriteNothingWhereAnExternalIdSaysSomethingElse() {
        loaded(NDJSON, line("1", "ada", "q-1", "A"));

        JsonPath report = loaded(
                NDJSON,
                line("1", "ada", "q-1", "B")
                        + line("1", "bob", "q-1", "A")
                        + line("1", "ada", "q-1", "A")
                        + line("2", "ada", "q-2", "A")
                        + line("2", "ada", "q-2", "C"));

        assertThat(counts(report)).isEqualTo("5 lines, 1 stored, 1 repeated, 3 bad, 1 attempts");
        assertThat(report.getList("verdicts.line")).containsExactly(1, 2, 5);
        assertThat(report.getList("verdicts.code")).containsOnly("external-id-reused");
        assertThat(report.getList("verdicts.field")).containsOnly("externalId");
        assertThat(attempts())
                .singleElement()
                .extracting(attempt -> attempt.getList("questions.answer.choices"))
                .isEqualTo(List.of(List.of("A"), List.of("A")));
    }

    @Test
    void shouldAnnounceASittingAnewThatALaterStreamAddsTo() {
        loaded(NDJSON, line("1", "ada", "q-1", "A", ",\"answeredAt\":\"2020-05-01T10:00:00Z\""));
        await().until(() -> announced().size() == 1);

        JsonPath report = loaded(NDJSON, line("2", "ada", "q-2", "A", ",\"answeredAt\":\"2020-05-02T10:00:00Z\""));

        assertThat(counts(report)).isEqualTo("1 lines, 1 stored, 0 repeated, 0 bad, 1 attempts");
        List<AttemptFinished> announced = await().until(this::announced, found -> found.size() == 2);
        assertThat(announced).extracting(AttemptFinished::paperVersion).containsExactly(1, 2);
        assertThat(announced.getLast().paper()).hasSize(2);
        assertThat(announced.getLast().finishedAt()).isEqualTo(Instant.parse("2020-05-02T10:00:00Z"));
        assertThat(attempts()).hasSize(1);
    }

    @Test
    void shouldHoldAThousandResponsesInASittingAndSayWhatToDoWithMore() {
        String stream = IntStream.rangeClosed(1, 1001)
                .mapToObj(i -> line("r-" + i, "ada", "q-" + (i % 5 + 1), "A"))
                .collect(Collectors.joining());

        JsonPath report = loaded(NDJSON, stream + line("r-1001", "ada", "q-2", "A"));

        assertThat(counts(report)).isEqualTo("1002 lines, 1000 stored, 0 repeated, 2 bad, 1 attempts");
        assertThat(report.getList("verdicts.code")).containsExactly("sitting-full", "sitting-full");
        assertThat(counts(loaded(NDJSON, line("r-1001", "ada", "q-2", "A", ",\"attempt\":\"2\""))))
                .isEqualTo("1 lines, 1 stored, 0 repeated, 0 bad, 1 attempts");
    }

    @Test
    void shouldKeepLearnersNamesNowhereAndStampTheCohortsThatTheApiGave() {
        String name = "ada-" + UUID.randomUUID();
        loaded(NDJSON, line("of " + name, name, "q-1", "A"));
        String id = onlyLearner();
        assertThat(UUID.fromString(id).version()).isEqualTo(8);
        jdbi.useHandle(handle -> handle.execute(
                "INSERT INTO cohort_member (cohort, learner_id, source, since) VALUES ('blue', ?, 'api', now())", id));

        loaded(NDJSON, line("another of " + name, name, "q-1", "A", ",\"attempt\":\"" + name + "\""));

        List<String> cohorts =
                texts("SELECT array_to_string(cohorts, ',') FROM attempt WHERE bank_id = '" + bank.id + "'");
        assertThat(cohorts).containsExactlyInAnyOrder("everyone", "blue");
        assertThat(onlyLearner()).isEqualTo(id);
        List<String> tables = texts("SELECT table_name FROM information_schema.tables"
                + " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'");
        assertThat(tables).contains("imported_response", "attempt", "learner").allSatisfy(table -> {
            List<String> rows =
                    texts("SELECT row_to_json(r)::text FROM " + table + " AS r WHERE r::text LIKE '%" + name + "%'");
            assertThat(rows).as(table).isEmpty();
        });
    }

    @Test
    void shouldReadATableAndLinesOfJsonAlikeWhateverTheirByteOrderMarkAndLineEndings() {
        String table = "\uFEFFquestion,externalId,\"learner\",bank,choices,answeredAt\r\n"
                + "q-1,1,\"Lovelace, \"\"Ada\"\"\"," + bank.slug + ",A,2020-05-01T10:00:00Z\r\n"
                + "\r\n"
                + "q-2,2,bob," + bank.slug + ", B ,\r\n"
                + bank.questions.get(2) + ",3,bob," + bank.slug + ",C,\r\n";
        assertThat(counts(loaded(CSV + "; charset=UTF-8", table)))
                .isEqualTo("3 lines, 3 stored, 0 repeated, 0 bad, 2 attempts");

        String lines = "\uFEFF"
                + (line("1", "Lovelace, \\\"Ada\\\"", "q-1", "A", ",\"answeredAt\":\"2020-05-01T10:00:00.000Z\"")
                                + line("2", "bob", "q-2", "B", ",\"attempt\":null")
                                + "{\"externalId\":3,\"learner\":\"bob\",\"bank\":\"" + bank.slug
                                + "\",\"question\":\"q-3\",\"choices\":[\"C\"]}")
                        .replace("\n", "\r\n");

        assertThat(counts(loaded(NDJSON, lines))).isEqualTo("3 lines, 0 stored, 3 repeated, 0 bad, 0 attempts");
    }

    @Test
    void shouldRefuseWhoIsNoAdministratorAndStreamsThatCannotBeRead() {
        for (String role : List.of("learner", "author", "instructor")) {
            loadAs(TestTokens.bearer(role, role), NDJSON, line("1", "ada", "q-1", "A"))
                    .statusCode(403)
                    .body("code", equalTo("forbidden"));
        }
        load("application/json", line("1", "ada", "q-1", "A"))
                .statusCode(415)
                .body("code", equalTo("unsupported-media-type"))
                .body("detail", containsString("application/x-ndjson"));
        load(CSV + ";charset=iso-8859-1", "externalId").statusCode(415);
        load(NDJSON, " \n\r\n\n").statusCode(400).body("code", equalTo("no-responses"));
        load(CSV, "externalId,learner,bank,question,choices\n").statusCode(400).body("code", equalTo("no-responses"));
        load(CSV, "externalId;learner;bank\n")
                .statusCode(400)
                .body("code", equalTo("headings-invalid"))
                .body("detail", containsString("externalId;learner;bank"));
        load(CSV, "externalId,learner,bank,question\n1,ada,b,q\n")
                .statusCode(400)
                .body("detail", containsString("choices is missing"));
        load(CSV, "externalId,learner,bank,question,choices,learner\n")
                .statusCode(400)
                .body("detail", containsString("twice"));
        assertThat(attempts()).isEmpty();
    }

    @Test
    void shouldLetNobodyStartWhatIsOnlyLoaded() {
        AttemptApi.startAs(
                        TestTokens.bearer("eager", "learner"), "{\"bank\":\"" + bank.slug + "\",\"mode\":\"imported\"}")
                .statusCode(409)
                .body("code", equalTo("mode-not-allowed"))
                .body("field", equalTo("mode"));
    }

    @Test
    void shouldSendAgainInTheSlowLaneWhatACrashedProcessHasNotSent() {
        loaded(NDJSON, line("1", "ada", "q-1", "A", ",\"answeredAt\":\"2020-05-01T10:00:00Z\""));
        await().until(() -> !sent(Topic.ANSWERS_RESUBMITTED).isEmpty());

        jdbi.useHandle(handle -> handle.execute(
                "UPDATE answer SET sent_at = NULL, sent_key_version = NULL FROM attempt"
                        + " WHERE answer.attempt_id = attempt.attempt_id AND bank_id = ?",
                bank.id));

        await().until(() -> sent(Topic.ANSWERS_RESUBMITTED).size() > 1);
        assertThat(sent(Topic.ANSWERS_SUBMITTED)).isEmpty();
    }

    static String counts(JsonPath report) {
        return "%d lines, %d stored, %d repeated, %d bad, %d attempts"
                .formatted(
                        report.getInt("lines"),
                        report.getInt("stored"),
                        report.getInt("repeated"),
                        report.getInt("bad"),
                        report.getInt("attempts"));
    }

    private String onlyLearner() {
        List<String> ids = texts("SELECT DISTINCT learner_id FROM attempt WHERE bank_id = '" + bank.id + "'");
        assertThat(ids).hasSize(1);
        return ids.getFirst();
    }

    private List<String> texts(String query) {
        return jdbi.withHandle(
                handle -> handle.createQuery(query).mapTo(String.class).list());
    }

    private List<Map<String, Object>> rows() {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        SELECT attempt_id, array_to_string(question_ids, ',') AS paper, status, finished_at, paper_version, count(answer)
                        FROM attempt LEFT JOIN answer USING (attempt_id)
                        WHERE bank_id = :bank GROUP BY attempt_id ORDER BY attempt_id
                        """).bind("bank", bank.id).mapToMap().list());
    }
}

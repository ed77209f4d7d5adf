package io.gradeflow.question;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.devstack.testing.TopicRecords;
import io.gradeflow.events.AnswerKeyPublished;
import io.gradeflow.events.Topic;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.CreditAllKey;
import io.gradeflow.grading.WithdrawnKey;
import io.gradeflow.platform.keys.KeyView;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What the other services learn of corrections, whatever dies in between. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "question"))
class CorrectedKeysTest extends CorrectionApi {

    @Inject
    Jdbi jdbi;

    @Test
    void shouldTellWithTheKeyWhoPutItRightAndWhy() {
        assertThat(keys(single)).extracting(AnswerKeyPublished::correction).containsOnlyNulls();

        String id = correct(single, regrade("B")).extract().path("correctionId");

        AnswerKeyPublished published = awaitVersion(single, 2);
        assertThat(published.key()).isEqualTo(ChoiceKey.allOrNothing(List.of("B")));
        assertThat(published.explanation()).isEqualTo("It divides by all positives.");
        AnswerKeyPublished.Correction correction = published.correction();
        assertThat(correction.correctionId()).hasToString(id);
        assertThat(correction.effect()).isEqualTo(AnswerKeyPublished.Effect.REGRADE);
        assertThat(correction.reason()).isEqualTo("Marked by mistake.");
        assertThat(correction.correctedBy())
                .isEqualTo(TestTokens.learnerId("author").toString());
        assertThat(correction.correctedAt().toString())
                .isEqualTo(journal(single).extract().path("items[0].correctedAt"));
    }

    @Test
    void shouldTellEachKindOfKeyAndGiveTheFormerOneBack() {
        correct(multiple, CREDIT_ALL).statusCode(202);
        assertThat(awaitVersion(multiple, 2).key()).isEqualTo(new CreditAllKey(BigDecimal.ONE));
        correct(multiple, WITHDRAW).statusCode(202);
        assertThat(awaitVersion(multiple, 3).key()).isEqualTo(new WithdrawnKey());
        correct(multiple, CREDIT_ALL).statusCode(202);
        assertThat(awaitVersion(multiple, 4).key()).isEqualTo(new CreditAllKey(BigDecimal.ONE));
        assertThat(awaitVersion(multiple, 4).earlier())
                .extracting(
                        AnswerKeyPublished.Earlier::keyVersion,
                        earlier -> earlier.correction().effect())
                .containsExactly(
                        tuple(2, AnswerKeyPublished.Effect.CREDIT_ALL), tuple(3, AnswerKeyPublished.Effect.WITHDRAW));
        correct(multiple, regrade("B,A")).statusCode(202);

        assertThat(awaitVersion(multiple, 5).key())
                .isEqualTo(keys(multiple).getFirst().key());
    }

    @Test
    void shouldLeaveTheBankAsItIs() {
        int before = revision();
        List<byte[]> told = told();

        correct(single, WITHDRAW).statusCode(202);
        awaitVersion(single, 2);
        // Whatever followed the key would stand before what another change has sent.
        putModes("exam").statusCode(200);

        assertThat(revision()).isEqualTo(before + 1);
        assertThat(told()).hasSize(told.size() + 1);
    }

    @Test
    void shouldSendAKeyThoughWhoeverShouldHaveSentItDiedBefore() {
        // As long as the bank is held, the publisher hears of the correction in vain.
        jdbi.useTransaction(handle -> {
            hold(handle);
            correct(single, regrade("B")).statusCode(202);
            await().during(Duration.ofSeconds(1)).until(() -> keys(single).size() == 1);
        });

        assertThat(awaitVersion(single, 2).correction()).isNotNull();
    }

    @Test
    void shouldSendAKeyAgainIfWhoeverSentItDiedBeforeThatWasNoted() {
        correct(single, regrade("B")).statusCode(202);
        AnswerKeyPublished first = awaitVersion(single, 2);

        jdbi.useHandle(handle -> handle.createUpdate("UPDATE answer_key SET unpublished = true WHERE question_id = :id")
                .bind("id", UUID.fromString(single))
                .execute());

        await().until(() -> versions(single), found -> found.equals(List.of(1, 2, 2)));
        assertThat(keys(single).getLast()).isEqualTo(first);
        assertThat(keys(single).getLast().eventId()).isEqualTo(first.eventId());
    }

    @Test
    void shouldHaveTheNewestVersionLastHoweverManyComeAtOnce() throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Integer>> corrections = IntStream.range(0, 40)
                    .mapToObj(i -> (Callable<Integer>) () -> correct(
                                    single,
                                    List.of(regrade("B"), CREDIT_ALL, regrade("A"), WITHDRAW)
                                            .get(i % 4))
                            .extract()
                            .statusCode())
                    .toList();
            for (var status : threads.invokeAll(corrections)) {
                assertThat(status.get()).isIn(202, 409);
            }
        }
        int newest = shown(single).extract().path("keyVersion");

        awaitVersion(single, newest);
        assertThat(versions(single)).isSorted();
        JsonPath journal = journal(single).extract().jsonPath();
        assertThat(journal.getList("items.keyVersion"))
                .isEqualTo(IntStream.iterate(newest, version -> version > 1, version -> version - 1)
                        .boxed()
                        .toList());
        for (AnswerKeyPublished key : keys(single)) {
            if (key.keyVersion() > 1) {
                String entry = "items[" + (newest - key.keyVersion()) + "]";
                assertThat(key.correction().correctionId()).hasToString(journal.getString(entry + ".correctionId"));
                assertThat(KeyView.of(key.key()).kind()).isEqualTo(journal.getString(entry + ".after.kind"));
            }
        }
    }

    @Test
    void shouldKeepTheCorrectionWhenTheExplanationChanges() {
        correct(single, regrade("B")).statusCode(202);
        AnswerKeyPublished corrected = awaitVersion(single, 2);

        importFile(TWO.replace("all positives", "every positive"))
                .body("updated", equalTo(1))
                .body("questions[0].problems", equalTo(List.of()));

        AnswerKeyPublished explained = keys(single).getLast();
        assertThat(explained.explanation()).contains("every positive");
        assertThat(explained.key()).isEqualTo(corrected.key());
        assertThat(explained.keyVersion()).isEqualTo(2);
        assertThat(explained.correction()).isEqualTo(corrected.correction());
    }

    @Test
    void shouldNotUndoACorrectionWhenTheFileComesAgain() {
        correct(single, CREDIT_ALL).statusCode(202);
        correct(multiple, WITHDRAW).statusCode(202);

        importFile(TWO).body("unchanged", equalTo(2));

        shown(single).body("revision", equalTo(1)).body("key.kind", equalTo("credit-all"));
        shown(multiple).body("revision", equalTo(1)).body("key.kind", equalTo("withdrawn"));
    }

    @Test
    void shouldFollowAFileThatMarksWhatWasCorrected() {
        String mended = TWO.replace("Recall (Correct)", "Recall").replace("Precision", "Precision (Correct)");
        correct(single, regrade("B")).statusCode(202);
        int before = revision();

        importFile(mended).body("unchanged", equalTo(2)).body("questions[0].problems", equalTo(List.of()));

        assertThat(revision()).isEqualTo(before);
        shown(single).body("revision", equalTo(1)).body("keyVersion", equalTo(2));
        // And is then itself what a further correction is left alone by.
        correct(single, CREDIT_ALL).statusCode(202);
        importFile(mended).body("unchanged", equalTo(2));
        shown(single).body("key.kind", equalTo("credit-all"));
    }

    @Test
    void shouldKeepACorrectionThatCreditsAllWhereTheFileMarksWhatWasRightBefore() {
        String mended = TWO.replace("Recall (Correct)", "Recall").replace("Precision", "Precision (Correct)");
        correct(single, regrade("B")).statusCode(202);
        correct(single, CREDIT_ALL).statusCode(202);

        importFile(mended).body("unchanged", equalTo(2)).body("questions[0].problems", equalTo(List.of()));

        shown(single).body("revision", equalTo(1)).body("key.kind", equalTo("credit-all"));
    }

    @Test
    void shouldWarnWhenANewRevisionDropsACorrection() {
        correct(single, regrade("B")).statusCode(202);
        correct(multiple, WITHDRAW).statusCode(202);

        importFile(TWO.replace("missed positives", "overlooked positives").replace("watch an", "look after an"))
                .body("updated", equalTo(2))
                .body("questions[0].problems.code", contains("corrected-key"))
                .body("questions[0].problems.severity", contains("warning"))
                .body("questions[1].problems.code", contains("corrected-key"));

        shown(single)
                .body("revision", equalTo(2))
                .body("key.choices", contains("A"))
                .body("keyVersion", equalTo(1));
        journal(single).body("items[0].after.choices", contains("B"));
        assertThat(keys(multiple).stream()
                        .filter(key -> key.revision() == 1)
                        .toList()
                        .getLast()
                        .key())
                .isEqualTo(new WithdrawnKey());
    }

    /** All that was ever said of the bank and its questions, and not of keys. */
    private List<byte[]> told() {
        String id = as("author").get("/api/v1/banks/" + bank).path("id");
        return Stream.of(Topic.BANKS, Topic.QUESTIONS)
                .flatMap(topic -> TopicRecords.of(topic.topicName()).stream())
                .map(ConsumerRecord::value)
                .filter(value -> new String(value, StandardCharsets.UTF_8).contains(id))
                .toList();
    }

    private void hold(Handle handle) {
        handle.createQuery("SELECT id FROM bank WHERE slug = :slug FOR UPDATE")
                .bind("slug", bank)
                .mapTo(UUID.class)
                .one();
    }

    private static AnswerKeyPublished awaitVersion(String question, int version) {
        return await().until(() -> keys(question).getLast(), key -> key.keyVersion() == version);
    }

    private static List<Integer> versions(String question) {
        return keys(question).stream().map(AnswerKeyPublished::keyVersion).toList();
    }
}

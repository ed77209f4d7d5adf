package io.gradeflow.question;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TopicRecords;
import io.gradeflow.events.AnswerKeyPublished;
import io.gradeflow.events.Event;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.QuestionPublished;
import io.gradeflow.events.Topic;
import io.gradeflow.question.publishing.Publisher;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Banks that somebody waits for come first, those of several together, and keep no other from its turn. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "question"))
class PublisherTurnsTest extends BankApi {

    /** A revision for which whoever waits goes on waiting. */
    private static final int NEVER_OUT = Integer.MAX_VALUE;

    private static final String OF_BANK =
            " WHERE question_id IN (SELECT question.id FROM question JOIN bank ON bank.id = bank_id WHERE slug = :slug)";

    /** So many that the next one waits before the last is served. */
    private static final int WAITING = 8;

    private final String other = "other-" + UUID.randomUUID().toString().substring(0, 8);

    private int changes;

    @Inject
    Jdbi jdbi;

    @Inject
    Publisher publisher;

    @Test
    void shouldPublishABankThoughSomebodyAlwaysWaitsForAnother() {
        create(other);
        jdbi.useHandle(handle -> handle.execute("UPDATE bank SET published = revision - 1 WHERE slug = ?", other));

        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20)).until(() -> {
            importFile(numbered(changes++)).body("published", equalTo(true));
            return isOut(other);
        });
    }

    @Test
    void shouldPublishABankThoughManyAlwaysWaitForOthers() {
        create(other);
        importFile(TWO).body("published", equalTo(true));
        UUID awaited = id(bank);
        AtomicBoolean enough = new AtomicBoolean();
        try (var waiting = Executors.newFixedThreadPool(WAITING)) {
            for (int i = 0; i < WAITING; i++) {
                waiting.execute(() -> {
                    while (!enough.get()) {
                        publisher.publishSoon(awaited, 1);
                    }
                });
            }
            jdbi.useHandle(handle -> handle.execute("UPDATE bank SET published = revision - 1 WHERE slug = ?", other));

            try {
                await().until(() -> isOut(other));
            } finally {
                enough.set(true);
            }
        }
    }

    @Test
    void shouldPublishTogetherWhatSeveralWaitFor() {
        List<String> several = List.of(filledBank(), filledBank(), filledBank(), filledBank());
        Map<UUID, List<String>> keysBefore = keysByBank();
        Map<UUID, List<String>> questionsBefore = questionsByBank();

        waitedForWhileThePublisherIsAtWork(several);

        await().until(() -> several.stream().allMatch(this::isOut));
        // One may have had its turn among all others before.
        assertThat(transactions(several)).isLessThanOrEqualTo(2);
        Map<UUID, List<String>> keys = keysByBank();
        Map<UUID, List<String>> questions = questionsByBank();
        assertThat(several).map(this::id).allSatisfy(bank -> {
            assertThat(keys.get(bank)).isEqualTo(twice(keysBefore, bank));
            assertThat(questions.get(bank)).isEqualTo(twice(questionsBefore, bank));
            assertThat(lastTimestamp(Topic.ANSWER_KEYS, bank.toString()))
                    .isLessThanOrEqualTo(lastTimestamp(Topic.QUESTIONS, bank.toString()));
            assertThat(lastTimestamp(Topic.QUESTIONS, bank.toString()))
                    .isLessThanOrEqualTo(lastTimestamp(Topic.BANKS, bank.toString()));
        });
    }

    @Test
    void shouldPublishTheOthersWhereOneThatIsWaitedForCantBe() {
        List<String> several = List.of(filledBank(), filledBank(), filledBank());
        String broken = several.get(1);
        String key = jdbi.withHandle(handle -> handle.createQuery("SELECT min(key::text) FROM answer_key" + OF_BANK)
                .bind("slug", broken)
                .mapTo(String.class)
                .one());
        rewriteKeys(broken, "[]");
        try {
            waitedForWhileThePublisherIsAtWork(several);

            await().until(() -> isOut(several.getFirst()) && isOut(several.getLast()));
            assertThat(isOut(broken)).isFalse();
        } finally {
            rewriteKeys(broken, key);
        }
        await().until(() -> isOut(broken));
    }

    @Test
    void shouldSayThatAnImportThatChangesNothingIsOut() {
        importFile(TWO).body("published", equalTo(true));

        importFile(TWO).body("published", equalTo(true));
    }

    private static void create(String slug) {
        as("author")
                .body(Map.of("slug", slug, "title", "Another bank"))
                .post("/api/v1/banks")
                .then()
                .statusCode(201);
    }

    private String filledBank() {
        String slug = "several-" + UUID.randomUUID().toString().substring(0, 8);
        create(slug);
        as("author")
                .contentType("text/plain")
                .body(TWO)
                .post("/api/v1/banks/" + slug + "/imports")
                .then()
                .body("published", equalTo(true));
        return slug;
    }

    /** All of them fall due together with the test's bank, whose turn it is, and which can't be locked before all are waited for. */
    private void waitedForWhileThePublisherIsAtWork(List<String> several) {
        importFile(TWO).body("published", equalTo(true));
        List<Thread> waiting = new ArrayList<>();
        jdbi.useTransaction(holding -> {
            holding.execute("LOCK TABLE bank IN EXCLUSIVE MODE");
            makeDue(holding, bank);
            several.forEach(slug -> makeDue(holding, slug));
            waiting.add(waitFor(bank));
            await().until(this::isAnybodyKeptWaiting);
            several.forEach(slug -> waiting.add(waitFor(slug)));
            await().until(() -> waiting.stream().allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING));
        });
    }

    private boolean isAnybodyKeptWaiting() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT EXISTS (SELECT FROM pg_locks WHERE relation = 'bank'::regclass AND NOT granted)")
                .mapTo(boolean.class)
                .one());
    }

    private Thread waitFor(String slug) {
        UUID id = id(slug);
        return Thread.ofPlatform().daemon().start(() -> publisher.publishSoon(id, NEVER_OUT));
    }

    private static void makeDue(Handle handle, String slug) {
        handle.createUpdate("UPDATE answer_key SET unpublished = true" + OF_BANK)
                .bind("slug", slug)
                .execute();
        handle.createUpdate("UPDATE question_revision SET unpublished = true" + OF_BANK)
                .bind("slug", slug)
                .execute();
        handle.createUpdate("UPDATE bank SET published = 0 WHERE slug = :slug")
                .bind("slug", slug)
                .execute();
    }

    private void rewriteKeys(String slug, String key) {
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE answer_key SET key = :key::jsonb" + OF_BANK)
                .bind("key", key)
                .bind("slug", slug)
                .execute());
    }

    private UUID id(String slug) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT id FROM bank WHERE slug = :slug")
                .bind("slug", slug)
                .mapTo(UUID.class)
                .one());
    }

    /** How many transactions wrote the banks' rows last. */
    private long transactions(List<String> slugs) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT count(DISTINCT xmin::text) FROM bank WHERE slug = ANY (:slugs)")
                        .bindArray("slugs", String.class, slugs)
                        .mapTo(long.class)
                        .one());
    }

    private static Map<UUID, List<String>> keysByBank() {
        return recordsByBank(Topic.ANSWER_KEYS, AnswerKeyPublished.class, AnswerKeyPublished::bankId);
    }

    private static Map<UUID, List<String>> questionsByBank() {
        return recordsByBank(Topic.QUESTIONS, QuestionPublished.class, QuestionPublished::bankId);
    }

    /** The records' keys, which begin with the question, sorted. */
    private static <E extends Event> Map<UUID, List<String>> recordsByBank(
            Topic topic, Class<E> type, Function<E, UUID> bankId) {
        return TopicRecords.of(topic.topicName()).stream()
                .sorted(Comparator.comparing(ConsumerRecord::key))
                .collect(Collectors.groupingBy(
                        record -> bankId.apply(EventJson.read(record.value(), type)),
                        Collectors.mapping(ConsumerRecord::key, Collectors.toList())));
    }

    private static List<String> twice(Map<UUID, List<String>> records, UUID bank) {
        List<String> once = records.getOrDefault(bank, List.of());
        assertThat(once).hasSize(2);
        return Stream.concat(once.stream(), once.stream()).sorted().toList();
    }

    private boolean isOut(String slug) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT published = revision FROM bank WHERE slug = :slug")
                .bind("slug", slug)
                .mapTo(boolean.class)
                .one());
    }
}

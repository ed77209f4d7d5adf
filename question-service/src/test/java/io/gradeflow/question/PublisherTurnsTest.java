package io.gradeflow.question;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.hamcrest.Matchers.equalTo;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.question.publishing.Publisher;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Banks that somebody waits for come first, and keep no other from its turn. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "question"))
class PublisherTurnsTest extends BankApi {

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
        as("author")
                .body(Map.of("slug", other, "title", "Another bank"))
                .post("/api/v1/banks")
                .then()
                .statusCode(201);
        jdbi.useHandle(handle -> handle.execute("UPDATE bank SET published = revision - 1 WHERE slug = ?", other));

        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20)).until(() -> {
            importFile(numbered(changes++)).body("published", equalTo(true));
            return isOut(other);
        });
    }

    @Test
    void shouldPublishABankThoughManyAlwaysWaitForOthers() {
        as("author")
                .body(Map.of("slug", other, "title", "Another bank"))
                .post("/api/v1/banks")
                .then()
                .statusCode(201);
        importFile(TWO).body("published", equalTo(true));
        UUID awaited = jdbi.withHandle(handle -> handle.createQuery("SELECT id FROM bank WHERE slug = :slug")
                .bind("slug", bank)
                .mapTo(UUID.class)
                .one());
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
    void shouldSayThatAnImportThatChangesNothingIsOut() {
        importFile(TWO).body("published", equalTo(true));

        importFile(TWO).body("published", equalTo(true));
    }

    private boolean isOut(String slug) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT published = revision FROM bank WHERE slug = :slug")
                .bind("slug", slug)
                .mapTo(boolean.class)
                .one());
    }
}

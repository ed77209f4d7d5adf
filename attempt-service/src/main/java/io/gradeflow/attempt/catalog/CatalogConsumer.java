package io.gradeflow.attempt.catalog;

import io.gradeflow.events.AnswerKeyPublished;
import io.gradeflow.events.BankPublished;
import io.gradeflow.events.QuestionPublished;
import io.gradeflow.platform.messaging.Projection;
import io.gradeflow.platform.messaging.StoredOffsets;
import io.quarkus.runtime.Startup;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jdbi.v3.core.Jdbi;

/** Reads what question-service publishes. */
@Startup
@ApplicationScoped
class CatalogConsumer {

    private final Projection<BankPublished> banks;
    private final Projection<QuestionPublished> questions;
    private final Projection<AnswerKeyPublished> keys;

    private final Event<KeysChanged> keysChanged;

    CatalogConsumer(Jdbi jdbi, StoredOffsets offsets, CatalogKeys keyTables, Event<KeysChanged> keysChanged) {
        this.keysChanged = keysChanged;
        this.banks = new Projection<>(jdbi, offsets, BankPublished.class, CatalogTables::storeBanks);
        this.questions = new Projection<>(jdbi, offsets, QuestionPublished.class, CatalogTables::storeQuestions);
        this.keys = new Projection<>(jdbi, offsets, AnswerKeyPublished.class, keyTables::store);
    }

    @Incoming("banks")
    @Blocking
    void banks(ConsumerRecords<String, byte[]> records) {
        banks.apply(records);
    }

    @Incoming("questions")
    @Blocking
    void questions(ConsumerRecords<String, byte[]> records) {
        questions.apply(records);
    }

    @Incoming("answer-keys")
    @Blocking
    void answerKeys(ConsumerRecords<String, byte[]> records) {
        keys.apply(records);
        keysChanged.fire(new KeysChanged());
    }
}

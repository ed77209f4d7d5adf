package io.gradeflow.analytics.catalog;

import io.gradeflow.events.AnswerKeyPublished;
import io.gradeflow.events.BankPublished;
import io.gradeflow.events.QuestionPublished;
import io.gradeflow.platform.messaging.Projection;
import io.gradeflow.platform.messaging.StoredOffsets;
import io.quarkus.runtime.Startup;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
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

    CatalogConsumer(Jdbi jdbi, StoredOffsets offsets) {
        this.banks = new Projection<>(jdbi, offsets, BankPublished.class, CatalogTables::storeBanks);
        this.questions = new Projection<>(jdbi, offsets, QuestionPublished.class, (handle, published) -> {
            CatalogTables.storeQuestions(handle, published);
            RevisionTables.storeRevisions(handle, published);
        });
        this.keys = new Projection<>(jdbi, offsets, AnswerKeyPublished.class, RevisionTables::storeKeys);
    }

    @Incoming("banks")
    @Blocking
    void banks(ConsumerRecords<String, byte[]> records) {
        banks.apply(records);
    }

    @Incoming("answer-keys")
    @Blocking
    void keys(ConsumerRecords<String, byte[]> records) {
        keys.apply(records);
    }

    @Incoming("questions")
    @Blocking
    void questions(ConsumerRecords<String, byte[]> records) {
        questions.apply(records);
    }
}

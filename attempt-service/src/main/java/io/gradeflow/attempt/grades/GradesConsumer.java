package io.gradeflow.attempt.grades;

import io.gradeflow.events.AnswerGraded;
import io.gradeflow.platform.messaging.Projection;
import io.gradeflow.platform.messaging.StoredOffsets;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jdbi.v3.core.Jdbi;

/** Takes grades into the attempts' own view, from both lanes; their order doesn't matter. */
@ApplicationScoped
class GradesConsumer {

    private final Projection<AnswerGraded> grades;

    GradesConsumer(Jdbi jdbi, StoredOffsets offsets) {
        this.grades = new Projection<>(jdbi, offsets, AnswerGraded.class, GradeTable::apply);
    }

    @Incoming("answers-graded")
    @Blocking
    void graded(ConsumerRecords<String, byte[]> records) {
        grades.apply(records);
    }

    @Incoming("answers-regraded")
    @Blocking
    void regraded(ConsumerRecords<String, byte[]> records) {
        grades.apply(records);
    }
}

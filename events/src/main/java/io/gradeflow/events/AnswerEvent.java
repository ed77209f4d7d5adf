package io.gradeflow.events;

import io.gradeflow.grading.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an answer and its grade say alike; each says in its own words what that means. */
sealed interface AnswerEvent extends Event permits AnswerSubmitted, AnswerGraded {

    UUID answerId();

    int answerVersion();

    int keyVersion();

    UUID attemptId();

    int position();

    String learnerId();

    UUID bankId();

    String mode();

    List<String> cohorts();

    UUID questionId();

    int revision();

    @Nullable
    Response response();

    @Nullable
    Long elapsedMillis();

    Instant answeredAt();

    @Nullable
    String blueprint();

    @Nullable
    Boolean preview();

    @Override
    default String recordKey() {
        return learnerId();
    }

    /** Names both versions, by which a view tells what is newer. */
    @Override
    default String eventId() {
        return answerId() + ":" + answerVersion() + ":" + keyVersion();
    }
}

package io.gradeflow.attempt.importing;

import io.gradeflow.attempt.catalog.Question;
import io.gradeflow.grading.Response;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of which all is known here that it names.
 *
 * @param responseId stands for the external id
 * @param digest of what the line says
 * @param response null where the question was left blank
 * @param answeredAt the time of its import where the line doesn't say
 */
record Found(
        GivenLine line,
        BankDirectory.At bank,
        Question.Ref question,
        @Nullable Response response,
        String learnerId,
        UUID attemptId,
        Key key,
        UUID digest,
        Instant answeredAt) {

    /** Who a response is. */
    record Key(UUID bankId, UUID responseId) {}

    static Found of(
            GivenLine line,
            BankDirectory.At bank,
            Question.Ref question,
            @Nullable Response response,
            Pseudonyms pseudonyms,
            Instant now) {
        String learnerId = pseudonyms.learner(line.learner());
        return new Found(
                line,
                bank,
                question,
                response,
                learnerId,
                attemptId(learnerId, bank.bankId(), line.attempt()),
                new Key(bank.bankId(), pseudonyms.response(bank.bankId(), line.externalId())),
                digest(line, bank, question, learnerId),
                line.answeredAt() == null ? now : line.answeredAt());
    }

    /** The same for all lines of a sitting, whichever stream they come in. */
    private static UUID attemptId(String learnerId, UUID bankId, String attempt) {
        return UUID.nameUUIDFromBytes(
                ("imported/" + learnerId + "/" + bankId + "/" + attempt).getBytes(StandardCharsets.UTF_8));
    }

    /** Of the question and not of its revision: a later one makes no other response of the same line. */
    private static UUID digest(GivenLine line, BankDirectory.At bank, Question.Ref question, String learnerId) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            add(digest, learnerId);
            add(digest, bank.bankId().toString());
            add(digest, question.questionId().toString());
            add(digest, line.answeredAt() == null ? "" : line.answeredAt().toString());
            add(digest, line.attempt());
            line.choices().stream().sorted().forEach(choice -> add(digest, choice));
            ByteBuffer hash = ByteBuffer.wrap(digest.digest());
            return new UUID(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** With its length before it, so that no two lines run together to the same text. */
    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }
}

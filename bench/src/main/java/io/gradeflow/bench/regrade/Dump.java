package io.gradeflow.bench.regrade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradeflow.bench.BenchException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * All that the system tells of a bank's figures and of the results of its loaded attempts. Two of them are equal if they tell
 * the same to the last digit.
 *
 * @param topics without how far they reach
 * @param results a digest of each attempt as it is listed, in the order of the list
 * @param right attempts whose score is above 0
 * @param provisional attempts of which a grade is still to come
 */
record Dump(JsonNode topics, String results, int attempts, int right, int provisional) {

    static Dump of(Views views) {
        ObjectNode topics = views.topics().deepCopy();
        topics.remove("asOf");
        topics.remove("pending");
        topics.remove("lagMillis");
        MessageDigest digest = sha256();
        int[] counts = new int[3];
        views.forEachAttempt(attempt -> {
            digest.update(attempt.toString().getBytes(StandardCharsets.UTF_8));
            counts[0]++;
            counts[1] += attempt.path("score").decimalValue().signum() > 0 ? 1 : 0;
            counts[2] += attempt.path("provisional").asBoolean(true) ? 1 : 0;
        });
        return new Dump(topics, HexFormat.of().formatHex(digest.digest()), counts[0], counts[1], counts[2]);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new BenchException("This JDK has no SHA-256.", e);
        }
    }
}

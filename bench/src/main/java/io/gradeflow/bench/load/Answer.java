package io.gradeflow.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came back for a call.
 *
 * @param status 0 where nothing came
 * @param failure why nothing came, else empty
 */
public record Answer(int status, Buffer body, String failure) {

    private static final ObjectMapper JSON = new JsonMapper();

    static Answer none(String failure) {
        return new Answer(0, Buffer.buffer(), failure);
    }

    /** What came instead of this status, in a word or two; empty if it was this. */
    public String otherThan(int expected) {
        return status == expected ? "" : status == 0 ? failure : Integer.toString(status);
    }

    /** How often something else came back than the status that was expected, by what it was. */
    static Map<String, Integer> failures(List<Answer> answers, int expected) {
        Map<String, Integer> failures = new TreeMap<>();
        for (Answer answer : answers) {
            String other = answer.otherThan(expected);
            if (!other.isEmpty()) {
                failures.merge(other, 1, Integer::sum);
            }
        }
        return failures;
    }

    /** Its body; a missing node where that is no JSON. */
    public JsonNode json() {
        try {
            return JSON.readTree(body.getBytes());
        } catch (IOException _) {
            return JsonNodeFactory.instance.missingNode();
        }
    }
}

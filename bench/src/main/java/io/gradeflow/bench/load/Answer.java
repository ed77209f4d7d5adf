package io.gradeflow.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;

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

    /** Its body; a missing node where that is no JSON. */
    public JsonNode json() {
        try {
            return JSON.readTree(body.getBytes());
        } catch (IOException _) {
            return JsonNodeFactory.instance.missingNode();
        }
    }
}

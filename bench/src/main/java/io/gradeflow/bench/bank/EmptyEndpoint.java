package io.gradeflow.bench.bank;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.gradeflow.bench.load.Call;
import io.gradeflow.bench.system.Api;

/** attempt-service's endpoints that check the token, read the body and do nothing, as far as it was started with them. */
public final class EmptyEndpoint {

    private static final String BASELINE = "/api/v1/attempts/baseline";
    private static final byte[] NO_START = GeneratedBank.bytes(
            JsonNodeFactory.instance.objectNode().put("bank", "none").put("mode", "practice"));

    private EmptyEndpoint() {}

    public static boolean isIn(Api api, String token) {
        return api.send("POST", BASELINE + "?bytes=2", token, "application/json", NO_START)
                        .statusCode()
                == 200;
    }

    /** In place of an answer to a question, with the same body, answered with 200 and so many bytes. */
    public static Call answer(Call answer, int bytes) {
        return Call.put(BASELINE + "/answers/1?bytes=" + bytes, answer.token(), answer.body());
    }

    /** In place of a start of an attempt, likewise. */
    public static Call start(String token, byte[] request, int bytes) {
        return Call.post(BASELINE + "?bytes=" + bytes, token, request);
    }

    /** In place of a call that sends nothing to speak of. */
    public static Call other(String token, int bytes) {
        return start(token, NO_START, bytes);
    }
}

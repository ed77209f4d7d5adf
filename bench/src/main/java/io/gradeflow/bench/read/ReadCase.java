package io.gradeflow.bench.read;

import io.gradeflow.bench.load.Answer;
import io.gradeflow.bench.load.Call;
import java.util.Collections;
import java.util.List;

/**
 * One way of asking for figures of the largest bank.
 *
 * @param query what narrows them
 * @param accepted the media type of the answer
 * @param begin how the right answer begins
 */
record ReadCase(String label, String path, String accepted, String begin) {

    private static final String JSON = "application/json";
    private static final String CSV = "text/csv";
    private static final String FIGURES = "/api/v1/analytics/topics?bank=";
    private static final String EMPTY = "/api/v1/analytics/baseline?bytes=";

    static ReadCase figures(String label, FilledBank bank, String query) {
        return new ReadCase(label, FIGURES + bank.slug() + query, JSON, "{");
    }

    static ReadCase table(String label, FilledBank bank, String query) {
        return new ReadCase(label, FIGURES + bank.slug() + query, CSV, "cohort,topic,");
    }

    static ReadCase empty(String label, int bytes) {
        return new ReadCase(label, EMPTY + bytes, JSON, "\"xxx");
    }

    List<Call> calls(int count, String token) {
        return Collections.nCopies(count, Call.get(path, token, accepted));
    }

    boolean isRight(Answer answer) {
        return answer.status() == 200 && answer.body().toString().startsWith(begin);
    }
}

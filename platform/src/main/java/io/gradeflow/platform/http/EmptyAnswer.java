package io.gradeflow.platform.http;

import jakarta.ws.rs.NotFoundException;

/** What an endpoint answers that does nothing, for benchmarks to hold real ones against: a JSON text of as many bytes as wanted. */
public final class EmptyAnswer {

    private static final int MAX_BYTES = 1_000_000;

    private final boolean enabled;
    private volatile String last = "";

    /** @param enabled whether there is such an endpoint in this process */
    public EmptyAnswer(boolean enabled) {
        this.enabled = enabled;
    }

    /**
     * @param bytes 2 to 1,000,000; the nearest of these
     * @throws NotFoundException as for an address that doesn't exist, unless it is enabled
     */
    public String of(int bytes) {
        if (!enabled) {
            throw new NotFoundException();
        }
        int wanted = Math.clamp(bytes, 2, MAX_BYTES);
        String answer = last;
        if (answer.length() != wanted) {
            answer = '"' + "x".repeat(wanted - 2) + '"';
            last = answer;
        }
        return answer;
    }
}

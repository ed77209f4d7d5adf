package io.gradeflow.analytics;

import io.gradeflow.platform.problem.ErrorCode;

/** What can go wrong for a caller of analytics-service. */
public enum AnalyticsError implements ErrorCode {
    BANK_UNKNOWN("bank-unknown", 404, "There is no such bank"),
    ITEM_UNKNOWN("item-unknown", 404, "No attempt that is analysed has such an item"),
    TOPIC_UNKNOWN("topic-unknown", 404, "The bank has no such topic"),
    PROOF_UNKNOWN("proof-unknown", 404, "There is no such proof"),
    TOO_MANY_STREAMS("too-many-streams", 429, "Too many of your streams are open"),
    STREAMS_FULL("streams-full", 503, "This instance has as many streams as it can hold");

    private final String code;
    private final int status;
    private final String title;

    AnalyticsError(String code, int status, String title) {
        this.code = code;
        this.status = status;
        this.title = title;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}

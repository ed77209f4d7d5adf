package io.gradeflow.attempt.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a correction does to the answers of a question. */
public enum Effect {
    /** They are graded under another key. */
    @JsonProperty("regrade")
    REGRADE,
    /** Whoever was shown the question gets full credit, answered or not. */
    @JsonProperty("credit-all")
    CREDIT_ALL,
    /** The question is taken out of scores and of what scores are out of. */
    @JsonProperty("withdraw")
    WITHDRAW
}

package io.gradeflow.bench.crowd;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What an author has put right in a bank, where something else is right now than its words say. Safe for use by several threads. */
public final class Corrected {

    /** The key that a question is published with has this version, and each correction adds one. */
    private static final int FIRST_VERSION = 1;

    private final Map<String, String> rightByStem = new ConcurrentHashMap<>();

    /** From now on this choice alone is right. A question is corrected once. */
    public void correct(String stem, String choice) {
        if (rightByStem.putIfAbsent(stem, choice) != null) {
            throw new IllegalStateException("corrected already: " + stem);
        }
    }

    /** Of the key that is in force. */
    public int keyVersion(String stem) {
        return FIRST_VERSION + (rightByStem.containsKey(stem) ? 1 : 0);
    }

    /** Whether a choice is right by the key of that version. */
    boolean isRight(String stem, String choice, int keyVersion) {
        String only = keyVersion == FIRST_VERSION ? null : rightByStem.get(stem);
        return only == null ? KeyedBank.isRight(choice) : only.equals(choice);
    }
}

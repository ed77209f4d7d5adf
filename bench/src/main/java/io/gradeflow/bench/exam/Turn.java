package io.gradeflow.bench.exam;

import io.gradeflow.bench.load.Call;

/**
 * A call of a learner who sits.
 *
 * @param due nanoseconds after the step began
 */
record Turn(long due, Kind kind, Call call, Sitter sitter) {

    enum Kind {
        START("starts", 201),
        PAGE("pages read", 200),
        ANSWER("answers", 202),
        FINISH("ends", 200);

        private final String what;
        private final int expected;

        Kind(String what, int expected) {
            this.what = what;
            this.expected = expected;
        }

        String what() {
            return what;
        }

        /** The status of a call that went well. */
        int expected() {
            return expected;
        }
    }

    /** The same for whoever thinks so many times as quickly. */
    Turn sooner(int times) {
        return new Turn(due / times, kind, call, sitter);
    }
}

package io.gradeflow.attempt.answering;

import org.jspecify.annotations.Nullable;

/**
 * Where a learner stands with a position, apart from the response.
 *
 * @param elapsedMillis time on it in all visits; null where the client measured none
 * @param seq the highest that the client sent; null where it sent none
 */
record PositionMark(
        boolean flagged,
        @Nullable Long elapsedMillis,
        @Nullable Long seq) {

    static final PositionMark UNTOUCHED = new PositionMark(false, null, null);

    /** Whether a change in the client with this number lies before what was seen already. */
    boolean isPast(@Nullable Long otherSeq) {
        return seq != null && otherSeq != null && otherSeq < seq;
    }

    /** Whether a change in the client with this number comes after all that was seen already. */
    boolean isBefore(long otherSeq) {
        return seq == null || seq < otherSeq;
    }

    /** Time and numbers only grow, whatever comes in which order. */
    PositionMark with(AnswerRequest request) {
        return new PositionMark(
                request.flagged() == null ? flagged : request.flagged(),
                higher(elapsedMillis, request.elapsedMillis()),
                higher(seq, request.seq()));
    }

    private static @Nullable Long higher(@Nullable Long one, @Nullable Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.max(one, other);
    }
}

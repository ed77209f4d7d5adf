package io.gradeflow.question.topic;

/** A taxonomy that can't be read; the message says where and what to do. */
public final class InvalidTaxonomyException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String field;

    InvalidTaxonomyException(String field, String message) {
        super(message);
        this.field = field;
    }

    /** The offending field, such as {@code topics[3].path}. */
    public String field() {
        return field;
    }
}

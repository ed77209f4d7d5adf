package io.gradeflow.grading;

/**
 * What was typed, as it was typed. It is the learner's own words and may tell who that is.
 *
 * @param text not blank
 */
public record TextResponse(String text) implements Response {

    /** Stands for a text that isn't told, or not any more. */
    public static final TextResponse WITHHELD = new TextResponse("\u2026");

    public TextResponse {
        text = Part.required(text, "text");
        if (text.isBlank()) {
            throw new IllegalArgumentException("the text is blank");
        }
    }

    @Override
    public String pattern() {
        return TextRules.LENIENT.normalised(text);
    }
}

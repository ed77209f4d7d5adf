package io.gradeflow.grading;

/**
 * What was typed, as it was typed. It is the learner's own words and may tell who that is.
 *
 * @param text not blank
 */
public record TextResponse(String text) implements Response {

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

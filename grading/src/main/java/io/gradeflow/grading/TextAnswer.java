package io.gradeflow.grading;

/**
 * A text that a key accepts.
 *
 * @param text not blank; {@code *} stands for any text, the empty one too, {@code \*} for a star and {@code \\} for a backslash
 * @param weight the part of full credit that it earns, from 0 to 1
 */
public record TextAnswer(String text, Fraction weight) {

    public TextAnswer {
        text = Part.required(text, "text");
        if (text.isBlank()) {
            throw new IllegalArgumentException("the text is blank");
        }
        Weights.check(weight);
    }
}

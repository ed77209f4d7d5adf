package io.gradeflow.question.formats.listed;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Answers that stand one after the other, each number once.
 *
 * @param title of the chapter that they are said to be for; empty where none stands above them
 */
record AnswerList(String title, Map<Integer, Answer> answers) {

    record Answer(KeyLine key, int line) {

        boolean says(Answer other) {
            return key.letters().equalsIgnoreCase(other.key.letters());
        }
    }

    AnswerList(String title) {
        this(title, new LinkedHashMap<>());
    }
}

package io.gradeflow.bench.importing;

import java.nio.charset.StandardCharsets;

/** A file of made-up questions as the Open Trivia project has them, no two of the same wording. */
final class TriviaFile {

    private static final String[] THINGS = {
        "river", "mountain", "capital", "composer", "element", "planet", "language", "painter", "enzyme", "treaty"
    };

    private TriviaFile() {}

    static byte[] of(int questions) {
        StringBuilder file = new StringBuilder();
        for (int number = 0; number < questions; number++) {
            String thing = THINGS[number % THINGS.length];
            file.append("#Q Which ")
                    .append(thing)
                    .append(" has the number ")
                    .append(number)
                    .append(" in the list that was made up so that something of the usual length is asked here?\n")
                    .append("^ The ")
                    .append(thing)
                    .append(" called ")
                    .append(number)
                    .append('\n');
            for (int choice = 0; choice < 4; choice++) {
                file.append((char) ('A' + choice))
                        .append(" The ")
                        .append(thing)
                        .append(" called ")
                        .append(number + (choice == number % 4 ? 0 : choice + 1))
                        .append('\n');
            }
            file.append('\n');
        }
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }
}

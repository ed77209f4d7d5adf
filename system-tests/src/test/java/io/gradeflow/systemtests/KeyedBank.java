package io.gradeflow.systemtests;

import static org.hamcrest.Matchers.equalTo;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A bank whose key stands in the words of its choices, so that a test can judge answers without Gradeflow's import and
 * grading. Its blueprint {@value #BLUEPRINT} makes exams of a minute.
 */
record KeyedBank(String slug) {

    static final String BLUEPRINT = "one-minute";
    static final int EXAM_QUESTIONS = 15;

    private static final int QUESTIONS = 60;
    private static final List<String> TOPICS = List.of("alpha/one", "alpha/two", "beta");
    private static final Pattern NUMBER = Pattern.compile("Question (\\d+)");
    private static final String RIGHT = "right";

    static KeyedBank create(SystemUnderTest system) {
        KeyedBank bank = new KeyedBank("bank-" + UUID.randomUUID().toString().substring(0, 8));
        Client author = Client.author(system);
        author.createBank(bank.slug);
        author.importFile(bank.slug, file().getBytes(StandardCharsets.UTF_8)).body("imported", equalTo(QUESTIONS));
        return bank;
    }

    KeyedBank withExams(SystemUnderTest system) {
        Client.author(system)
                .request()
                .body(Map.of(
                        "sections",
                        List.of(Map.of("topic", "alpha", "count", 10), Map.of("topic", "beta", "count", 5)),
                        "minutes",
                        1,
                        "passMark",
                        500,
                        "scale",
                        Map.of("min", 100, "max", 1000)))
                .put("/banks/" + slug + "/blueprints/" + BLUEPRINT)
                .then()
                .statusCode(equalTo(201));
        return this;
    }

    /** The paths of the topic of a question and of all above it. */
    static List<String> topics(String stem) {
        Matcher number = NUMBER.matcher(stem);
        if (!number.find()) {
            throw new IllegalArgumentException("not a question of this bank: " + stem);
        }
        String topic = topic(Integer.parseInt(number.group(1)));
        int slash = topic.indexOf('/');
        return slash < 0 ? List.of(topic) : List.of(topic.substring(0, slash), topic);
    }

    static boolean isRight(String choice) {
        return choice.startsWith(RIGHT);
    }

    private static String topic(int number) {
        return TOPICS.get(number % TOPICS.size());
    }

    private static String file() {
        return IntStream.range(0, QUESTIONS).mapToObj(KeyedBank::question).collect(Collectors.joining("\n---\n"));
    }

    /** Every fourth question has two right choices. */
    private static String question(int number) {
        int right = number % 4 == 0 ? 2 : 1;
        String choices = IntStream.range(0, 5)
                .mapToObj(i -> (i + number) % 5 < right ? RIGHT + " " + i + " (Correct)" : "wrong " + i)
                .collect(Collectors.joining("\n\n"));
        return "Topic: " + topic(number) + "\n\nQuestion " + number + "?" + (right == 2 ? " (Select TWO.)" : "")
                + "\n\n" + choices + "\n";
    }
}

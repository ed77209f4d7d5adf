package io.gradeflow.bench.crowd;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.bank.GeneratedBank;
import io.gradeflow.bench.system.Api;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A bank whose key stands in the words of its choices, so that a test can judge answers without Gradeflow's import and
 * grading. Its blueprint {@value #BLUEPRINT} makes exams of a minute.
 *
 * @param corrected what is right otherwise than the words of the choices say
 */
public record KeyedBank(String slug, Corrected corrected) {

    public static final String BLUEPRINT = "one-minute";
    public static final int EXAM_QUESTIONS = 15;

    static final int QUESTIONS = 60;

    private static final String JSON = "application/json";
    private static final List<String> TOPICS = List.of("alpha/one", "alpha/two", "beta");
    private static final Pattern NUMBER = Pattern.compile("Question (\\d+)");
    private static final String RIGHT = "right";

    public static KeyedBank create(FaultySystem system) {
        KeyedBank bank = new KeyedBank("bank-" + UUID.randomUUID().toString().substring(0, 8), new Corrected());
        try (Api api = new Api(system.web())) {
            String author = system.token("author", "author");
            ObjectNode wish =
                    JsonNodeFactory.instance.objectNode().put("slug", bank.slug).put("title", "Bank " + bank.slug);
            api.call("POST", "/api/v1/banks", author, JSON, GeneratedBank.bytes(wish));
            int imported = api.call(
                            "POST",
                            "/api/v1/banks/" + bank.slug + "/imports",
                            author,
                            "application/octet-stream",
                            file(0, QUESTIONS))
                    .path("imported")
                    .asInt();
            if (imported != QUESTIONS) {
                throw new BenchException("Of " + QUESTIONS + " questions only " + imported + " were imported.");
            }
        }
        return bank;
    }

    public KeyedBank withExams(FaultySystem system) {
        ObjectNode blueprint =
                JsonNodeFactory.instance.objectNode().put("minutes", 1).put("passMark", 500);
        blueprint.putObject("scale").put("min", 100).put("max", 1000);
        ArrayNode sections = blueprint.putArray("sections");
        sections.addObject().put("topic", "alpha").put("count", 10);
        sections.addObject().put("topic", "beta").put("count", 5);
        try (Api api = new Api(system.web())) {
            api.call(
                    "PUT",
                    "/api/v1/banks/" + slug + "/blueprints/" + BLUEPRINT,
                    system.token("author", "author"),
                    JSON,
                    GeneratedBank.bytes(blueprint));
        }
        return this;
    }

    /** The paths of the topic of a question and of all above it. */
    public static List<String> topics(String stem) {
        Matcher number = NUMBER.matcher(stem);
        if (!number.find()) {
            throw new IllegalArgumentException("not a question of this bank: " + stem);
        }
        String topic = topic(Integer.parseInt(number.group(1)));
        int slash = topic.indexOf('/');
        return slash < 0 ? List.of(topic) : List.of(topic.substring(0, slash), topic);
    }

    public static boolean isRight(String choice) {
        return choice.startsWith(RIGHT);
    }

    private static String topic(int number) {
        return TOPICS.get(number % TOPICS.size());
    }

    /** Further questions, as many as are told, of the same form. */
    static byte[] further(int count) {
        return file(QUESTIONS, count);
    }

    private static byte[] file(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(KeyedBank::question)
                .collect(Collectors.joining("\n---\n"))
                .getBytes(StandardCharsets.UTF_8);
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

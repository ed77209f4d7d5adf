package io.gradeflow.bench.bank;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.system.Api;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A bank of made-up questions that are as long as real ones: stems of some 300 characters, four choices of some 80. */
public final class GeneratedBank {

    private static final ObjectMapper JSON = new JsonMapper();
    private static final String EXTERNAL = "q-";
    private static final int STEM = 300;
    private static final int CHOICE = 80;
    private static final int CHOICES = 4;
    private static final int TOPICS = 4;
    private static final String[] WORDS = """
            a company needs to train model on large data set that is stored in many buckets and must keep the cost of
            each run low while engineers compare several versions of one pipeline which solution will meet these
            requirements with least operational effort for every region account endpoint feature metric threshold latency
            traffic batch stream encryption role policy
            """.split("\\s+");

    private GeneratedBank() {}

    /**
     * Puts a new bank into the system.
     *
     * @return its slug
     * @throws BenchException if the system doesn't take it whole
     */
    public static String create(Api api, String author, int questions) {
        String slug = "bench-" + Long.toString(System.nanoTime(), 36);
        ObjectNode bank = JSON.createObjectNode().put("slug", slug).put("title", "Made up for a benchmark");
        api.call("POST", "/api/v1/banks", author, "application/json", bytes(bank));
        JsonNode report = api.call(
                "POST",
                "/api/v1/banks/" + slug + "/imports?format=jsonl",
                author,
                "application/octet-stream",
                lines(questions).getBytes(StandardCharsets.UTF_8));
        if (report.path("imported").asInt() != questions) {
            throw new BenchException("Of " + questions + " made-up questions only "
                    + report.path("imported").asInt() + " were imported.");
        }
        return slug;
    }

    /**
     * Gives the bank a blueprint of so many questions, as many of each topic as of the others.
     *
     * @return its name
     */
    public static String blueprint(Api api, String author, String bank, int questions) {
        ObjectNode blueprint = JSON.createObjectNode().put("minutes", 130).put("passMark", 720);
        blueprint.putObject("scale").put("min", 100).put("max", 1000);
        ArrayNode sections = blueprint.putArray("sections");
        for (int topic = 0; topic < TOPICS; topic++) {
            sections.addObject()
                    .put("topic", topic(topic))
                    .put("count", questions / TOPICS + (topic < questions % TOPICS ? 1 : 0));
        }
        api.call("PUT", "/api/v1/banks/" + bank + "/blueprints/storm", author, "application/json", bytes(blueprint));
        return "storm";
    }

    private static String lines(int questions) {
        Random random = new Random(1);
        StringBuilder lines = new StringBuilder();
        for (int number = 1; number <= questions; number++) {
            ObjectNode question = JSON.createObjectNode()
                    .put("externalId", externalId(number))
                    .put("type", "single")
                    .put("stem", "In case " + number + ", " + words(random, STEM) + "?");
            question.putArray("topics").add(topic(number % TOPICS));
            ArrayNode choices = question.putArray("choices");
            for (int i = 0; i < CHOICES; i++) {
                choices.addObject()
                        .put("id", choice(i))
                        .put("text", "Use " + words(random, CHOICE) + ".")
                        .put("correct", i == number % CHOICES);
            }
            lines.append(question).append('\n');
        }
        return lines.toString();
    }

    /** By which the question is named when history is loaded; numbers count from 1. */
    public static String externalId(int number) {
        return EXTERNAL + number;
    }

    /** The number of the question that is named so. */
    public static int numberOf(String externalId) {
        return Integer.parseInt(externalId.substring(EXTERNAL.length()));
    }

    /** The number of the question with this stem. */
    public static int number(String stem) {
        return Integer.parseInt(stem.substring("In case ".length(), stem.indexOf(',')));
    }

    /** The right choice, and with 1, 2 and 3 the wrong ones after it. */
    public static String choice(int number, int after) {
        return choice((number + after) % CHOICES);
    }

    private static String choice(int index) {
        return String.valueOf((char) ('A' + index));
    }

    /** The paths of its topics. */
    public static List<String> topics() {
        return IntStream.range(0, TOPICS).mapToObj(GeneratedBank::topic).toList();
    }

    private static String topic(int number) {
        return "part-" + (char) ('a' + number);
    }

    private static String words(Random random, int length) {
        StringBuilder words = new StringBuilder();
        while (words.length() < length) {
            words.append(words.isEmpty() ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
        }
        return words.toString();
    }

    public static byte[] bytes(JsonNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON can be made of a node", e);
        }
    }
}

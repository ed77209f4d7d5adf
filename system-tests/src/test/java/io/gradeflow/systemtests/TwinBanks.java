package io.gradeflow.systemtests;

import static org.hamcrest.Matchers.equalTo;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Two banks that differ in their keys and explanations and in nothing else: questions 1 to 4 take one choice of A to D, 5 and 6
 * two of A to E, 7 a text, 8 a number, 9 pairs and 10 an order; the blueprint "mock" asks all ten.
 *
 * @param one 1 A, 2 B, 3 C, 4 D, 5 A and B, 6 C and D, 7 Paris, 8 3.14, 9 1=A and 2=B, 10 A, B, C are right
 * @param other 1 B, 2 C, 3 D, 4 A, 5 C and D, 6 A and E, 7 Lyon, 8 2.71, 9 1=B and 2=A, 10 C, A, B are right
 */
record TwinBanks(String one, String other) {

    static final String TAKES_TWO = " (Select TWO.)";

    private static final Map<Integer, String> KEYS = Map.of(1, "A", 2, "B", 3, "C", 4, "D", 5, "AB", 6, "CD");
    private static final Map<Integer, String> OTHER_KEYS = Map.of(1, "B", 2, "C", 3, "D", 4, "A", 5, "CD", 6, "AE");

    private static final List<String> OTHER_KINDS = List.of(
            kind("short-text", 7, "\"answers\": [{\"text\": \"Paris\"}]"),
            kind("numeric", 8, "\"answers\": [{\"value\": 3.14, \"tolerance\": 0.01}]"),
            kind("matching", 9, "\"scoring\": \"per-pair\", " + pairs("Bonn", "Rome")),
            kind("ordering", 10, "\"scoring\": \"per-position\", \"order\": [\"disk\", \"memory\", \"tape\"]"));
    private static final List<String> OTHER_KINDS_OTHERWISE = List.of(
            kind("short-text", 7, "\"answers\": [{\"text\": \"Lyon\"}, {\"text\": \"L*\", \"weight\": \"1/2\"}]"),
            kind("numeric", 8, "\"answers\": [{\"value\": 2.71}]"),
            kind("matching", 9, "\"scoring\": \"per-pair\", " + pairs("Rome", "Bonn")),
            kind("ordering", 10, "\"scoring\": \"per-position\", \"order\": [\"tape\", \"disk\", \"memory\"]"));

    static TwinBanks create(SystemUnderTest system) {
        String name = "twin-" + UUID.randomUUID().toString().substring(0, 8);
        TwinBanks twins = new TwinBanks(name + "-a", name + "-b");
        Client author = Client.author(system);
        fill(author, twins.one, KEYS, OTHER_KINDS, "It is so.");
        fill(
                author,
                twins.other,
                OTHER_KEYS,
                OTHER_KINDS_OTHERWISE,
                "It is not as in the other bank, for reasons that take longer.");
        return twins;
    }

    List<String> slugs() {
        return List.of(one, other);
    }

    private static void fill(
            Client author, String slug, Map<Integer, String> keys, List<String> otherKinds, String explanation) {
        author.request()
                .body(Map.of("slug", slug, "title", "Twins"))
                .post("/banks")
                .then()
                .statusCode(201);
        author.putTopics(slug, "{\"topics\": [{\"path\": \"odd\"}, {\"path\": \"even\"}]}".getBytes());
        String file = Stream.concat(
                        new TreeMap<>(keys)
                                .entrySet().stream().map(key -> question(key.getKey(), key.getValue(), explanation)),
                        otherKinds.stream())
                .collect(Collectors.joining("\n"));
        author.importFile(slug, file.getBytes()).body("imported", equalTo(keys.size() + otherKinds.size()));
        author.request()
                .body("""
                        {"sections": [{"topic": "odd", "count": 5}, {"topic": "even", "count": 5}], "minutes": 60,
                         "passMark": 500, "scale": {"min": 100, "max": 1000}}""")
                .put("/banks/" + slug + "/blueprints/mock")
                .then()
                .statusCode(201);
    }

    private static String kind(String type, int number, String rest) {
        return "{\"type\": \"%s\", \"stem\": \"Question %d?\", \"topics\": [\"%s\"], %s}"
                .formatted(type, number, topic(number), rest);
    }

    private static String pairs(String germany, String italy) {
        return "\"pairs\": [{\"prompt\": \"Germany\", \"answer\": \"%s\"}, {\"prompt\": \"Italy\", \"answer\": \"%s\"}]"
                .formatted(germany, italy);
    }

    private static String topic(int number) {
        return number % 2 == 0 ? "even" : "odd";
    }

    private static String question(int number, String correct, String explanation) {
        String choices = Stream.of("A", "B", "C", "D", "E")
                .limit(correct.length() == 1 ? 4 : 5)
                .map(id -> "{\"id\": \"%s\", \"text\": \"Choice %s of %d\", \"correct\": %s}"
                        .formatted(id, id, number, correct.contains(id)))
                .collect(Collectors.joining(", "));
        return """
                {"type": "%s", "stem": "Question %d?%s", "topics": ["%s"], "choices": [%s], "explanation": "%s"}""".formatted(
                        correct.length() == 1 ? "single" : "multiple",
                        number,
                        correct.length() == 1 ? "" : TAKES_TWO,
                        topic(number),
                        choices,
                        explanation);
    }
}

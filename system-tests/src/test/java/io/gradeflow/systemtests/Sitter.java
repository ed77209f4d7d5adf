package io.gradeflow.systemtests;

import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A learner before one bank of the twins, who does what a script says. A step is a call: method, path and body; CSV is a GET that
 * accepts a table. In braces stand {@code bank}, {@code attempt}, and of a question by its number {@code position-1}, {@code question-1} and {@code receipt-1}.
 */
final class Sitter implements AutoCloseable {

    private static final Pattern THING = Pattern.compile("\\{([a-z]+)(?:-(\\d+))?}");
    private static final Pattern ANSWERED = Pattern.compile(".*/answers/\\{position-(\\d+)}");

    private final Client learner;
    private final String bank;
    private final Told told;
    private final Map<String, String> things = new HashMap<>();
    private final Map<Integer, Integer> versions = new HashMap<>();
    private final List<EventStream> streams = new ArrayList<>();

    Sitter(SystemUnderTest system, String bank, List<String> slugs) {
        this.learner = Client.learner(system, "sitter-" + UUID.randomUUID());
        this.bank = bank;
        this.told = new Told(slugs);
        things.put("bank", bank);
    }

    Client learner() {
        return learner;
    }

    String bank() {
        return bank;
    }

    UUID attempt() {
        return UUID.fromString(things.get("attempt"));
    }

    /** How many versions of answers the learner was told are stored. */
    int versions() {
        return versions.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** @return what the learner is told, comparable */
    String carryOut(String step) {
        String[] words = step.split(" ", 3);
        Caller caller = new Caller(learner.system(), learner.token());
        Caller.Reply reply = words[0].equals("CSV")
                ? caller.table(filled(words[1]))
                : caller.call(words[0], filled(words[1]), words.length < 3 ? null : filled(words[2]));
        if (step.startsWith("POST /attempts ") && reply.status() == 201) {
            remember(reply.body());
        }
        Matcher answered = ANSWERED.matcher(words[1]);
        if (answered.matches() && reply.status() == 202) {
            JsonPath acknowledged = JsonPath.from(reply.body());
            things.put("receipt-" + answered.group(1), acknowledged.getString("receipt"));
            versions.put(Integer.valueOf(answered.group(1)), acknowledged.getInt("version"));
        }
        return told.of(reply);
    }

    /** Listens to the attempt's events from now on: from the start, and as one that comes back would. */
    void listen() {
        streams.add(new EventStream(learner, attempt(), null));
        streams.add(new EventStream(learner, attempt(), "0"));
    }

    /** What all the streams said so far, comparable. */
    String heard() {
        return streams.stream().map(stream -> told.events(stream.heard())).collect(Collectors.joining("\n\n"));
    }

    @Override
    public void close() {
        streams.forEach(EventStream::close);
    }

    /** What became of the last answer to each question, as its receipt tells. */
    List<String> outcomes() {
        return versions.keySet().stream()
                .map(number -> learner.request()
                        .body(Map.of("receipt", things.get("receipt-" + number)))
                        .post("/receipts/verify")
                        .then()
                        .statusCode(200)
                        .extract()
                        .<String>path("outcome"))
                .toList();
    }

    /** Of the attempt's view: the questions that stand without an answer. */
    String unanswered() {
        return told.unanswered(learner.request().get("/attempts/" + attempt()).asString());
    }

    private void remember(String attempt) {
        JsonPath started = JsonPath.from(attempt);
        things.put("attempt", started.getString("id"));
        told.positions(attempt).forEach((number, position) -> {
            things.put("position-" + number, position.toString());
            things.put("question-" + number, started.getString("questions[" + (position - 1) + "].questionId"));
        });
    }

    private String filled(String text) {
        return THING.matcher(text).replaceAll(found -> {
            String name = found.group().substring(1, found.group().length() - 1);
            String thing = things.get(name);
            if (thing == null) {
                throw new IllegalStateException("There is no " + name + " yet");
            }
            return Matcher.quoteReplacement(thing);
        });
    }
}

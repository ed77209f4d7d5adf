package io.gradeflow.bench.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.bank.GeneratedBank;
import io.gradeflow.bench.bank.Paper;
import io.gradeflow.bench.system.Api;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Things that calls can be about. Staff changes one bank; of another, its learner sits an exam that stays open, and neither what is
 * right there nor why may be told to the learner, or to nobody's caller.
 */
final class Scene implements CallMaker.Targets {

    private static final String MEDIA_TYPE = "application/json";
    private static final String COHORT = "cohort-a";
    private static final int QUESTIONS = 8;
    /** As many of one topic as the examples of the documents want. */
    private static final int CHANGED_QUESTIONS = 60;
    /** More than are called off. */
    private static final int SITTINGS = 20;

    private static final Pattern RECEIPT = Pattern.compile("\"receipt\"\\s*:\\s*\"([^\"]+)\"");

    private final Api api;
    private final String learner;
    private final String exam;
    private final String secretBank;
    private final List<String> secrets;
    /** Of the bank that staff changes. */
    private final Things open = new Things();
    /** Of the bank that keeps its keys; staff knows nothing of it. */
    private final Things kept = new Things();

    private Scene(Api api, String learner, String exam, String secretBank, List<String> secrets) {
        this.api = api;
        this.learner = learner;
        this.exam = exam;
        this.secretBank = secretBank;
        this.secrets = secrets;
    }

    /** @param author who is an admin too */
    static Scene create(Api api, String author, String learner, UUID spare) {
        String plain = GeneratedBank.create(api, author, CHANGED_QUESTIONS);
        String blueprint = GeneratedBank.blueprint(api, author, plain, QUESTIONS / 2);
        String mark = Long.toString(System.nanoTime(), 36);
        List<String> secrets = List.of("zq" + mark + "key", "zq" + mark + "why");
        String secret = secretBank(api, author, secrets);
        Paper practice =
                Paper.start(api, List.of(learner), Paper.practice(plain, 4)).getFirst();
        ObjectNode wish = JsonNodeFactory.instance
                .objectNode()
                .put("bank", secret)
                .put("mode", "exam")
                .put("blueprint", "secret");
        String exam = api.call("POST", "/api/v1/attempts", learner, MEDIA_TYPE, GeneratedBank.bytes(wish))
                .path("id")
                .asText();
        List<String> sittings = sittingsToCome(api, author, plain, blueprint);
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        members.putArray("learners").add(spare.toString());
        api.call("POST", "/api/v1/cohorts/" + COHORT + "/members", author, MEDIA_TYPE, GeneratedBank.bytes(members));
        Scene scene = new Scene(api, learner, exam, secret, secrets);
        ids(api, author, plain).forEach(id -> scene.open.with("questions", id));
        GeneratedBank.topics().forEach(topic -> scene.open.with("topics", topic));
        sittings.forEach(id -> scene.open.with("sittings", id));
        scene.open.with("banks", plain).with("attempts", practice.attempt()).with("blueprints", blueprint);
        ids(api, author, secret).forEach(id -> scene.kept.with("questions", id));
        scene.kept
                .with("banks", secret)
                .with("attempts", exam)
                .with("blueprints", "secret")
                .with("topics", "all");
        for (Things things : List.of(scene.open, scene.kept)) {
            things.with("revisions", "1")
                    .with("diff", "1")
                    .with("answers", "1")
                    .with("cohorts", COHORT)
                    .with("learners", spare.toString())
                    .with("members", spare.toString())
                    .with("accommodations", spare.toString());
        }
        return scene;
    }

    private static String secretBank(Api api, String author, List<String> secrets) {
        String slug = "secret-" + Long.toString(System.nanoTime(), 36);
        ObjectNode bank =
                JsonNodeFactory.instance.objectNode().put("slug", slug).put("title", "Kept secret");
        api.call("POST", "/api/v1/banks", author, MEDIA_TYPE, GeneratedBank.bytes(bank));
        StringBuilder lines = new StringBuilder();
        for (int number = 1; number <= QUESTIONS; number++) {
            ObjectNode question = JsonNodeFactory.instance
                    .objectNode()
                    .put("externalId", "s-" + number)
                    .put("type", "short-text")
                    .put("stem", "What is number " + number + " called?")
                    .put("explanation", "Because of " + secrets.getLast() + ".");
            question.putArray("topics").add("all");
            question.putArray("answers").addObject().put("text", secrets.getFirst());
            lines.append(question).append('\n');
        }
        JsonNode report = api.call(
                "POST",
                "/api/v1/banks/" + slug + "/imports?format=jsonl",
                author,
                "application/octet-stream",
                lines.toString().getBytes(StandardCharsets.UTF_8));
        if (report.path("imported").asInt() != QUESTIONS) {
            throw new BenchException("The questions of " + slug + " were not imported: " + report);
        }
        ObjectNode modes = JsonNodeFactory.instance.objectNode();
        modes.putArray("modes").add("exam");
        api.call("PUT", "/api/v1/banks/" + slug + "/modes", author, MEDIA_TYPE, GeneratedBank.bytes(modes));
        ObjectNode blueprint =
                JsonNodeFactory.instance.objectNode().put("minutes", 600).put("passMark", 720);
        blueprint.putObject("scale").put("min", 100).put("max", 1000);
        blueprint.putArray("sections").addObject().put("topic", "all").put("count", QUESTIONS / 2);
        api.call(
                "PUT",
                "/api/v1/banks/" + slug + "/blueprints/secret",
                author,
                MEDIA_TYPE,
                GeneratedBank.bytes(blueprint));
        return slug;
    }

    /** Which calls may look at, change and call off. */
    private static List<String> sittingsToCome(Api api, String author, String bank, String blueprint) {
        Instant opens = Instant.now().plus(1, ChronoUnit.HOURS);
        ObjectNode sitting = JsonNodeFactory.instance
                .objectNode()
                .put("bank", bank)
                .put("blueprint", blueprint)
                .put("cohort", COHORT)
                .put("opensAt", opens.toString())
                .put("closesAt", opens.plus(3, ChronoUnit.HOURS).toString());
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < SITTINGS; i++) {
            ids.add(api.call("POST", "/api/v1/sittings", author, MEDIA_TYPE, GeneratedBank.bytes(sitting))
                    .path("id")
                    .asText());
        }
        return ids;
    }

    private static List<String> ids(Api api, String author, String bank) {
        List<String> ids = new ArrayList<>();
        api.get("/api/v1/banks/" + bank + "/questions?limit=500", author)
                .path("items")
                .forEach(question -> ids.add(question.path("id").asText()));
        return ids;
    }

    /** What nobody but staff may be told, as long as the exam is open. */
    List<String> secrets() {
        return secrets;
    }

    /** Whether the exam is open; else, whoever sat it may be told. */
    boolean isExamOpen() {
        return api.get("/api/v1/attempts/" + exam, learner)
                .path("status")
                .asText()
                .equals("OPEN");
    }

    /** Nobody ends the exam, by its own means. */
    @Override
    public boolean isSpared(Operation operation, String path) {
        return path.contains(exam) && operation.path().endsWith("/finish");
    }

    @Override
    public Things about(Role role, Random random) {
        return role.isStaff() || random.nextBoolean() ? open : kept;
    }

    /**
     * What was made can be asked for from now on. Not a bank, which is empty at first; nor what is of the bank that keeps its keys, which nobody
     * is to end.
     */
    void learn(FuzzCall call, FuzzAnswer answer) {
        if (answer.status() / 100 != 2
                || answer.body().contains(secretBank)
                || call.path().contains(exam)) {
            return;
        }
        String[] segments = answer.location().split("[/?#]");
        if (segments.length > 1
                && !segments[segments.length - 2].equals("banks")
                && isId(segments[segments.length - 1])) {
            open.learn(segments[segments.length - 2], segments[segments.length - 1]);
        }
        Matcher receipt = RECEIPT.matcher(answer.body());
        if (call.operation().path().contains("/answers/") && receipt.find()) {
            open.learn("receipts", receipt.group(1));
        }
    }

    private static boolean isId(String segment) {
        return segment.matches("[\\w-]{1,64}");
    }
}

package io.gradeflow.bench.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.bank.GeneratedBank;
import io.gradeflow.bench.bank.Paper;
import io.gradeflow.bench.system.Api;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Things that calls can be about. Staff changes one bank; of another, its learner sits an exam that stays open, and neither what is
 * right there nor why may be told to the learner, or to nobody's caller.
 */
final class Scene {

    private static final String MEDIA_TYPE = "application/json";
    private static final int QUESTIONS = 8;
    private static final int REMEMBERED = 30;

    private final Api api;
    private final String learner;
    private final String exam;
    private final List<String> secrets;
    private final Map<String, List<String>> ofAll = new HashMap<>();
    private final Map<String, List<String>> ofLearners = new HashMap<>();

    private Scene(Api api, String learner, String exam, List<String> secrets) {
        this.api = api;
        this.learner = learner;
        this.exam = exam;
        this.secrets = secrets;
    }

    /** @param author who is an admin too */
    static Scene create(Api api, String author, String learner, UUID spare) {
        String plain = GeneratedBank.create(api, author, QUESTIONS);
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
        Scene scene = new Scene(api, learner, exam, secrets);
        scene.put(scene.ofAll, "banks", plain);
        ids(api, author, plain).forEach(id -> scene.put(scene.ofAll, "questions", id));
        scene.put(scene.ofAll, "attempts", practice.attempt());
        scene.put(scene.ofAll, "blueprints", blueprint);
        scene.put(scene.ofAll, "revisions", "1");
        scene.put(scene.ofAll, "diff", "1");
        scene.put(scene.ofAll, "answers", "1");
        scene.put(scene.ofAll, "cohorts", "cohort-a");
        scene.put(scene.ofAll, "learners", spare.toString());
        scene.put(scene.ofAll, "members", spare.toString());
        scene.put(scene.ofAll, "accommodations", spare.toString());
        scene.put(scene.ofLearners, "banks", secret);
        ids(api, author, secret).forEach(id -> scene.put(scene.ofLearners, "questions", id));
        scene.put(scene.ofLearners, "attempts", exam);
        scene.put(scene.ofLearners, "blueprints", "secret");
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

    private static List<String> ids(Api api, String author, String bank) {
        List<String> ids = new ArrayList<>();
        api.get("/api/v1/banks/" + bank + "/questions?limit=500", author)
                .path("items")
                .forEach(question -> ids.add(question.path("id").asText()));
        return ids;
    }

    private void put(Map<String, List<String>> where, String kind, String value) {
        where.computeIfAbsent(kind, _ -> new ArrayList<>()).add(value);
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
    boolean isSpared(Operation operation, String path) {
        return path.contains(exam) && operation.path().endsWith("/finish");
    }

    /**
     * Something that there is.
     *
     * @param kind as addresses name a collection
     * @return empty if nothing of the kind is known
     */
    String some(String kind, Role role, Random random) {
        List<String> known = new ArrayList<>(ofAll.getOrDefault(kind, List.of()));
        if (!role.isStaff()) {
            known.addAll(ofLearners.getOrDefault(kind, List.of()));
        }
        return known.isEmpty() ? "" : known.get(random.nextInt(known.size()));
    }

    /** The same by the name of a field or parameter. */
    String named(String name, Role role, Random random) {
        return switch (name) {
            case "bank", "slug", "bankSlug" -> some("banks", role, random);
            case "question", "questionId" -> some("questions", role, random);
            case "attempt", "attemptId" -> some("attempts", role, random);
            case "learner", "learnerId" -> some("learners", role, random);
            case "cohort" -> some("cohorts", role, random);
            case "blueprint" -> some("blueprints", role, random);
            default -> "";
        };
    }

    /** What staff has made can be asked for from now on. */
    void learn(FuzzCall call, FuzzAnswer answer) {
        if (answer.status() / 100 != 2
                || !call.role().isStaff()
                || answer.location().isEmpty()) {
            return;
        }
        String[] segments = answer.location().split("[/?#]");
        for (int i = segments.length - 1; i > 0; i--) {
            List<String> known = ofAll.computeIfAbsent(segments[i - 1], _ -> new ArrayList<>());
            if (i == segments.length - 1 && known.size() < REMEMBERED && isId(segments[i])) {
                known.add(segments[i]);
            }
        }
    }

    private static boolean isId(String segment) {
        return segment.matches("[\\w-]{1,64}");
    }
}

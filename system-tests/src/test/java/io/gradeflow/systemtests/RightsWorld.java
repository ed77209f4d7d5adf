package io.gradeflow.systemtests;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.hamcrest.Matchers.equalTo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What all calls of the table share: people, a bank, sittings, and an exam whose time is up. */
final class RightsWorld {

    /** Stands in the explanation of every question. */
    static final String EXPLANATION = "nobody-may-read-this";

    private static final String BLUEPRINT = """
            {"sections": [{"topic": "all", "count": 9}], "minutes": 60, "passMark": 720, "scale": {"min": 100, "max": 1000}}""";

    private final SystemUnderTest system;
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final AtomicInteger names = new AtomicInteger();
    private final Map<String, String> things = new HashMap<>();
    private final Client lateLearner;
    private final String overdue;

    private static final String PICTURE = "picture.gif";

    final Client author;
    final Client admin;
    final Client leader;
    final Client stranger;

    RightsWorld(SystemUnderTest system) {
        this.system = system;
        things.put("cohort", "cohort-" + run);
        things.put("club", "club-" + run);
        author = Client.of(system, "author-" + run, "author");
        admin = Client.of(system, "admin-" + run, "admin");
        leader = Client.of(system, "leader-" + run, "instructor", things.get("cohort"), things.get("club"));
        stranger = Client.of(system, "stranger-" + run, "instructor", "another-" + run);
        things.put("bank", bank(12));
        things.put("side-bank", bank(1));
        things.put("blueprint", "mock");
        things.put("position", "1");
        things.put("service", "attempt-service");
        things.put("revision", "1");
        things.put("closed-blueprint", "for-sittings-alone");
        things.put("spare", "spare");
        things.put("picture", PICTURE);
        putBlueprint(things.get("bank"), "mock", BLUEPRINT);
        putBlueprint(
                things.get("bank"),
                things.get("closed-blueprint"),
                BLUEPRINT.replace("\"minutes\"", "\"sittingOnly\": true, \"minutes\""));
        things.put("question", firstQuestion(things.get("bank")));
        Instant now = Instant.now();
        things.put("opens", now.minus(Duration.ofHours(1)).toString());
        things.put("closes", now.plus(Duration.ofHours(6)).toString());
        things.put("sitting", planSitting(Map.of()));
        things.put("access-code", "heron-" + run);
        things.put("coded-sitting", planSitting(Map.of("accessCode", things.get("access-code"))));
        lateLearner = learner();
        overdue = overdue();
    }

    /** A learner whom nobody has seen before, of the cohort. */
    Client learner() {
        return Client.of(system, "learner-" + run + "-" + names.incrementAndGet(), "learner", things.get("cohort"));
    }

    /** A learner whom nobody has seen before, of another cohort. */
    Client otherLearner() {
        return Client.of(system, "other-" + run + "-" + names.incrementAndGet(), "learner", "another-" + run);
    }

    /** @throws IllegalArgumentException if nothing is named so */
    String thing(String name) {
        String known = things.get(name);
        if (known == null) {
            known = make(name);
            things.put(name, known);
        }
        return known;
    }

    /** Whoever names it, or a part of it, next gets another one. */
    void usedUp(String name) {
        things.keySet().removeIf(thing -> thing.equals(name) || thing.startsWith(name + "-"));
    }

    private String make(String name) {
        return switch (name) {
            case "expired" -> answeredLate();
            case "draft" -> {
                String bank = bank(9);
                putBlueprint(bank, thing("blueprint"), BLUEPRINT);
                yield bank;
            }
            case "draft-question" -> firstQuestion(thing("draft"));
            case "import" -> endedImport(thing("side-bank"));
            default -> throw new IllegalArgumentException("The table names {" + name + "}, which nobody makes");
        };
    }

    String freshSlug() {
        return "rights-" + run + "-" + names.incrementAndGet();
    }

    /** A position of the exam whose time is up, at which a late answer waits: for each persona another one. */
    String latePosition(Persona persona) {
        return Integer.toString(persona.ordinal() + 1);
    }

    /** A bank with the topics "all", so many questions in it, and "spare", with none. */
    private String bank(int questions) {
        String slug = freshSlug();
        author.createBank(slug);
        author.putTopics(slug, "{\"topics\": [{\"path\": \"all\"}, {\"path\": \"spare\"}]}".getBytes());
        author.importFile(slug, file(questions).getBytes()).body("imported", equalTo(questions));
        author.request()
                .contentType("image/gif")
                .body("GIF89a    ;".getBytes(StandardCharsets.US_ASCII))
                .put("/banks/" + slug + "/assets/" + PICTURE)
                .then()
                .statusCode(201);
        return slug;
    }

    private String firstQuestion(String bank) {
        return author.request().get("/banks/" + bank + "/questions").path("items[0].id");
    }

    private String endedImport(String bank) {
        String id = author.request()
                .header("Prefer", "respond-async")
                .body(file(1))
                .post("/banks/" + bank + "/imports?dryRun=true")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        await().until(() -> author.request().get("/imports/" + id).path("endedAt") != null);
        return id;
    }

    private void putBlueprint(String bank, String name, String blueprint) {
        author.request()
                .body(blueprint)
                .put("/banks/" + bank + "/blueprints/" + name)
                .then()
                .statusCode(201);
    }

    String planSitting(Map<String, Object> otherwise) {
        return leader.request()
                .body(sitting(otherwise))
                .post("/sittings")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    String start(Client learner, Map<String, Object> request) {
        return learner.request()
                .body(request)
                .post("/attempts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private Map<String, Object> sitting(Map<String, Object> otherwise) {
        Map<String, Object> sitting = new HashMap<>(Map.of(
                "bank", thing("bank"),
                "blueprint", "mock",
                "cohort", thing("cohort"),
                "opensAt", thing("opens"),
                "closesAt", thing("closes"),
                "attemptsAllowed", 100));
        sitting.putAll(otherwise);
        return sitting;
    }

    /** An exam that runs when its sitting is closed. */
    private String overdue() {
        String sitting = planSitting(Map.of());
        String attempt = start(lateLearner, Map.of("sitting", sitting));
        leader.request()
                .body(sitting(Map.of("closesAt", Instant.now().toString())))
                .put("/sittings/" + sitting)
                .then()
                .statusCode(200);
        return attempt;
    }

    private String answeredLate() {
        String attempt = "/attempts/" + overdue;
        await().until(() -> admin.request().get(attempt).path("status").equals("EXPIRED"));
        for (Persona persona : Persona.values()) {
            lateLearner
                    .request()
                    .body("{\"choices\": [\"A\"]}")
                    .put(attempt + "/answers/" + latePosition(persona))
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("answer-late"));
        }
        return overdue;
    }

    private static String file(int questions) {
        return IntStream.rangeClosed(1, questions)
                .mapToObj(i -> """
                        {"type": "single", "stem": "Question %d?", "topics": ["all"], "explanation": "%s", "choices": [
                        {"id": "A", "text": "one", "correct": true}, {"id": "B", "text": "two"}]}""".formatted(i, EXPLANATION).replace("\n", " "))
                .collect(Collectors.joining("\n"));
    }
}

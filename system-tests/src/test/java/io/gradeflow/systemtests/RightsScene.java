package io.gradeflow.systemtests;

import static io.gradeflow.devstack.testing.Patience.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One call by one persona, with things that no other call has used up: each is made when it is first named. The learner that
 * things belong to is the caller, where the persona is that learner, and somebody fresh else.
 */
final class RightsScene {

    private static final Pattern THING = Pattern.compile("\\{([a-z-]+)}");
    private static final String TIME = "\"serverTime\":\"[^\"]*\"";

    private final RightsWorld world;
    private final Persona persona;
    private final Client learner;
    private final Map<String, String> things = new HashMap<>();

    RightsScene(RightsWorld world, Persona persona) {
        this.world = world;
        this.persona = persona;
        this.learner = world.learner();
        if (persona.isTheLearner()) {
            thing("attempt");
        }
    }

    /** Makes all that the row names, and where it tells figures waits until these know of the exam. */
    void prepare(RightsTable.Row row) {
        filled(row.toString() + row.watched() + row.about());
        if (persona.isTheLearner()
                && "409".equals(row.cells().get(Persona.BEFORE))
                && row.path().startsWith("/analytics/")) {
            int status = persona == Persona.BEFORE ? 409 : 200;
            await().during(Duration.ofSeconds(1)).until(() -> ownFigures() == status);
        }
    }

    private int ownFigures() {
        return learner.request().get("/analytics/topics?bank=" + thing("bank")).statusCode();
    }

    Caller.Reply call(RightsTable.Row row) {
        String path = filled(row.path());
        String body = row.body() == null ? null : filled(row.body());
        return new Caller(learner.system(), token()).call(row.method(), path, row.type(), body);
    }

    Caller.Reply call(String method, String path, String body) {
        return new Caller(learner.system(), token()).call(method, path, body);
    }

    /** The subject of the caller's token. */
    String id() {
        return switch (persona) {
            case STRANGER -> world.stranger.id();
            case LEADER -> world.leader.id();
            case AUTHOR -> world.author.id();
            case ADMIN -> world.admin.id();
            case OTHER -> world.otherLearner().id();
            case NOBODY, FORGER, BEFORE, AFTER -> learner.id();
        };
    }

    /** What an administrator sees at these addresses now. */
    List<String> look(List<String> addresses) {
        return addresses.stream()
                .map(address -> world.admin.request().get(filled(address)).asString())
                .map(shown -> shown.replaceAll(TIME, ""))
                .toList();
    }

    String filled(String text) {
        return THING.matcher(text).replaceAll(found -> Matcher.quoteReplacement(thing(found.group(1))));
    }

    String thing(String name) {
        String known = things.get(name);
        if (known == null) {
            known = make(name);
            things.put(name, known);
        }
        return known;
    }

    private String token() {
        return switch (persona) {
            case NOBODY -> null;
            case FORGER -> forged();
            case OTHER -> world.otherLearner().token();
            case BEFORE, AFTER -> learner.token();
            case STRANGER -> world.stranger.token();
            case LEADER -> world.leader.token();
            case AUTHOR -> world.author.token();
            case ADMIN -> world.admin.token();
        };
    }

    /** An administrator's token with another seal. */
    private String forged() {
        String token = world.admin.token();
        String seal = token.substring(token.lastIndexOf('.') + 1);
        return token.substring(0, token.length() - seal.length()) + new StringBuilder(seal).reverse();
    }

    private String make(String name) {
        return switch (name) {
            case "learner" -> {
                thing("attempt");
                yield learner.id();
            }
            case "attempt" -> persona == Persona.AFTER ? finished(sit(learner), learner) : sit(learner);
            case "classmates" -> sit(world.learner());
            case "ended" -> {
                Client somebody = world.learner();
                yield finished(sit(somebody), somebody);
            }
            case "practice" -> world.start(learner, Map.of("bank", world.thing("side-bank"), "mode", "practice"));
            case "paused" -> {
                learner.request()
                        .post("/attempts/" + thing("practice") + "/pause")
                        .then()
                        .statusCode(200);
                yield thing("practice");
            }
            case "receipt" -> receipt();
            case "late" -> world.latePosition(persona);
            case "planned" -> world.planSitting(Map.of("title", "Planned"));
            case "fresh" -> world.freshSlug();
            case "newcomer" -> UUID.randomUUID().toString();
            case "member" -> {
                String id = UUID.randomUUID().toString();
                world.admin
                        .request()
                        .body(Map.of("learners", List.of(id)))
                        .post("/cohorts/" + world.thing("club") + "/members")
                        .then()
                        .statusCode(204);
                yield id;
            }
            default -> world.thing(name);
        };
    }

    private String sit(Client somebody) {
        return world.start(somebody, Map.of("sitting", world.thing("sitting")));
    }

    private static String finished(String attempt, Client somebody) {
        somebody.request().post("/attempts/" + attempt + "/finish").then().statusCode(200);
        return attempt;
    }

    /** Of an answer in an exam that stands as the persona says. */
    private String receipt() {
        String attempt = persona == Persona.AFTER ? sit(learner) : thing("attempt");
        String receipt = learner.request()
                .body("{\"choices\": [\"A\"]}")
                .put("/attempts/" + attempt + "/answers/1")
                .then()
                .statusCode(202)
                .extract()
                .path("receipt");
        if (persona == Persona.AFTER) {
            finished(attempt, learner);
        }
        return receipt;
    }
}

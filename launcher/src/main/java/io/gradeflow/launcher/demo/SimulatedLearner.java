package io.gradeflow.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradeflow.launcher.Api;
import io.gradeflow.launcher.Launcher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Answers the questions of one attempt, through the public API alone. Answers a question rightly with the probability of the Rasch model,
 * {@code 1 / (1 + exp(difficulty - ability))}; ability and difficulties are standard normal.
 */
final class SimulatedLearner {

    private final Api api;
    private final Random random;
    private final double ability;

    SimulatedLearner(Api api, long seed) {
        this.api = api;
        this.random = new Random(seed);
        this.ability = random.nextGaussian();
    }

    /**
     * @param wanted the attempt that is asked for, as the API has it
     * @param questions by id
     * @param eachAnswer runs after each acknowledged answer
     * @return what was submitted and acknowledged, judged by the marks
     */
    Tally take(Map<String, String> wanted, Map<String, Question> questions, Runnable eachAnswer) {
        JsonNode attempt = api.post("/attempts", wanted).orFail();
        String path = "/attempts/" + attempt.path("id").asText();
        Tally tally = new Tally();
        for (JsonNode asked : attempt.path("questions")) {
            Question question = questions.get(asked.path("questionId").asText());
            if (question == null) {
                throw new Launcher.UserException("The bank changed while the demo was running; start it again.");
            }
            Set<String> response =
                    response(question, asked.path("select").path("min").asInt());
            api.put(path + "/answers/" + asked.path("position").asInt(), Map.of("choices", List.copyOf(response)))
                    .orFail();
            tally.answer(question, response.equals(question.correct()));
            eachAnswer.run();
        }
        // Sent again after a lost reply it finds the attempt finished, which is what was wanted.
        api.post(path + "/finish", Map.of());
        return tally;
    }

    private Set<String> response(Question question, int count) {
        double difficulty = new Random(question.id().hashCode()).nextGaussian();
        if (random.nextDouble() < 1 / (1 + Math.exp(difficulty - ability))) {
            return question.correct();
        }
        List<String> ids = new ArrayList<>(question.choices().keySet());
        Set<String> wrong;
        do {
            Collections.shuffle(ids, random);
            wrong = new TreeSet<>(ids.subList(0, count));
        } while (wrong.equals(question.correct()));
        return wrong;
    }
}

package io.gradeflow.bench.storm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gradeflow.bench.load.Answer;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Looks whether each start gave an attempt of its own, whole: 201 and as many different questions as were asked for. */
final class StartedAttempts {

    private static final ObjectMapper JSON = new JsonMapper();

    private final int questions;
    private final Set<String> attempts = new HashSet<>();
    private final Map<String, Integer> failures = new TreeMap<>();

    StartedAttempts(int questions) {
        this.questions = questions;
    }

    void look(Iterable<Answer> answers) {
        for (Answer answer : answers) {
            String failure = failureOf(answer);
            if (!failure.isEmpty()) {
                failures.merge(failure, 1, Integer::sum);
            }
        }
    }

    /** How often each thing was wrong. */
    Map<String, Integer> failures() {
        return failures;
    }

    private String failureOf(Answer answer) {
        if (answer.status() == 0) {
            return answer.failure();
        }
        JsonNode body;
        try {
            body = JSON.readTree(answer.body().getBytes());
        } catch (IOException _) {
            return answer.status() + " without JSON";
        }
        if (answer.status() != 201) {
            return answer.status() + " " + body.path("code").asText();
        }
        Set<String> asked = new HashSet<>();
        for (JsonNode question : body.path("questions")) {
            if (!question.path("stem").asText().isEmpty()
                    && !question.path("choices").isEmpty()) {
                asked.add(question.path("questionId").asText());
            }
        }
        if (asked.size() != questions) {
            return "201 with " + asked.size() + " questions instead of " + questions;
        }
        return attempts.add(body.path("id").asText()) ? "" : "201 with the attempt of somebody else";
    }
}

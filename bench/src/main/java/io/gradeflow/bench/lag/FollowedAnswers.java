package io.gradeflow.bench.lag;

import io.gradeflow.bench.load.Answer;
import io.gradeflow.bench.load.Call;
import io.gradeflow.bench.load.Sequel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Answers of many, some of them of learners who answer nothing else. Once such an answer is acknowledged, its learner looks at the
 * own figures until they tell of it.
 */
final class FollowedAnswers implements Sequel {

    private static final String ACCEPTED = "application/json";
    /** So coarse is what is measured, at least. */
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final List<Call> calls;
    private final Set<Integer> followed = new HashSet<>();
    private final String figures;

    /**
     * @param single answers that are followed
     * @param others that aren't
     */
    FollowedAnswers(String bank, List<Call> single, List<Call> others, long seed) {
        this.figures = "/api/v1/analytics/topics?bank=" + bank;
        record Placed(Call call, boolean isFollowed) {}
        List<Placed> placed = new ArrayList<>();
        single.forEach(call -> placed.add(new Placed(call, true)));
        others.forEach(call -> placed.add(new Placed(call, false)));
        Collections.shuffle(placed, new Random(seed));
        this.calls = placed.stream().map(Placed::call).toList();
        for (int call = 0; call < placed.size(); call++) {
            if (placed.get(call).isFollowed()) {
                followed.add(call);
            }
        }
    }

    List<Call> calls() {
        return calls;
    }

    boolean isFollowed(int call) {
        return followed.contains(call);
    }

    @Override
    public Optional<Call> after(int call, Answer answer) {
        if (!isFollowed(call)) {
            return Optional.empty();
        }
        boolean looksOn = answer.status() == 202 || answer.status() == 200 && !isCounted(answer);
        return looksOn ? Optional.of(Call.get(figures, calls.get(call).token(), ACCEPTED)) : Optional.empty();
    }

    @Override
    public Duration pause() {
        return PAUSE;
    }

    /** What is wrong with the last that was heard of an answer; empty if it was acknowledged, and if followed, is counted. */
    String failure(int call, Answer last) {
        if (last.status() == 0) {
            return last.failure();
        }
        boolean isWell = isFollowed(call) ? last.status() == 200 && isCounted(last) : last.status() == 202;
        return isWell ? "" : last.status() + " " + last.json().path("code").asText();
    }

    private static boolean isCounted(Answer figures) {
        return figures.json().at("/total/answers").asLong() == 1;
    }
}

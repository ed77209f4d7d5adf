package io.gradeflow.bench.regrade;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradeflow.bench.bank.GeneratedBank;
import io.gradeflow.bench.bank.Paper;
import io.gradeflow.bench.load.Answer;
import io.gradeflow.bench.load.Arrivals;
import io.gradeflow.bench.load.Call;
import io.gradeflow.bench.load.LoadClient;
import io.gradeflow.bench.load.Outcome;
import io.gradeflow.bench.load.Sequel;
import io.gradeflow.bench.system.Api;
import io.gradeflow.bench.system.MeasuredSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Answers that learners give one after the other, each to a question not answered before, to the corrected one too. One
 * in four is followed until its receipt says that it is graded. None of them is right by any key, so that it is known without them
 * what is right.
 */
final class LiveAnswers implements Sequel {

    /** Looking after all of them would cost the system more than the answers themselves. */
    private static final int FOLLOWED_EACH = 4;

    /** By any key. */
    private static final int WRONG = 2;

    private static final String VERIFY = "/api/v1/receipts/verify";

    private final List<Call> puts;
    private final List<Optional<Call>> looks;

    private LiveAnswers(List<Call> puts) {
        this.puts = puts;
        this.looks = new ArrayList<>(Collections.nCopies(puts.size(), Optional.empty()));
    }

    /** Starts the attempts, in which so many answers can be given. */
    static LiveAnswers prepare(MeasuredSystem system, Api api, String bank, int bankSize, int count) {
        List<String> learners = system.tokens().learners((count + bankSize - 1) / bankSize);
        List<Call> puts = new ArrayList<>();
        Paper.start(api, learners, Paper.practice(bank, bankSize)).forEach(paper -> puts.addAll(paper.answers(WRONG)));
        // Learners answer side by side.
        Collections.shuffle(puts, new Random(1));
        return new LiveAnswers(puts.subList(0, count));
    }

    Outcome send(LoadClient client, Duration window, long seed) {
        return client.send(puts, Arrivals.within(window, puts.size(), seed), this);
    }

    @Override
    public Optional<Call> after(int call, Answer answer) {
        if (call % FOLLOWED_EACH != 0) {
            return Optional.empty();
        }
        if (answer.status() == 202) {
            ObjectNode receipt = JsonNodeFactory.instance
                    .objectNode()
                    .put("receipt", answer.json().path("receipt").asText());
            looks.set(call, Optional.of(Call.post(VERIFY, puts.get(call).token(), GeneratedBank.bytes(receipt))));
            return looks.get(call);
        }
        return answer.status() == 200 && outcome(answer).equals("STORED") ? looks.get(call) : Optional.empty();
    }

    /** What is wrong with an answer's end; empty if it was accepted, and if followed, its receipt says that it is graded. */
    static String failure(Answer last) {
        if (last.status() == 0) {
            return last.failure();
        }
        if (last.status() == 202) {
            return "";
        }
        String outcome =
                last.status() == 200 ? outcome(last) : last.json().path("code").asText();
        return outcome.equals("GRADED") ? "" : last.status() + " " + outcome;
    }

    private static String outcome(Answer answer) {
        return answer.json().path("outcome").asText();
    }
}

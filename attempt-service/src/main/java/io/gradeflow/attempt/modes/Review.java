package io.gradeflow.attempt.modes;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.attempt.catalog.BankContents;
import io.gradeflow.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** What the learner missed or flagged before, oldest first, explained as in practice. */
@ApplicationScoped
class Review implements Mode {

    /**
     * Each question as the learner met it last: in any attempt where it was answered or flagged, or that ended with it blank.
     * Missed is what was worth something and did not get all of it: not what was withdrawn, and no blank that was credited. Voided
     * attempts say nothing, and an open exam neither: what there is to review would tell what was right in it so far.
     */
    private static final String MISSED = """
            SELECT question_id FROM (
                SELECT DISTINCT ON (question_id) question_id, met_at, missed, flagged FROM (
                    SELECT paper.question_id, coalesce(flagged, false) AS flagged,
                        coalesce(answer.received_at, changed_at, finished_at) AS met_at,
                        CASE WHEN response IS NULL
                            THEN status NOT IN ('OPEN', 'PAUSED') AND answer_key.blank_score < answer_key.maximum
                            ELSE NOT correct AND answer.maximum > 0 END AS missed
                    FROM attempt
                        CROSS JOIN unnest(question_ids, revisions)
                            WITH ORDINALITY AS paper (question_id, revision, position)
                        LEFT JOIN answer_key ON answer_key.question_id = paper.question_id
                            AND answer_key.revision = paper.revision
                        LEFT JOIN answer ON answer.attempt_id = attempt.attempt_id
                            AND answer.position = paper.position AND NOT superseded
                        LEFT JOIN attempt_position ON attempt_position.attempt_id = attempt.attempt_id
                            AND attempt_position.position = paper.position
                    WHERE learner_id = :learner AND bank_id = :bank AND status <> 'VOIDED'
                        AND NOT (examines AND status = 'OPEN')) AS met
                WHERE met_at IS NOT NULL
                ORDER BY question_id, met_at DESC) AS newest
            WHERE missed OR flagged
            ORDER BY met_at, question_id
            """;

    private final Jdbi jdbi;

    Review(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public String name() {
        return "review";
    }

    @Override
    public Feedback feedback() {
        return Feedback.AFTER_EACH_ANSWER;
    }

    @Override
    public boolean finalOnceGraded() {
        return true;
    }

    @Override
    public boolean pausable() {
        return false;
    }

    @Override
    public boolean examines() {
        return false;
    }

    @Override
    public Paper compose(Wish wish, long seed) {
        Map<UUID, BankContents.Entry> candidates = Candidates.of(wish).stream()
                .collect(Collectors.toMap(BankContents.Entry::questionId, Function.identity()));
        Integer count = wish.questionCount();
        List<BankContents.Entry> missed = missed(wish).stream()
                .map(candidates::get)
                .filter(Objects::nonNull)
                .limit(count == null ? Wish.MAX_QUESTIONS : count)
                .toList();
        if (missed.isEmpty()) {
            throw new ProblemException(
                    AttemptError.NOTHING_TO_REVIEW,
                    "You have missed or flagged no question of " + wish.bank().slug()
                            + " that fits; practise first, or choose other topics.");
        }
        return Paper.scored(missed);
    }

    private List<UUID> missed(Wish wish) {
        return jdbi.withHandle(handle -> handle.createQuery(MISSED)
                .bind("learner", wish.learnerId())
                .bind("bank", wish.bank().id())
                .mapTo(UUID.class)
                .list());
    }
}

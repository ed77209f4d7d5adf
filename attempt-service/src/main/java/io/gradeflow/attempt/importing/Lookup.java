package io.gradeflow.attempt.importing;

import io.gradeflow.attempt.catalog.Question;
import io.gradeflow.attempt.catalog.Questions;
import io.gradeflow.grading.ChoiceResponse;
import io.gradeflow.platform.database.Columns;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Finds what lines name, for many of them with a statement or two. */
@ApplicationScoped
class Lookup {

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private record Asked(BankDirectory.At bank, String question) {}

    private final Jdbi jdbi;
    private final Questions questions;
    private final Pseudonyms pseudonyms;

    Lookup(Jdbi jdbi, Questions questions, Pseudonyms pseudonyms) {
        this.jdbi = jdbi;
        this.questions = questions;
        this.pseudonyms = pseudonyms;
    }

    /**
     * @param bad gets a verdict for each line that names what isn't there
     * @throws io.gradeflow.platform.problem.ProblemException with 503 if a bank isn't here whole yet
     */
    List<Found> find(List<GivenLine> lines, BankDirectory banks, List<Verdict> bad, Instant now) {
        Map<GivenLine, Asked> asked = new LinkedHashMap<>();
        for (GivenLine line : lines) {
            banks.find(line.bank())
                    .ifPresentOrElse(
                            bank -> asked.put(line, new Asked(bank, line.question())),
                            () -> bad.add(Verdict.on(
                                    line,
                                    LineFields.BANK,
                                    Fault.BANK_UNKNOWN,
                                    "No bank has the slug " + line.bank() + "; see GET /api/v1/banks.")));
        }
        Map<Asked, Question.Ref> refs =
                jdbi.withHandle(handle -> refs(handle, List.copyOf(new HashSet<>(asked.values()))));
        Map<Question.Ref, Question> texts = questions.of(jdbi, new HashSet<>(refs.values()));
        List<Found> found = new ArrayList<>(lines.size());
        asked.forEach((line, wanted) -> {
            Question.Ref ref = refs.get(wanted);
            Question text = ref == null ? null : texts.get(ref);
            if (ref == null || text == null) {
                bad.add(Verdict.on(
                        line,
                        LineFields.QUESTION,
                        Fault.QUESTION_UNKNOWN,
                        "The bank " + line.bank() + " has no question " + line.question()
                                + "; import it first, or correct the line."));
            } else {
                choiceFault(line, text)
                        .ifPresentOrElse(bad::add, () -> found.add(found(line, wanted.bank(), ref, now)));
            }
        });
        return found;
    }

    private Found found(GivenLine line, BankDirectory.At bank, Question.Ref question, Instant now) {
        return Found.of(
                line,
                bank,
                question,
                line.choices().isEmpty() ? null : ChoiceResponse.of(line.choices()),
                pseudonyms,
                now);
    }

    private static Optional<Verdict> choiceFault(GivenLine line, Question question) {
        if (!question.kind().isTicked() && !line.choices().isEmpty()) {
            return choices(
                    line,
                    Fault.CHOICE_UNKNOWN,
                    "The question is of the kind " + question.kind()
                            + ", in which nothing is ticked; responses to it can't be loaded.");
        }
        Set<String> ids = question.choiceIds();
        for (String choice : line.choices()) {
            if (!ids.contains(choice)) {
                return choices(
                        line,
                        Fault.CHOICE_UNKNOWN,
                        "The question has no choice " + choice + "; it has "
                                + String.join(", ", ids.stream().sorted().toList()) + ".");
            }
        }
        if (new HashSet<>(line.choices()).size() < line.choices().size()) {
            return choices(line, Fault.CHOICE_REPEATED, "A choice is named twice; name it once.");
        }
        if (line.choices().size() > question.selectMax()) {
            return choices(
                    line,
                    Fault.TOO_MANY_CHOICES,
                    "The question takes at most " + question.selectMax() + " choices, not "
                            + line.choices().size() + ".");
        }
        return Optional.empty();
    }

    private static Optional<Verdict> choices(GivenLine line, Fault fault, String message) {
        return Optional.of(Verdict.on(line, LineFields.CHOICES, fault, message));
    }

    /**
     * Each question at its newest revision within the bank's: by its external id, else by its id, which is all that questions
     * from files without Ids have. Retired ones are found too: history may be about them.
     */
    private static Map<Asked, Question.Ref> refs(Handle handle, List<Asked> asked) {
        if (asked.isEmpty()) {
            return Map.of();
        }
        return Columns.of(asked)
                .uuid("banks", one -> one.bank().bankId())
                .integer("bankRevisions", one -> one.bank().revision())
                .text("externalIds", Asked::question)
                .uuid(
                        "ids",
                        one -> UUID_TEXT.matcher(one.question()).matches() ? UUID.fromString(one.question()) : null)
                .bindTo(handle.createQuery("""
                        SELECT n, found.question_id, newest.revision
                        FROM unnest(:banks, :bankRevisions, :externalIds, :ids)
                                WITH ORDINALITY AS asked (bank_id, bank_revision, external_id, id, n)
                            CROSS JOIN LATERAL (
                                (SELECT question_id FROM question
                                WHERE question.bank_id = asked.bank_id AND question.external_id = asked.external_id
                                    AND introduced_in <= bank_revision
                                ORDER BY introduced_in DESC LIMIT 1)
                                UNION ALL
                                (SELECT question_id FROM question
                                WHERE question.question_id = asked.id AND question.bank_id = asked.bank_id LIMIT 1)
                                LIMIT 1) AS found
                            CROSS JOIN LATERAL (
                                SELECT revision FROM question
                                WHERE question.question_id = found.question_id AND introduced_in <= bank_revision
                                ORDER BY revision DESC LIMIT 1) AS newest
                        """))
                .reduceResultSet(new HashMap<>(), (refs, row, context) -> {
                    refs.put(
                            asked.get(row.getInt("n") - 1),
                            new Question.Ref(row.getObject("question_id", UUID.class), row.getInt("revision")));
                    return refs;
                });
    }
}

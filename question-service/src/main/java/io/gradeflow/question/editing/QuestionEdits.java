package io.gradeflow.question.editing;

import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.QuestionError;
import io.gradeflow.question.QuestionState;
import io.gradeflow.question.bank.BankRow;
import io.gradeflow.question.browsing.QuestionQueries;
import io.gradeflow.question.duplicates.NearDuplicates;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.publishing.Publisher;
import io.gradeflow.question.revising.Change;
import io.gradeflow.question.revising.ChangeTables;
import io.gradeflow.question.revising.Fingerprint;
import io.gradeflow.question.revising.KnownQuestion;
import io.gradeflow.question.revising.KnownQuestions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Writes questions and changes them, one at a time, by the rules by which files are imported; see ADR 31. */
@ApplicationScoped
class QuestionEdits {

    private record Outcome(UUID bankId, int revision, EditedQuestion question) {}

    private record Read(Fingerprint fingerprint, TopicsOfDraft topics, KnownQuestions known) {}

    private final Jdbi jdbi;
    private final Publisher publisher;
    private final InstantSource clock;

    QuestionEdits(Jdbi jdbi, Publisher publisher, InstantSource clock) {
        this.jdbi = jdbi;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * A new question, as a draft.
     *
     * @throws ProblemException with 404 for an unknown bank, 409 if it has the question
     */
    EditedQuestion create(String slug, SentQuestion sent, String author) {
        return published(jdbi.inTransaction(handle -> {
            BankRow bank = BankRow.locked(handle, slug);
            Read read = read(handle, bank, null, sent);
            Change change = Change.create(
                    QuestionState.DRAFT,
                    sent.draft(),
                    read.fingerprint(),
                    read.topics().paths());
            if (read.known().withWording(read.fingerprint()).isEmpty()) {
                try (NearDuplicates duplicates = new NearDuplicates(handle, bank.id())) {
                    duplicates
                            .of(List.of(change.found()))
                            .values()
                            .forEach(near -> sent.warnings().add(near.warning(1)));
                }
            }
            return store(handle, bank, change, read.topics(), sent, author);
        }));
    }

    /**
     * The question as it is from now on.
     *
     * @param ifMatch the ETag of what the author saw, so that nobody else's change is lost; null where that may happen
     * @throws ProblemException with 404 for an unknown question, 409 if another has its external id, 412 if it isn't what the
     *     author saw
     */
    EditedQuestion edit(UUID id, SentQuestion sent, @Nullable String ifMatch, String author) {
        return published(jdbi.inTransaction(handle -> {
            BankRow bank = LockedQuestion.bank(handle, id, ifMatch);
            Read read = read(handle, bank, id, sent);
            Change change = Change.edit(
                    KnownQuestions.of(handle, id),
                    sent.draft(),
                    read.fingerprint(),
                    read.topics().paths());
            change.warning(1).ifPresent(sent.warnings()::add);
            return store(handle, bank, change, read.topics(), sent, author);
        }));
    }

    /**
     * What was sent beside what the bank has.
     *
     * @param own the question that is edited; null for a new one
     */
    private static Read read(Handle handle, BankRow bank, @Nullable UUID own, SentQuestion sent) {
        Draft draft = sent.draft();
        Fingerprint fingerprint = Fingerprint.of(draft);
        TopicsOfDraft topics = TopicsOfDraft.of(handle, bank.id(), draft);
        sent.warnings().addAll(topics.warnings());
        KnownQuestions known = KnownQuestions.find(handle, bank.id(), List.of(draft), List.of(fingerprint));
        KnownQuestion same = known.withExternalId(draft.externalId());
        if (same != null && !same.id().equals(own)) {
            throw hasExternalId(same);
        }
        warnOfSameWording(known, fingerprint, own, sent);
        return new Read(fingerprint, topics, known);
    }

    private EditedQuestion published(Outcome outcome) {
        publisher.publishSoon(outcome.bankId(), outcome.revision());
        return outcome.question();
    }

    private Outcome store(
            Handle handle, BankRow bank, Change change, TopicsOfDraft topics, SentQuestion sent, String author) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        boolean isPublic = topics.createdAny() || (change.changesAnything() && change.state() != QuestionState.DRAFT);
        int revision = isPublic ? bank.revision() + 1 : bank.revision();
        if (change.changesAnything() || change.followsCorrection()) {
            ChangeTables.write(handle, bank.id(), bank.revision() + 1, List.of(change), topics.ids(), author, now);
        }
        if (isPublic) {
            BankRow.raise(handle, bank.id(), revision);
        }
        return new Outcome(
                bank.id(),
                revision,
                EditedQuestion.of(QuestionQueries.find(handle, change.id()).orElseThrow(), sent.warnings()));
    }

    private static void warnOfSameWording(
            KnownQuestions known, Fingerprint fingerprint, @Nullable UUID own, SentQuestion sent) {
        KnownQuestion same = known.withWording(fingerprint).stream().findFirst().orElse(null);
        if (same == null || same.id().equals(own)) {
            return;
        }
        if (own == null && (same.externalId() == null || sent.draft().externalId() == null)) {
            throw new ProblemException(
                            QuestionError.QUESTION_EXISTS,
                            "The bank has a question of this stem and these choices; edit it instead, or give both an"
                                    + " external id of their own.")
                    .with("question", same.id());
        }
        sent.warnings()
                .add(Problem.warning(
                        "same-wording", 1, "The question " + same.id() + " has the same stem and choices."));
    }

    private static ProblemException hasExternalId(KnownQuestion same) {
        return new ProblemException(
                        QuestionError.QUESTION_EXISTS,
                        "Another question of the bank has the external id " + same.externalId()
                                + "; edit that one, or choose another id.")
                .field("externalId")
                .with("question", same.id());
    }
}

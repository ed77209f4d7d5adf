package io.gradeflow.question.importing;

import io.gradeflow.question.QuestionState;
import io.gradeflow.question.asset.BankPictures;
import io.gradeflow.question.bank.BankRow;
import io.gradeflow.question.duplicates.NearDuplicates;
import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.QuestionReader;
import io.gradeflow.question.formats.ShownPictures;
import io.gradeflow.question.importing.Arrivals.Arrived;
import io.gradeflow.question.revising.Change;
import io.gradeflow.question.revising.ChangeTables;
import io.gradeflow.question.revising.Fingerprint;
import io.gradeflow.question.revising.KnownQuestion;
import io.gradeflow.question.revising.KnownQuestions;
import io.gradeflow.question.topic.KeywordRules;
import io.gradeflow.question.topic.TopicEntry;
import io.gradeflow.question.topic.TopicTables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * One file on its way into a locked bank: takes blocks as they are read, decides in portions what becomes of each, and
 * gives a verdict for every one.
 */
final class FileImport implements QuestionReader.Sink, AutoCloseable {

    private static final int PORTION = 500;

    /** Of a portion: few questions may have much text. */
    private static final long MOST_CHARACTERS = 4_000_000;

    private final Handle handle;
    private final BankRow bank;
    private final String author;
    private final Instant now;

    private final NearDuplicates duplicates;
    private final SeenInFile seen = new SeenInFile();
    private final List<Arrived> waiting = new ArrayList<>();
    private final BankPictures pictures;
    private final Arrivals arrivals;
    private final VerdictSink verdicts;
    private KeywordRules rules;
    private final Map<String, UUID> topicIds;
    /** What the portion's questions are shown as. */
    private Set<String> shown = Set.of();

    private boolean changed;
    private long characters;
    private boolean toldOfLeftOut;

    FileImport(Handle handle, BankRow bank, String author, Instant now, VerdictSink verdicts) {
        this.verdicts = verdicts;
        this.handle = handle;
        this.bank = bank;
        this.author = author;
        this.now = now;
        this.pictures = new BankPictures(handle, bank.id());
        this.arrivals = new Arrivals(seen, pictures);
        this.duplicates = new NearDuplicates(handle, bank.id());
        this.rules = new KeywordRules(TopicTables.entries(handle, bank.id()));
        this.topicIds = TopicTables.ids(handle, bank.id());
    }

    /** A file adds to a taxonomy and never overwrites what the bank's authors wrote. */
    @Override
    public void taxonomy(List<TopicEntry> entries) {
        Map<String, UUID> added = TopicTables.addMissing(handle, bank.id(), entries);
        if (!added.isEmpty()) {
            changed = true;
            rules = new KeywordRules(TopicTables.entries(handle, bank.id()));
            topicIds.putAll(added);
        }
    }

    @Override
    public void file(String name, String format) {
        verdicts.file(name, format);
    }

    @Override
    public void block(Block block) {
        waiting.add(arrivals.take(block));
        characters += block.draft() == null ? 0 : block.draft().characters();
        if (waiting.size() == PORTION || characters > MOST_CHARACTERS) {
            decide();
        }
    }

    @Override
    public void picture(String digest, byte[] content) {
        pictures.keep(digest, content, author, now);
    }

    /** Decides what is left. */
    void finish() {
        decide();
        pictures.remember();
        if (changed) {
            BankRow.raise(handle, bank.id(), revision());
        }
    }

    @Override
    public void close() {
        duplicates.close();
    }

    /** The bank's revision after this import. */
    int revision() {
        return changed ? bank.revision() + 1 : bank.revision();
    }

    private void decide() {
        List<Draft> drafts = new ArrayList<>();
        List<Fingerprint> fingerprints = new ArrayList<>();
        for (Arrived arrived : waiting) {
            Draft draft = arrived.block().draft();
            Fingerprint fingerprint = arrived.fingerprint();
            if (draft != null && fingerprint != null) {
                drafts.add(draft);
                fingerprints.add(fingerprint);
            }
        }
        KnownQuestions known = KnownQuestions.find(handle, bank.id(), drafts, fingerprints);
        shown = fingerprints.stream().map(Fingerprint::content).collect(Collectors.toSet());
        Set<String> created = createTopics(drafts);
        List<Change> changes = new ArrayList<>();
        Map<Change, Verdict> fresh = new LinkedHashMap<>();
        List<Verdict> decided = new ArrayList<>();
        for (Arrived arrived : waiting) {
            Block block = arrived.block();
            Draft draft = block.draft();
            Fingerprint fingerprint = arrived.fingerprint();
            List<Problem> problems = new ArrayList<>(block.problems());
            Change change = draft == null || fingerprint == null
                    ? null
                    : change(arrived, draft, fingerprint, known, created, problems);
            if (change == null) {
                decided.add(Verdict.rejected(block, problems));
                continue;
            }
            if (change.changesAnything() || change.followsCorrection()) {
                changes.add(change);
            }
            Verdict verdict = new Verdict(
                    block.number(),
                    block.line(),
                    Verdict.Status.of(change),
                    change.id(),
                    change.externalId(),
                    List.copyOf(change.topics()),
                    problems,
                    block.file(),
                    block.lines());
            decided.add(verdict);
            if (change.isNew()
                    && problems.stream().noneMatch(problem -> problem.code().equals("same-wording"))) {
                fresh.put(change, verdict);
            }
        }
        warnOfNearDuplicates(fresh);
        decided.forEach(verdicts::verdict);
        ChangeTables.write(handle, bank.id(), bank.revision() + 1, changes, topicIds, author, now);
        changed |= changes.stream().anyMatch(Change::changesAnything);
        waiting.clear();
        characters = 0;
    }

    private void warnOfNearDuplicates(Map<Change, Verdict> fresh) {
        Map<UUID, NearDuplicates.Near> near =
                duplicates.of(fresh.keySet().stream().map(Change::found).toList());
        if (duplicates.isLeftOut() && !toldOfLeftOut && !fresh.isEmpty()) {
            toldOfLeftOut = true;
            Verdict first = fresh.values().iterator().next();
            first.problems()
                    .add(Problem.warning(
                            "not-compared",
                            first.line(),
                            "Another import compares its questions with those of a bank, so these are compared with none; see"
                                    + " GET /api/v1/banks/" + bank.slug() + "/duplicates afterwards."));
        }
        fresh.forEach((change, verdict) -> {
            NearDuplicates.Near other = near.get(change.id());
            if (other != null) {
                verdict.problems().add(other.warning(verdict.line()));
            }
        });
    }

    /** Null where the file had the question before. */
    private @Nullable Change change(
            Arrived arrived,
            Draft draft,
            Fingerprint fingerprint,
            KnownQuestions known,
            Set<String> created,
            List<Problem> problems) {
        Block block = arrived.block();
        SeenInFile.Place repeats = arrived.repeats();
        if (repeats != null) {
            problems.add(repeats.repeatedBy(block, draft, fingerprint));
            return null;
        }
        KnownQuestion match = match(draft, fingerprint, known);
        if (match == null
                && (arrived.hasWording() || !known.withWording(fingerprint).isEmpty())) {
            problems.add(Problem.warning(
                    "same-wording",
                    block.line(),
                    "Another question has the same stem and choices; only the Ids, or capital and small letters, tell them"
                            + " apart."));
        }
        warnOfCreated(block, draft, created, problems);
        ShownPictures.missing(draft, pictures::names, block.line(), problems);
        Set<String> topics = draft.ownTopics() ? new TreeSet<>(draft.topics()) : rules.topicsOf(draft.searchedText());
        if (match == null) {
            return Change.create(QuestionState.PUBLISHED, draft, fingerprint, topics);
        }
        seen.take(match);
        Change change = Change.to(match, draft, fingerprint, topics);
        change.warning(block.line()).ifPresent(problems::add);
        if (match.state() != QuestionState.PUBLISHED) {
            problems.add(Problem.warning(
                    "not-asked",
                    block.line(),
                    match.state() == QuestionState.DRAFT
                            ? "The bank has this question as a draft, and keeps it so; publish it to have it asked."
                            : "The question was retired, and stays so; publish it to have it asked again."));
        }
        return change;
    }

    /**
     * By Id; without one, or for a question that had none so far, by wording. Where several have the same but for capital letters and
     * the like, one that is shown just so, and none that another block is shown as.
     */
    private @Nullable KnownQuestion match(Draft draft, Fingerprint fingerprint, KnownQuestions known) {
        KnownQuestion match = known.withExternalId(draft.externalId());
        if (match != null) {
            return match;
        }
        return known.withWording(fingerprint).stream()
                .filter(same -> draft.externalId() == null || same.externalId() == null)
                // An earlier block has changed it: it is no longer what this block describes.
                .filter(same -> !seen.isTaken(same))
                .filter(same -> same.fingerprint().content().equals(fingerprint.content())
                        || !shown.contains(same.fingerprint().content()))
                .findFirst()
                .orElse(null);
    }

    private Set<String> createTopics(List<Draft> drafts) {
        Set<String> missing = new LinkedHashSet<>();
        drafts.forEach(draft -> missing.addAll(draft.topics()));
        missing.removeAll(topicIds.keySet());
        if (!missing.isEmpty()) {
            topicIds.putAll(TopicTables.addMissingPaths(handle, bank.id(), missing));
            changed = true;
        }
        return missing;
    }

    /** Once a topic, at the first question that names it: it may be misspelt. */
    private static void warnOfCreated(Block block, Draft draft, Set<String> created, List<Problem> problems) {
        for (String path : draft.topics()) {
            if (created.remove(path)) {
                problems.add(Problem.warning(
                        "topic-created",
                        block.line(),
                        "The bank had no topic " + path + ", so it was created; check its spelling."));
            }
        }
    }
}

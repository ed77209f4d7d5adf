package io.gradeflow.question.exporting.writers;

import io.gradeflow.events.QuestionPublished.Kind;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.OptionPoints;
import io.gradeflow.grading.ScoringPolicy;
import io.gradeflow.question.formats.About;
import io.gradeflow.question.formats.Draft.DraftChoice;
import io.gradeflow.question.formats.SelectMarker;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** The ways in which formats score choices. */
final class ChoiceFitting {

    private final Fitting fitting;
    private final DraftEdit draft;

    private ChoiceFitting(Fitting fitting) {
        this.fitting = fitting;
        this.draft = fitting.draft();
    }

    private static boolean concerns(Fitting fitting) {
        Kind kind = fitting.draft().kind;
        return !fitting.isLeftOut() && (kind == Kind.SINGLE || kind == Kind.MULTIPLE);
    }

    /** Choices have weights, and tags where these don't say all. One choice may be all or nothing. */
    static Fitting weighted(Fitting fitting) {
        if (concerns(fitting)) {
            new ChoiceFitting(fitting).weighted();
        }
        return fitting;
    }

    /** All or nothing, or points by choice between two bounds. */
    static Fitting mapped(Fitting fitting) {
        if (concerns(fitting)) {
            new ChoiceFitting(fitting).mapped();
        }
        return fitting;
    }

    static Fitting allOrNothing(Fitting fitting) {
        if (concerns(fitting)) {
            new ChoiceFitting(fitting).allOrNothing();
        }
        return fitting;
    }

    /** As many are ticked as the stem says or else are right. */
    static Fitting selectedByStem(Fitting fitting) {
        if (concerns(fitting)) {
            new ChoiceFitting(fitting).selectedByStem();
        }
        return fitting;
    }

    private ChoiceKey key() {
        return Keyed.choices(draft.draft());
    }

    private List<String> ids() {
        return draft.choices.stream().map(DraftChoice::id).toList();
    }

    private void weighted() {
        ChoiceKey key = key();
        boolean several = draft.kind == Kind.MULTIPLE;
        SortedMap<String, Fraction> parts = Parts.ofFullCredit(key, ids());
        boolean onlyRight = key.correct().size() == 1
                && parts.entrySet().stream()
                        .allMatch(part -> key.correct().contains(part.getKey())
                                || part.getValue().signum() == 0);
        if (!several && (onlyRight || key.policy() == ScoringPolicy.RIGHT_MINUS_WRONG)) {
            rewritten(key, new ChoiceKey(key.correct(), ScoringPolicy.ALL_OR_NOTHING, key.maximum()));
        } else if (several && key.options() == null) {
            tagged(key, parts);
        } else if (several || key.policy() != ScoringPolicy.ALL_OR_NOTHING) {
            take(key, written(parts), several);
        }
        if (several && (draft.selectMin > 1 || draft.selectMax < draft.choices.size())) {
            fitting.lose(
                    "select-changed",
                    "Moodle lets any number of choices be ticked; a tag says that from " + draft.selectMin + " to "
                            + draft.selectMax + " are meant.");
        }
    }

    /** Scoring that isn't by weights stands in tags beside weights that come nearest. */
    private void tagged(ChoiceKey key, SortedMap<String, Fraction> parts) {
        try {
            ChoiceKey.weighted(key.correct(), written(parts), key.maximum());
        } catch (IllegalArgumentException e) {
            unwritable(e);
            return;
        }
        boolean changed = key.policy() == ScoringPolicy.ALL_OR_NOTHING;
        fitting.lose(
                changed ? "policy-changed" : "policy-rewritten",
                "It is scored " + Fitting.name(key.policy())
                        + ", which is written as weights and a tag: each right choice earns 1/"
                        + key.correct().size() + ", and a wrong one takes "
                        + (changed ? "all away." : "as much, which gives the same scores."));
    }

    private SortedMap<String, Fraction> written(SortedMap<String, Fraction> parts) {
        SortedMap<String, Fraction> written = Parts.inPercent(parts);
        if (!written.equals(Parts.nonZero(parts))) {
            fitting.lose("weights-rounded", "Weights are written in percent, rounded.");
        }
        return written;
    }

    private void unwritable(IllegalArgumentException e) {
        fitting.leaveOut("unwritable", "Its weights can't be written in percent: " + e.getMessage() + ".");
    }

    /** Where several may be ticked, those are right that earn something. */
    private void take(ChoiceKey before, SortedMap<String, Fraction> weights, boolean several) {
        Collection<String> right = several ? Parts.above(weights).keySet() : before.correct();
        ChoiceKey key;
        try {
            key = ChoiceKey.weighted(right, weights, before.maximum());
        } catch (IllegalArgumentException e) {
            unwritable(e);
            return;
        }
        draft.choices = draft.choices.stream()
                .map(choice -> new DraftChoice(choice.id(), choice.text(), right.contains(choice.id())))
                .toList();
        if (isClipped(before) || !right.equals(before.correct())) {
            fitting.policyChanged(Fitting.name(before.policy()), "option-weights");
            draft.key = key;
        } else {
            rewritten(before, key);
        }
    }

    private boolean isClipped(ChoiceKey key) {
        return key.options() != null
                && (key.options().least().signum() > 0
                        || Parts.ofFullCredit(key, ids()).values().stream()
                                .anyMatch(part -> part.within(Fraction.of(-1, 1), Fraction.ONE) != part));
    }

    private void rewritten(ChoiceKey before, ChoiceKey key) {
        draft.key = key;
        if (!key.equals(before)) {
            fitting.lose(
                    "policy-rewritten",
                    "Its scoring, " + Fitting.name(before.policy()) + ", is written "
                            + (key.policy() == before.policy() ? "in another way" : "as " + Fitting.name(key.policy()))
                            + ", which gives the same scores.");
        }
    }

    private void mapped() {
        ChoiceKey key = key();
        if (key.policy() == ScoringPolicy.ALL_OR_NOTHING) {
            return;
        }
        SortedMap<String, Fraction> parts = Parts.ofFullCredit(key, ids());
        OptionPoints options = key.options();
        Fraction least = options == null ? Fraction.ZERO : options.least().dividedBy(options.most());
        List<Fraction> all = new ArrayList<>(parts.values());
        all.add(least);
        Fraction full = Parts.inDecimals(Fraction.of(key.maximum()), all);
        TreeMap<String, Fraction> points = new TreeMap<>();
        parts.forEach((id, part) -> points.put(id, Parts.times(part, full)));
        Fraction lower = Parts.times(least, full);
        BigDecimal maximum = Parts.decimal(full);
        if (!About.isMaximum(maximum) || !points.values().stream().allMatch(Parts::isDecimal)) {
            fitting.leaveOut("unwritable", "What its choices are worth can't be written as decimals.");
            return;
        }
        if (maximum.compareTo(key.maximum()) != 0) {
            fitting.scaled(maximum);
        }
        rewritten(key, ChoiceKey.mapped(key.correct(), new OptionPoints(points, Fraction.ZERO, lower, full), maximum));
    }

    private void allOrNothing() {
        ChoiceKey key = key();
        if (key.policy() != ScoringPolicy.ALL_OR_NOTHING) {
            draft.key = new ChoiceKey(key.correct(), ScoringPolicy.ALL_OR_NOTHING, key.maximum());
            fitting.policyChanged(Fitting.name(key.policy()), "all-or-nothing");
        }
    }

    private void selectedByStem() {
        int right = key().correct().size();
        Optional<SelectMarker> marker = SelectMarker.in(draft.stem);
        OptionalInt count = marker.map(SelectMarker::count).orElse(OptionalInt.of(right));
        if (count.isPresent() && count.getAsInt() != right) {
            fitting.leaveOut(
                    "unwritable", "The stem says to select " + count.getAsInt() + ", and " + right + " are right.");
            return;
        }
        boolean any = count.isEmpty();
        Kind kind = any || right > 1 ? Kind.MULTIPLE : Kind.SINGLE;
        if (kind != draft.kind) {
            fitting.lose("kind-changed", "It becomes a question of the kind " + Fitting.name(kind) + ".");
            draft.kind = kind;
        }
        select(any ? 1 : right, any ? draft.choices.size() : right);
    }

    private void select(int least, int most) {
        if (draft.selectMin != least || draft.selectMax != most) {
            fitting.lose(
                    "select-changed",
                    "From " + least + " to " + most + " choices may be selected instead of from " + draft.selectMin
                            + " to " + draft.selectMax + ".");
            draft.selectMin = least;
            draft.selectMax = most;
        }
    }
}

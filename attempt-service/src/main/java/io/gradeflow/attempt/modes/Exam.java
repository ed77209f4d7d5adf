package io.gradeflow.attempt.modes;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.attempt.catalog.BankContents;
import io.gradeflow.attempt.catalog.Blueprint;
import io.gradeflow.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A paper after a blueprint, against the clock; what was right is told at the end. */
@ApplicationScoped
class Exam implements Mode {

    @Override
    public String name() {
        return "exam";
    }

    @Override
    public Feedback feedback() {
        return Feedback.AFTER_ENDING;
    }

    @Override
    public boolean finalOnceGraded() {
        return false;
    }

    @Override
    public boolean pausable() {
        return false;
    }

    @Override
    public boolean examines() {
        return true;
    }

    @Override
    public Paper compose(Wish wish, long seed) {
        Blueprint blueprint = Objects.requireNonNull(wish.blueprint());
        Draw draw = new Draw(seed);
        List<Allotment.Section> sections = blueprint.sections().stream()
                .map(section -> new Allotment.Section(
                        draw.shuffled(wish.bank()
                                .contents()
                                .below(section.topicPath())
                                .orElse(List.of())),
                        section.count()))
                .toList();
        List<BankContents.Entry> scored = Allotment.of(sections)
                .orElseThrow(() -> tooFew(wish, blueprint, "its sections ask for more questions than there are"));
        Set<BankContents.Entry> rest = new LinkedHashSet<>();
        sections.forEach(section -> rest.addAll(section.candidates()));
        scored.forEach(rest::remove);
        List<BankContents.Entry> unscored = draw.some(List.copyOf(rest), blueprint.unscored());
        if (unscored.size() < blueprint.unscored()) {
            throw tooFew(wish, blueprint, "nothing is left for its unscored questions");
        }
        return mixed(draw, scored, unscored);
    }

    /** Nobody can tell by its place which question counts. */
    private static Paper mixed(Draw draw, List<BankContents.Entry> scored, List<BankContents.Entry> unscored) {
        List<BankContents.Entry> all = new ArrayList<>(scored);
        all.addAll(unscored);
        List<BankContents.Entry> paper = draw.shuffled(all);
        Set<BankContents.Entry> uncounted = Set.copyOf(unscored);
        Set<Integer> positions = new HashSet<>();
        for (int i = 0; i < paper.size(); i++) {
            if (uncounted.contains(paper.get(i))) {
                positions.add(i + 1);
            }
        }
        return new Paper(paper, positions);
    }

    private static ProblemException tooFew(Wish wish, Blueprint blueprint, String why) {
        return new ProblemException(
                        AttemptError.NOT_ENOUGH_QUESTIONS,
                        "The blueprint " + blueprint.name() + " can't be filled from "
                                + wish.bank().slug() + ": " + why + ". Ask an author to add questions or to change it.")
                .field("blueprint");
    }
}

package io.gradeflow.attempt.modes;

import io.gradeflow.attempt.catalog.BankContents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Gives each section of a blueprint its questions, none to two of them. Where a question belongs to the topics of several
 * sections, taking it for one may leave too few for another; so a section that finds nothing free has others move over
 * (augmenting paths, H. W. Kuhn, "The Hungarian method for the assignment problem", 1955). If a paper exists, one is found.
 */
final class Allotment {

    /**
     * @param candidates in the order in which they are to be taken
     * @param count how many the section needs
     */
    record Section(List<BankContents.Entry> candidates, int count) {}

    private final List<Section> sections;
    private final Map<UUID, Integer> holders = new HashMap<>();
    private final Map<UUID, BankContents.Entry> taken = new HashMap<>();
    /** Up to where a section's candidates are known to be taken. */
    private final int[] next;

    private Allotment(List<Section> sections) {
        this.sections = sections;
        this.next = new int[sections.size()];
    }

    /** @return the questions of the first section, then of the second, ...; empty if there are too few */
    static Optional<List<BankContents.Entry>> of(List<Section> sections) {
        Allotment allotment = new Allotment(sections);
        for (int section = 0; section < sections.size(); section++) {
            for (int i = 0; i < sections.get(section).count(); i++) {
                if (!allotment.takeFree(section) && !allotment.takeFromOthers(section, new HashSet<>())) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(allotment.inOrder());
    }

    private boolean takeFree(int section) {
        List<BankContents.Entry> candidates = sections.get(section).candidates();
        while (next[section] < candidates.size()) {
            BankContents.Entry candidate = candidates.get(next[section]++);
            if (!holders.containsKey(candidate.questionId())) {
                take(section, candidate);
                return true;
            }
        }
        return false;
    }

    private boolean takeFromOthers(int section, Set<UUID> visited) {
        for (BankContents.Entry candidate : sections.get(section).candidates()) {
            if (visited.add(candidate.questionId())) {
                int holder = holders.getOrDefault(candidate.questionId(), section);
                if (holder != section && (takeFree(holder) || takeFromOthers(holder, visited))) {
                    take(section, candidate);
                    return true;
                }
            }
        }
        return false;
    }

    private void take(int section, BankContents.Entry candidate) {
        holders.put(candidate.questionId(), section);
        taken.put(candidate.questionId(), candidate);
    }

    private List<BankContents.Entry> inOrder() {
        List<BankContents.Entry> questions = new ArrayList<>(taken.size());
        for (int section = 0; section < sections.size(); section++) {
            for (BankContents.Entry candidate : sections.get(section).candidates()) {
                if (holders.getOrDefault(candidate.questionId(), -1) == section) {
                    questions.add(candidate);
                }
            }
        }
        return questions;
    }
}

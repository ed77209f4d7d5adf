package io.gradeflow.question.blueprint;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether the questions of a bank suffice for a blueprint. Exact: where a question belongs to the topics of several
 * sections, it is given to only one of them, and others move over for it (a maximum flow along augmenting paths, L. R. Ford
 * and D. R. Fulkerson, "Maximal flow through a network", 1956).
 */
final class Coverage {

    /**
     * @param sections how many questions each lacks, in their order
     * @param unscored how many are lacking for those that count for no score
     */
    record Shortfall(List<Integer> sections, int unscored) {

        int total() {
            return unscored + sections.stream().mapToInt(Integer::intValue).sum();
        }
    }

    private final List<Blueprint.Section> sections;
    private final List<Supply> supply;
    /** By supply and section: how many of the questions the section has. */
    private final int[][] given;

    private final int[] free;

    private Coverage(List<Blueprint.Section> sections, List<Supply> supply) {
        this.sections = sections;
        this.supply = supply;
        this.given = new int[supply.size()][sections.size()];
        this.free = supply.stream().mapToInt(Supply::questions).toArray();
    }

    /** How many questions the section could draw from if it were the only one. */
    static int available(Blueprint.Section section, List<Supply> supply) {
        return supply.stream()
                .filter(alike -> alike.topics().contains(section.topic()))
                .mapToInt(Supply::questions)
                .sum();
    }

    /**
     * @param unscored how many must be left over besides
     * @param supply each question in one of them; those that belong to no section count for nothing
     */
    static boolean isEnough(List<Blueprint.Section> sections, int unscored, List<Supply> supply) {
        return shortfall(sections, unscored, supply).total() == 0;
    }

    /**
     * How many questions are missing, as few as can be: with as many more, each of them in the topic of the section that lacks
     * it, the blueprint can be filled. Where sections draw on the same questions, an earlier one has them first.
     */
    static Shortfall shortfall(List<Blueprint.Section> sections, int unscored, List<Supply> supply) {
        Coverage coverage = new Coverage(sections, supply);
        List<Integer> missing = new ArrayList<>();
        for (int section = 0; section < sections.size(); section++) {
            int count = sections.get(section).count();
            int given = 0;
            while (given < count && coverage.give(section, new boolean[sections.size()])) {
                given++;
            }
            missing.add(count - given);
        }
        int left = 0;
        for (int i = 0; i < supply.size(); i++) {
            left += coverage.suitsAny(i) ? coverage.free[i] : 0;
        }
        return new Shortfall(missing, Math.max(0, unscored - left));
    }

    /** @param visited sections that this search has come through, and need not come through again */
    private boolean give(int section, boolean[] visited) {
        visited[section] = true;
        for (int i = 0; i < free.length; i++) {
            if (free[i] > 0 && suits(i, section)) {
                free[i]--;
                given[i][section]++;
                return true;
            }
        }
        for (int i = 0; i < free.length; i++) {
            if (suits(i, section)) {
                for (int other = 0; other < visited.length; other++) {
                    if (!visited[other] && given[i][other] > 0 && give(other, visited)) {
                        given[i][other]--;
                        given[i][section]++;
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean suitsAny(int i) {
        return sections.stream().anyMatch(section -> supply.get(i).topics().contains(section.topic()));
    }

    private boolean suits(int i, int section) {
        return supply.get(i).topics().contains(sections.get(section).topic());
    }
}

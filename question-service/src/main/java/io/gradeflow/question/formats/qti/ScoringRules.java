package io.gradeflow.question.formats.qti;

import io.gradeflow.question.formats.Drafting;
import io.gradeflow.question.formats.WholeText;
import io.gradeflow.question.formats.xml.XmlElement;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules of an item by which it scores without a template. */
final class ScoringRules {

    private static final String SCORE = "SCORE";
    private static final String SET = "set-outcome-value";

    /** What a condition may be made of under which the correct response earns its points. */
    private static final Set<String> COMPARES =
            Set.of("match", "equal", "variable", "correct", "and", "not", "is-null");

    /** Rules that take a score from elsewhere. */
    private static final Set<String> ELSEWHERE = Set.of(
            "lookup-outcome-value", "response-processing-fragment", "include", "custom-operator", "exit-response");

    private static final Set<String> BRANCHES = Set.of("response-if", "response-else-if", "response-else");

    /** By which a score is held within its bounds. */
    private static final Set<String> BOUNDS = Set.of("gt", "gte", "lt", "lte");

    private static final Set<String> JOINS = Set.of("and", "or");

    /**
     * A rule that sets the score.
     *
     * @param branches that lead to it, from the outermost
     */
    private record Setting(XmlElement rule, List<XmlElement> branches) {}

    /** Where the score so far is held, whatever was responded. */
    private record Bound(boolean isUpper, BigDecimal value) {}

    private final XmlElement processing;
    private final String response;
    private final Drafting drafting;
    private final DeclaredNumbers numbers;
    /** Numbers that rules set, other than the score: they aren't what they were declared to be. */
    private final Set<String> reckoned;

    /** @param response the identifier of the interaction's response */
    ScoringRules(XmlElement item, XmlElement processing, String response, Drafting drafting) {
        this.processing = processing;
        this.response = response;
        this.drafting = drafting;
        this.numbers = DeclaredNumbers.of(item, drafting);
        this.reckoned = processing
                .descendants(SET)
                .map(rule -> rule.attribute("identifier"))
                .filter(name -> numbers.has(name) && !name.equalsIgnoreCase(SCORE))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** @param maps what holds where the rules set no score */
    Optional<Scoring> scoring(boolean maps) {
        List<Setting> all = settings(processing, List.of()).toList();
        List<Setting> settings =
                all.stream().filter(setting -> bound(setting).isEmpty()).toList();
        Optional<String> other = settings.stream().flatMap(this::reckonedWith).findFirst();
        if (other.isPresent()) {
            return refused("They reckon with " + WholeText.shortened(other.get())
                    + ", which other rules set; let them set SCORE by the response itself.");
        }
        boolean elsewhere = processing.descendants().anyMatch(rule -> ELSEWHERE.contains(rule.name()));
        if (elsewhere || !settings.stream().allMatch(setting -> maps(setting) || isConstant(expression(setting)))) {
            return refused("It sums up or looks up points in a way of its own.");
        }
        if (settings.stream().anyMatch(setting -> value(setting).signum() < 0)) {
            drafting.warn(
                    "processing-simplified",
                    "Some responses take points away; here no question earns less than nothing.");
        }
        return found(settings, maps).flatMap(scoring -> within(scoring, all));
    }

    private Optional<Scoring> found(List<Setting> settings, boolean maps) {
        List<Setting> earning =
                settings.stream().filter(setting -> value(setting).signum() > 0).toList();
        if (settings.stream().anyMatch(this::maps)) {
            return earning.isEmpty()
                    ? Optional.of(new Scoring(true, BigDecimal.ONE))
                    : refused("Some responses earn points of their own beside what each value is worth.");
        }
        if (earning.isEmpty() && !reckoned.isEmpty()) {
            return refused("They set " + WholeText.shortened(String.join(", ", reckoned))
                    + " and give SCORE no points; let them set SCORE.");
        }
        if (earning.isEmpty()) {
            return Optional.of(new Scoring(maps, BigDecimal.ONE));
        }
        return earning.size() == 1 && isForCorrect(earning.getFirst())
                ? Optional.of(new Scoring(false, value(earning.getFirst())))
                : refused("Other responses than the correct one earn points, too.");
    }

    /** The same within the bounds at which rules hold the score. */
    private Optional<Scoring> within(Scoring scoring, List<Setting> settings) {
        List<Bound> bounds =
                settings.stream().map(this::bound).flatMap(Optional::stream).toList();
        BigDecimal lower = tightest(bounds, false, BigDecimal::max);
        BigDecimal upper = tightest(bounds, true, BigDecimal::min);
        if (scoring.maps()) {
            return Optional.of(new Scoring(true, scoring.full(), lower, upper));
        }
        if (lower != null && lower.signum() > 0) {
            return refused("Every response earns " + lower.toPlainString() + " or more.");
        }
        return Optional.of(new Scoring(
                false, upper == null ? scoring.full() : scoring.full().min(upper)));
    }

    private static @Nullable BigDecimal tightest(
            List<Bound> bounds, boolean upper, BinaryOperator<BigDecimal> tighter) {
        return bounds.stream()
                .filter(bound -> bound.isUpper() == upper)
                .map(Bound::value)
                .reduce(tighter)
                .orElse(null);
    }

    private Optional<Scoring> refused(String why) {
        return drafting.fault("scoring-unsupported", "The item's rules score in a way that can't be kept. " + why)
                .map(draft -> new Scoring(false, BigDecimal.ONE));
    }

    private static Stream<Setting> settings(XmlElement rules, List<XmlElement> branches) {
        return rules.children().flatMap(rule -> {
            boolean sets =
                    rule.name().equals(SET) && rule.attribute("identifier").equalsIgnoreCase(SCORE);
            return sets
                    ? Stream.of(new Setting(rule, branches))
                    : settings(
                            rule,
                            BRANCHES.contains(rule.name())
                                    ? Stream.concat(branches.stream(), Stream.of(rule))
                                            .toList()
                                    : branches);
        });
    }

    /** Numbers that other rules set, in what it sets and in the conditions under which it does. */
    private Stream<String> reckonedWith(Setting setting) {
        Stream<XmlElement> conditions = setting.branches().stream().flatMap(branch -> condition(branch).stream());
        return Stream.concat(Stream.of(setting.rule()), conditions)
                .flatMap(ScoringRules::withAllInIt)
                .filter(part -> part.name().equals("variable"))
                .map(variable -> variable.attribute("identifier"))
                .filter(reckoned::contains);
    }

    private static Stream<XmlElement> withAllInIt(XmlElement element) {
        return Stream.concat(Stream.of(element), element.descendants());
    }

    /** Empty of a branch for all else. What is joined to nothing is taken by itself. */
    private static Optional<XmlElement> condition(XmlElement branch) {
        Optional<XmlElement> condition = branch.name().equals("response-else")
                ? Optional.empty()
                : branch.children().findFirst();
        while (condition.filter(ScoringRules::joinsNothing).isPresent()) {
            condition = condition.get().children().findFirst();
        }
        return condition;
    }

    private static boolean joinsNothing(XmlElement condition) {
        return JOINS.contains(condition.name()) && condition.children().count() == 1;
    }

    /** Where a rule does nothing but take the score back to the number that it was compared with. */
    private Optional<Bound> bound(Setting setting) {
        List<XmlElement> branches = setting.branches();
        XmlElement set = expression(setting);
        if (branches.isEmpty()
                || !isConstant(set)
                || !branches.subList(0, branches.size() - 1).stream().allMatch(this::isForAny)) {
            return Optional.empty();
        }
        return condition(branches.getLast())
                .filter(condition -> BOUNDS.contains(condition.name()))
                .flatMap(condition -> bound(condition, value(set)));
    }

    private Optional<Bound> bound(XmlElement comparison, BigDecimal set) {
        List<XmlElement> sides = comparison.children().toList();
        if (sides.size() != 2 || isScore(sides.getFirst()) == isScore(sides.getLast())) {
            return Optional.empty();
        }
        boolean isScoreFirst = isScore(sides.getFirst());
        XmlElement number = isScoreFirst ? sides.getLast() : sides.getFirst();
        boolean isUpper = comparison.name().startsWith("gt") == isScoreFirst;
        return isConstant(number) && value(number).compareTo(set) == 0
                ? Optional.of(new Bound(isUpper, set))
                : Optional.empty();
    }

    private static boolean isScore(XmlElement expression) {
        return expression.name().equals("variable")
                && expression.attribute("identifier").equalsIgnoreCase(SCORE);
    }

    private boolean isDeclared(XmlElement variable) {
        String name = variable.attribute("identifier");
        return numbers.has(name) && !reckoned.contains(name);
    }

    /** Perhaps in a sum with what is nothing. */
    private boolean maps(Setting setting) {
        List<XmlElement> parts = setting.rule().descendants().toList();
        return parts.stream().filter(part -> part.name().equals("map-response")).count() == 1
                && parts.stream()
                        .allMatch(part -> Set.of("map-response", "sum").contains(part.name())
                                || (part.name().equals("variable")
                                        && isDeclared(part)
                                        && value(part).signum() == 0));
    }

    private static XmlElement expression(Setting setting) {
        return setting.rule().children().findFirst().orElse(setting.rule());
    }

    /** Whether its value doesn't depend on the response. */
    private boolean isConstant(XmlElement expression) {
        return switch (expression.name()) {
            case "base-value" -> Numbers.isDecimal(expression.text());
            case "variable" -> isDeclared(expression);
            case "sum" -> expression.children().allMatch(this::isConstant);
            default -> false;
        };
    }

    private BigDecimal value(Setting setting) {
        return maps(setting) ? BigDecimal.ZERO : value(expression(setting));
    }

    private BigDecimal value(XmlElement expression) {
        return switch (expression.name()) {
            case "base-value" -> Numbers.decimal(expression.text());
            case "variable" -> numbers.value(expression.attribute("identifier"));
            default -> expression.children().map(this::value).reduce(BigDecimal.ZERO, BigDecimal::add);
        };
    }

    /** Whether the innermost branch is taken for the correct response, and those around it for any. */
    private boolean isForCorrect(Setting setting) {
        List<XmlElement> branches = setting.branches();
        return !branches.isEmpty()
                && comparesWithCorrect(branches.getLast())
                && branches.subList(0, branches.size() - 1).stream().allMatch(this::isForAny);
    }

    private boolean comparesWithCorrect(XmlElement branch) {
        Optional<XmlElement> condition = condition(branch);
        List<XmlElement> parts =
                condition.stream().flatMap(ScoringRules::withAllInIt).toList();
        return parts.stream().allMatch(part -> COMPARES.contains(part.name()))
                && condition.filter(found -> !found.name().equals("not")).isPresent()
                && parts.stream()
                        .anyMatch(part -> part.name().equals("correct")
                                && part.attribute("identifier").equals(response));
    }

    private boolean isForAny(XmlElement branch) {
        boolean asksForNone = condition(branch).stream()
                .flatMap(ScoringRules::withAllInIt)
                .allMatch(part -> Set.of("not", "is-null", "variable").contains(part.name()));
        return branch.name().equals("response-else") || asksForNone;
    }
}

package io.gradeflow.question.formats.qti;

import io.gradeflow.question.formats.Drafting;
import io.gradeflow.question.formats.xml.XmlElement;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The rules of an item by which it scores without a template. */
final class ScoringRules {

    private static final String SCORE = "score";

    /** What a condition may be made of under which the correct response earns its points. */
    private static final Set<String> COMPARES =
            Set.of("match", "equal", "variable", "correct", "and", "not", "is-null");

    /** Rules that take a score from elsewhere. */
    private static final Set<String> ELSEWHERE = Set.of(
            "lookup-outcome-value", "response-processing-fragment", "include", "custom-operator", "exit-response");

    private static final Set<String> BRANCHES = Set.of("response-if", "response-else-if", "response-else");

    /** By which a score is held within its bounds. */
    private static final Set<String> BOUNDS = Set.of("gt", "gte", "lt", "lte");

    /**
     * A rule that sets the score.
     *
     * @param branches that lead to it, from the outermost
     */
    private record Setting(XmlElement rule, List<XmlElement> branches) {}

    private final Map<String, BigDecimal> outcomes = new HashMap<>();
    private final String response;
    private final Drafting drafting;

    /** @param response the identifier of the interaction's response */
    ScoringRules(XmlElement item, String response, Drafting drafting) {
        this.response = response;
        this.drafting = drafting;
        item.children("outcome-declaration")
                .forEach(outcome -> drafting.tried(() -> initial(outcome))
                        .ifPresent(value -> outcomes.put(outcome.attribute("identifier"), value)));
    }

    private static BigDecimal initial(XmlElement outcome) {
        boolean isNumber = Set.of("float", "integer").contains(outcome.attribute("base-type"));
        return outcome.child("default-value")
                .filter(value -> isNumber)
                .map(value -> Numbers.decimal(value.text()))
                .orElse(BigDecimal.ZERO);
    }

    /** @param maps what holds where the rules set no score */
    Optional<Scoring> scoring(XmlElement processing, boolean maps) {
        List<Setting> settings = settings(processing, List.of())
                .filter(setting -> !isBound(setting))
                .toList();
        boolean elsewhere = processing.descendants().anyMatch(rule -> ELSEWHERE.contains(rule.name()));
        if (elsewhere || !settings.stream().allMatch(setting -> maps(setting) || isConstant(expression(setting)))) {
            return refused("It sums up or looks up points in a way of its own.");
        }
        if (settings.stream().anyMatch(setting -> value(setting).signum() < 0)) {
            drafting.warn(
                    "processing-simplified",
                    "Some responses take points away; here no question earns less than nothing.");
        }
        List<Setting> earning =
                settings.stream().filter(setting -> value(setting).signum() > 0).toList();
        if (settings.stream().anyMatch(this::maps)) {
            return earning.isEmpty()
                    ? Optional.of(new Scoring(true, BigDecimal.ONE))
                    : refused("Some responses earn points of their own beside what each value is worth.");
        }
        if (earning.isEmpty()) {
            return Optional.of(new Scoring(maps, BigDecimal.ONE));
        }
        return earning.size() == 1 && isForCorrect(earning.getFirst())
                ? Optional.of(new Scoring(false, value(earning.getFirst())))
                : refused("Other responses than the correct one earn points, too.");
    }

    private Optional<Scoring> refused(String why) {
        return drafting.fault("scoring-unsupported", "The item's rules score in a way that can't be kept. " + why)
                .map(draft -> new Scoring(false, BigDecimal.ONE));
    }

    private static Stream<Setting> settings(XmlElement rules, List<XmlElement> branches) {
        return rules.children().flatMap(rule -> {
            boolean sets = rule.name().equals("set-outcome-value")
                    && rule.attribute("identifier").toLowerCase(Locale.ROOT).equals(SCORE);
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

    /** Of the score so far alone, whatever was responded. */
    private boolean isBound(Setting setting) {
        return !setting.branches().isEmpty()
                && setting.branches()
                        .getLast()
                        .children()
                        .findFirst()
                        .filter(condition -> BOUNDS.contains(condition.name())
                                && condition.descendants("variable").allMatch(this::isOutcome))
                        .isPresent();
    }

    private boolean isOutcome(XmlElement variable) {
        return outcomes.containsKey(variable.attribute("identifier"));
    }

    /** Perhaps in a sum with what is nothing. */
    private boolean maps(Setting setting) {
        List<XmlElement> parts = setting.rule().descendants().toList();
        return parts.stream().filter(part -> part.name().equals("map-response")).count() == 1
                && parts.stream()
                        .allMatch(part -> Set.of("map-response", "sum").contains(part.name())
                                || (part.name().equals("variable")
                                        && isOutcome(part)
                                        && value(part).signum() == 0));
    }

    private static XmlElement expression(Setting setting) {
        return setting.rule().children().findFirst().orElse(setting.rule());
    }

    /** Whether its value doesn't depend on the response. */
    private boolean isConstant(XmlElement expression) {
        return switch (expression.name()) {
            case "base-value" -> Numbers.isDecimal(expression.text());
            case "variable" -> isOutcome(expression);
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
            case "variable" -> outcomes.getOrDefault(expression.attribute("identifier"), BigDecimal.ZERO);
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
        Optional<XmlElement> condition = branch.children().findFirst();
        List<XmlElement> parts = condition.stream()
                .flatMap(found -> Stream.concat(Stream.of(found), found.descendants()))
                .toList();
        return !branch.name().equals("response-else")
                && parts.stream().allMatch(part -> COMPARES.contains(part.name()))
                && condition.filter(found -> !found.name().equals("not")).isPresent()
                && parts.stream()
                        .anyMatch(part -> part.name().equals("correct")
                                && part.attribute("identifier").equals(response));
    }

    private boolean isForAny(XmlElement branch) {
        boolean asksForNone = branch.children().findFirst().stream()
                .flatMap(condition -> Stream.concat(Stream.of(condition), condition.descendants()))
                .allMatch(part -> Set.of("not", "is-null", "variable").contains(part.name()));
        return branch.name().equals("response-else") || asksForNone;
    }
}

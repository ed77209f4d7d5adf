package io.gradeflow.question.blueprint;

import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.Slug;
import io.gradeflow.question.topic.TopicPath;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a blueprint of what an author sent, or says which field is at fault. Whether the topics exist, the bank knows. */
final class BlueprintCheck {

    static final int MAX_SECTIONS = 50;
    private static final int MAX_QUESTIONS = 1_000;
    private static final int MAX_MINUTES = 1_440;
    private static final int MAX_SCALE = 1_000_000;
    private static final int MAX_DECIMALS = 4;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private BlueprintCheck() {}

    /** @throws ProblemException with 400 that names the first field at fault */
    static Blueprint check(String name, BlueprintRequest request) {
        if (!Slug.isValid(name)) {
            throw invalid("name", "The name of a blueprint must be " + Slug.RULE + ".");
        }
        String title = title(request.title(), name);
        List<BlueprintRequest.Section> named = sections(request.sections());
        List<Blueprint.Section> sections = named.getFirst().share() == null
                ? counted(named, request.questions())
                : shared(named, request.questions());
        int unscored = request.unscored() == null ? 0 : whole("unscored", request.unscored(), 0, MAX_QUESTIONS);
        int minutes = whole("minutes", request.minutes(), 1, MAX_MINUTES);
        Blueprint.Scale scale = scale(request.scale());
        int passMark = passMark(request.passMark(), scale);
        boolean sittingOnly = Boolean.TRUE.equals(request.sittingOnly());
        Blueprint blueprint = new Blueprint(name, title, sections, unscored, minutes, passMark, scale, sittingOnly);
        if (blueprint.questions() + unscored > MAX_QUESTIONS) {
            throw invalid(
                    unscored == 0 ? "sections" : "unscored",
                    "An exam has at most " + MAX_QUESTIONS + " questions, and these are " + blueprint.questions()
                            + " that count and " + unscored + " unscored ones; ask for fewer.");
        }
        return blueprint;
    }

    private static String title(@Nullable String title, String name) {
        if (title == null) {
            return name;
        }
        if (title.isBlank() || title.length() > 200 || title.indexOf('\u0000') >= 0) {
            throw invalid("title", "title must have 1 to 200 characters.");
        }
        return title.strip();
    }

    /** Each with a topic of its own, and all with a count or all with a share. */
    private static List<BlueprintRequest.Section> sections(
            @Nullable List<BlueprintRequest.@Nullable Section> requested) {
        if (requested == null || requested.isEmpty() || requested.size() > MAX_SECTIONS) {
            throw invalid(
                    "sections",
                    "sections must be a list of 1 to " + MAX_SECTIONS
                            + " sections, such as {\"topic\": \"data\", \"count\": 10}.");
        }
        List<BlueprintRequest.Section> sections = new ArrayList<>();
        Set<String> topics = new HashSet<>();
        for (int i = 0; i < requested.size(); i++) {
            BlueprintRequest.Section section = requested.get(i);
            String field = "sections[" + i + "]";
            if (section == null) {
                throw invalid(field, field + " must be {\"topic\": \"...\", \"count\": ...}.");
            }
            String topic = section.topic();
            if (topic == null || !TopicPath.isValid(topic)) {
                throw invalid(field + ".topic", field + ".topic must be the path of a topic of the bank.");
            }
            if (!topics.add(topic)) {
                throw invalid(field + ".topic", "Two sections name " + topic + "; make one of them.");
            }
            sections.add(section);
            checkForm(section, sections.getFirst(), field);
        }
        return sections;
    }

    private static void checkForm(BlueprintRequest.Section section, BlueprintRequest.Section first, String field) {
        if ((section.count() == null) == (section.share() == null)) {
            throw invalid(field + ".count", field + " must have either a count or a share.");
        }
        if ((section.count() == null) != (first.count() == null)) {
            throw invalid(
                    field + (section.count() == null ? ".share" : ".count"),
                    "Give all sections a count, or all a share; sections[0] and " + field + " differ.");
        }
    }

    private static List<Blueprint.Section> counted(List<BlueprintRequest.Section> named, @Nullable Integer questions) {
        List<Blueprint.Section> sections = new ArrayList<>();
        int sum = 0;
        for (BlueprintRequest.Section section : named) {
            int count = whole("sections[" + sections.size() + "].count", section.count(), 1, MAX_QUESTIONS);
            sections.add(new Blueprint.Section(Objects.requireNonNull(section.topic()), null, count));
            sum += count;
        }
        if (questions != null && questions != sum) {
            throw invalid(
                    "questions", "The counts of the sections sum to " + sum + "; say so, or leave questions out.");
        }
        return sections;
    }

    private static List<Blueprint.Section> shared(List<BlueprintRequest.Section> named, @Nullable Integer questions) {
        List<BigDecimal> shares = new ArrayList<>();
        for (BlueprintRequest.Section section : named) {
            shares.add(share("sections[" + shares.size() + "].share", Objects.requireNonNull(section.share())));
        }
        BigDecimal sum = shares.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(HUNDRED) != 0) {
            throw invalid("sections", "The shares must sum to 100; these sum to " + sum.toPlainString() + ".");
        }
        int total = whole("questions", questions, 1, MAX_QUESTIONS);
        List<Integer> counts = Apportionment.of(total, shares);
        List<Blueprint.Section> sections = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            String topic = Objects.requireNonNull(named.get(i).topic());
            if (counts.get(i) == 0) {
                throw invalid(
                        "questions",
                        "Of so few questions " + topic + " gets none; ask for more, or leave out sections[" + i + "].");
            }
            sections.add(new Blueprint.Section(topic, shares.get(i), counts.get(i)));
        }
        return sections;
    }

    private static BigDecimal share(String field, BigDecimal share) {
        if (share.signum() <= 0
                || share.compareTo(HUNDRED) > 0
                || share.stripTrailingZeros().scale() > MAX_DECIMALS) {
            throw invalid(
                    field, field + " must be above 0 and at most 100, with at most " + MAX_DECIMALS + " decimals.");
        }
        return share;
    }

    private static Blueprint.Scale scale(BlueprintRequest.@Nullable Scale requested) {
        if (requested == null) {
            throw invalid("scale", "scale must be {\"min\": ..., \"max\": ...}, for example from 100 to 1000.");
        }
        int min = whole("scale.min", requested.min(), 0, MAX_SCALE);
        int max = whole("scale.max", requested.max(), 0, MAX_SCALE);
        if (min >= max) {
            throw invalid("scale.max", "scale.max must be above scale.min, which is " + min + ".");
        }
        return new Blueprint.Scale(min, max);
    }

    private static int passMark(@Nullable Integer requested, Blueprint.Scale scale) {
        if (requested == null || requested <= scale.min() || requested > scale.max()) {
            throw invalid(
                    "passMark",
                    "passMark must be on the scale: above " + scale.min()
                            + ", which no right answer gives, and at most " + scale.max() + ".");
        }
        return requested;
    }

    private static int whole(String field, @Nullable Integer value, int least, int greatest) {
        if (value == null || value < least || value > greatest) {
            throw invalid(field, field + " must be from " + least + " to " + greatest + ".");
        }
        return value;
    }

    private static ProblemException invalid(String field, String detail) {
        return new ProblemException(PlatformError.INVALID_FIELD, detail).field(field);
    }
}

package io.gradeflow.question.formats.gift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradeflow.events.QuestionPublished.Kind;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.MatchingKey;
import io.gradeflow.grading.NumericKey;
import io.gradeflow.grading.NumericRange;
import io.gradeflow.grading.TextAnswer;
import io.gradeflow.grading.TextKey;
import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Draft.DraftChoice;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.ReadFile;
import io.gradeflow.question.formats.gift.GiftText.Format;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pairs of GIFT files and what another parser made of them, in the folder that {@code GRADEFLOW_REAL_DATA} names. */
@Tag("real-data")
class GiftGrammarTest {

    private static final String FOLDER = System.getenv("GRADEFLOW_REAL_DATA");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void shouldAgreeInKindsChoicesWeightsAndAnswers() throws IOException {
        assumeTrue(FOLDER != null, "GRADEFLOW_REAL_DATA names no folder of real inputs");
        List<Path> files;
        try (Stream<Path> found = Files.list(Path.of(FOLDER, "banks", "gift", "grammar-tests"))) {
            files = found.filter(file -> file.toString().endsWith(".gift")).toList();
        }
        assertThat(files).hasSizeGreaterThan(30);
        for (Path file : files) {
            List<Block> blocks =
                    ReadFile.of(new GiftReader(), Files.readAllBytes(file)).blocks();
            List<JsonNode> expected = new ArrayList<>();
            JSON.readTree(Path.of(file.toString().replace(".gift", ".json")).toFile())
                    .forEach(question -> {
                        if (!question.path("type").asText().equals("Category")) {
                            expected.add(question);
                        }
                    });
            assertThat(blocks).as(file.toString()).hasSameSizeAs(expected);
            for (int i = 0; i < blocks.size(); i++) {
                compare(file + " question " + (i + 1), blocks.get(i), expected.get(i));
            }
        }
    }

    private static void compare(String where, Block block, JsonNode expected) {
        Draft draft = block.draft();
        switch (expected.path("type").asText()) {
            case "Essay", "Description" ->
                assertThat(block.problems()).as(where).extracting(Problem::code).contains("kind-unsupported");
            case "TF" -> {
                assertThat(draft.kind()).as(where).isEqualTo(Kind.TRUE_FALSE);
                assertThat(draft.correct())
                        .as(where)
                        .containsExactly(expected.path("isTrue").asText());
            }
            case "MC" -> compareChoices(where, draft, expected.path("choices"));
            case "Short" -> {
                List<TextAnswer> answers = new ArrayList<>();
                expected.path("choices")
                        .forEach(answer -> answers.add(new TextAnswer(text(answer.path("text")), worth(answer))));
                assertThat(((TextKey) draft.key()).accepted()).as(where).isEqualTo(answers);
            }
            case "Numerical" ->
                assertThat(((NumericKey) draft.key()).accepted()).as(where).isEqualTo(ranges(expected.path("choices")));
            case "Matching" -> comparePairs(where, draft, expected.path("matchPairs"));
            default -> throw new AssertionError(where + " is of a kind that this test doesn't know");
        }
    }

    private static void compareChoices(String where, Draft draft, JsonNode choices) {
        boolean single = false;
        for (JsonNode choice : choices) {
            single |= choice.path("isCorrect").asBoolean();
        }
        List<DraftChoice> expected = new ArrayList<>();
        TreeMap<String, Fraction> weights = new TreeMap<>();
        boolean weighed = false;
        for (JsonNode choice : choices) {
            String id = String.valueOf((char) ('A' + expected.size()));
            boolean correct = choice.path("isCorrect").asBoolean();
            Fraction weight = choice.path("weight").isNull()
                    ? correct ? Fraction.ONE : Fraction.ZERO
                    : Fraction.ofPercent(new BigDecimal(choice.path("weight").asText()));
            weighed |= !choice.path("weight").isNull();
            if (weight.signum() != 0) {
                weights.put(id, weight);
            }
            expected.add(new DraftChoice(id, text(choice.path("text")), single ? correct : weight.signum() > 0));
        }
        assertThat(draft.choices()).as(where).isEqualTo(expected);
        assertThat(draft.kind()).as(where).isEqualTo(single ? Kind.SINGLE : Kind.MULTIPLE);
        ChoiceKey key = (ChoiceKey) draft.key();
        if (weighed) {
            assertThat(key.options().points()).as(where).isEqualTo(weights);
        } else {
            assertThat(key.options()).as(where).isNull();
        }
    }

    private static void comparePairs(String where, Draft draft, JsonNode pairs) {
        MatchingKey key = (MatchingKey) draft.key();
        List<String> found = draft.prompts().stream()
                .map(prompt -> prompt.text() + " -> "
                        + draft.choices().stream()
                                .filter(choice -> choice.id().equals(key.pairs().get(prompt.id())))
                                .map(DraftChoice::text)
                                .findFirst()
                                .orElseThrow())
                .toList();
        List<String> expected = new ArrayList<>();
        pairs.forEach(pair -> expected.add(
                text(pair.path("subquestion")) + " -> " + pair.path("subanswer").asText()));
        assertThat(found).as(where).isEqualTo(expected);
    }

    private static List<NumericRange> ranges(JsonNode choices) {
        List<NumericRange> ranges = new ArrayList<>();
        if (choices.isObject()) {
            ranges.add(range(choices, Fraction.ONE));
        }
        for (JsonNode choice : choices.isArray() ? choices : JSON.createArrayNode()) {
            if (!choice.path("text").path("text").asText().equals("*")) {
                ranges.add(range(choice.path("text"), worth(choice)));
            }
        }
        return ranges;
    }

    private static NumericRange range(JsonNode number, Fraction weight) {
        return number.path("type").asText().equals("high-low")
                ? new NumericRange(decimal(number.path("numberLow")), decimal(number.path("numberHigh")), weight)
                : NumericRange.around(decimal(number.path("number")), decimal(number.path("range")), weight);
    }

    private static BigDecimal decimal(JsonNode number) {
        return number.isMissingNode() ? BigDecimal.ZERO : new BigDecimal(number.asText());
    }

    private static Fraction worth(JsonNode answer) {
        return answer.path("weight").isNull()
                ? Fraction.ONE
                : Fraction.ofPercent(new BigDecimal(answer.path("weight").asText()));
    }

    private static String text(JsonNode text) {
        Format format = Format.valueOf(text.path("format").asText().toUpperCase(Locale.ROOT));
        return new GiftText(format, text.path("text").asText()).markdown();
    }
}

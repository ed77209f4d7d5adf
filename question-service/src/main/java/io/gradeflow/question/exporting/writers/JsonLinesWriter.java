package io.gradeflow.question.exporting.writers;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.NumericKey;
import io.gradeflow.grading.OptionPoints;
import io.gradeflow.grading.ScoringPolicy;
import io.gradeflow.grading.TextKey;
import io.gradeflow.grading.TextRules;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.TrueFalse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One JSON object a line; {@code docs/formats.md} has its fields. */
final class JsonLinesWriter implements QuestionWriter {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final Writer file;

    JsonLinesWriter(OutputStream file) {
        this.file = new BufferedWriter(new OutputStreamWriter(file, StandardCharsets.UTF_8));
    }

    @Override
    public void write(Draft question, List<Loss> losses) throws IOException {
        file.write(line(question));
        file.write('\n');
    }

    @Override
    public void leaveOut(Draft question, List<Loss> losses) {
        // JSON has no comments.
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    static String line(Draft question) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (question.externalId() != null) {
            fields.put("externalId", question.externalId());
        }
        fields.put("type", Fitting.name(question.kind()));
        if (!question.topics().isEmpty()) {
            fields.put("topics", question.topics());
        }
        fields.put("stem", question.stem());
        switch (question.kind()) {
            case SINGLE, MULTIPLE -> choices(question, fields);
            case TRUE_FALSE ->
                fields.put("answer", Keyed.choices(question).correct().contains(TrueFalse.TRUE));
            case SHORT_TEXT -> text(Keyed.text(question), fields);
            case NUMERIC -> numeric(Keyed.numeric(question), fields);
            case MATCHING -> matching(question, fields);
            case ORDERING -> {
                fields.put("order", Keyed.order(question));
                fields.put("scoring", Fitting.name(Keyed.ordering(question).policy()));
            }
        }
        if (Keyed.maximum(question).compareTo(BigDecimal.ONE) != 0) {
            fields.put("maximum", Keyed.maximum(question));
        }
        if (question.explanation() != null) {
            fields.put("explanation", question.explanation());
        }
        try {
            return visible(JSON.writeValueAsString(fields));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts, numbers and lists can always be written", e);
        }
    }

    private static void choices(Draft question, Map<String, Object> fields) {
        ChoiceKey key = Keyed.choices(question);
        OptionPoints options = key.options();
        List<Map<String, Object>> choices = new ArrayList<>();
        question.choices().forEach(choice -> {
            Map<String, Object> written = new LinkedHashMap<>();
            written.put("id", choice.id());
            written.put("text", choice.text());
            if (choice.correct()) {
                written.put("correct", true);
            }
            Fraction worth = options == null ? null : options.points().get(choice.id());
            if (worth != null) {
                written.put("weight", number(worth));
            }
            choices.add(written);
        });
        fields.put("choices", choices);
        fields.put("select", Map.of("min", question.selectMin(), "max", question.selectMax()));
        fields.put("scoring", Fitting.name(key.policy()));
        if (options != null && key.policy() == ScoringPolicy.MAP_RESPONSE) {
            fields.put("otherwise", number(options.otherwise()));
            fields.put("least", number(options.least()));
            fields.put("most", number(options.most()));
        }
    }

    private static void text(TextKey key, Map<String, Object> fields) {
        List<Map<String, Object>> answers = new ArrayList<>();
        key.accepted().forEach(answer -> {
            Map<String, Object> written = new LinkedHashMap<>();
            written.put("text", answer.text());
            weigh(written, answer.weight());
            answers.add(written);
        });
        fields.put("answers", answers);
        if (key.rules().caseSensitive()) {
            fields.put("caseSensitive", true);
        }
        if (key.rules().spaces() != TextRules.Spaces.COLLAPSE) {
            fields.put("spaces", Fitting.name(key.rules().spaces()));
        }
    }

    private static void numeric(NumericKey key, Map<String, Object> fields) {
        List<Map<String, Object>> answers = new ArrayList<>();
        key.accepted().forEach(range -> {
            Map<String, Object> written = new LinkedHashMap<>();
            if (range.low().compareTo(range.high()) == 0) {
                written.put("value", range.low());
            } else {
                written.put("min", range.low());
                written.put("max", range.high());
            }
            weigh(written, range.weight());
            answers.add(written);
        });
        fields.put("answers", answers);
    }

    private static void weigh(Map<String, Object> answer, Fraction weight) {
        if (!weight.equals(Fraction.ONE)) {
            answer.put("weight", number(weight));
        }
    }

    private static void matching(Draft question, Map<String, Object> fields) {
        List<Map<String, Object>> pairs = new ArrayList<>();
        Keyed.pairs(question).forEach(pair -> {
            Map<String, Object> written = new LinkedHashMap<>();
            written.put("prompt", pair.prompt());
            written.put("answer", pair.answer());
            pairs.add(written);
        });
        fields.put("pairs", pairs);
        if (!Keyed.distractors(question).isEmpty()) {
            fields.put("distractors", Keyed.distractors(question));
        }
        fields.put("scoring", Fitting.name(Keyed.matching(question).policy()));
    }

    /** A number where that is exact, else the fraction itself. */
    private static Object number(Fraction fraction) {
        return Parts.isDecimal(fraction) ? Parts.decimal(fraction) : fraction.toString();
    }

    /** What a reader of lines would leave out, escaped: characters that nobody sees, and all spaces but the plain one. */
    private static String visible(String json) {
        StringBuilder line = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char letter = json.charAt(i);
            switch (Character.getType(letter)) {
                case Character.FORMAT, Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                    escape(letter, line);
                case Character.SPACE_SEPARATOR -> {
                    if (letter == ' ') {
                        line.append(letter);
                    } else {
                        escape(letter, line);
                    }
                }
                default -> line.append(letter);
            }
        }
        return line.toString();
    }

    private static void escape(char letter, StringBuilder line) {
        line.append("\\u%04x".formatted((int) letter));
    }
}

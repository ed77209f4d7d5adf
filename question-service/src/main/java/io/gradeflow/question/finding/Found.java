package io.gradeflow.question.finding;

import io.gradeflow.events.QuestionPublished.Choice;
import io.gradeflow.platform.database.ArrayText;
import io.gradeflow.platform.database.Columns;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What the newest revision of a question is found by; made when it is first asked for, by one thread, and then kept. */
public final class Found {

    private final UUID questionId;
    private final @Nullable String externalId;
    private final List<String> texts;
    private @Nullable Set<String> wording;
    private @Nullable List<Long> sketch;

    private Found(UUID questionId, @Nullable String externalId, List<String> texts) {
        this.questionId = questionId;
        this.externalId = externalId;
        this.texts = texts;
    }

    /** @param texts stem, choices and prompts */
    public static Found of(UUID questionId, @Nullable String externalId, Stream<String> texts) {
        return new Found(questionId, externalId, texts.toList());
    }

    public static Found of(
            UUID questionId, @Nullable String externalId, String stem, List<Choice> choices, List<Choice> prompts) {
        return of(
                questionId,
                externalId,
                Stream.concat(
                        Stream.of(stem),
                        Stream.concat(choices.stream(), prompts.stream()).map(Choice::text)));
    }

    /** Keeps it with questions that are there. */
    static void write(Handle handle, List<Found> all) {
        Columns.of(all)
                .uuid("questions", Found::questionId)
                .text("words", Found::words)
                .text("sketches", Found::storedSketch)
                .bindTo(handle.createUpdate("""
                        UPDATE question SET words = array_to_tsvector(f.words::text[]), sketch = f.sketch::bigint[]
                        FROM unnest(:questions, :words, :sketches) AS f (id, words, sketch) WHERE question.id = f.id
                        """))
                .execute();
    }

    public UUID questionId() {
        return questionId;
    }

    /** The words of stem, choices and prompts. */
    public Set<String> wording() {
        Set<String> words = wording;
        if (words == null) {
            words = Words.of(texts);
            wording = words;
        }
        return words;
    }

    public List<Long> sketch() {
        List<Long> bands = sketch;
        if (bands == null) {
            bands = Sketch.of(wording());
            sketch = bands;
        }
        return bands;
    }

    /** The words of the wording and of the external id, as the text of an array. */
    public String words() {
        Set<String> all = new LinkedHashSet<>(wording());
        if (externalId != null) {
            all.addAll(Words.of(List.of(externalId)));
        }
        return ArrayText.ofTexts(all);
    }

    /** The sketch as the text of an array. */
    public String storedSketch() {
        return ArrayText.of(sketch(), band -> band);
    }
}

package io.gradeflow.question.formats.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.BlockSize;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.QuestionReader;
import io.gradeflow.question.formats.Upload;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** One JSON document: an array of the objects that JSON Lines has a line each, or something with such objects in it. */
public final class JsonReader implements QuestionReader {

    private final boolean ownAlone;
    private int number;

    public JsonReader() {
        this(false);
    }

    private JsonReader(boolean ownAlone) {
        this.ownAlone = ownAlone;
    }

    /** Of questions in the form of this system alone. */
    public static JsonReader ofOwn() {
        return new JsonReader(true);
    }

    /** Whether a line is an object in itself, and not the beginning of one. */
    public static boolean isWhole(String line) {
        try {
            return JsonLinesReader.JSON.readTree(line).isObject();
        } catch (JsonProcessingException _) {
            return false;
        }
    }

    /** Whether a line is no question itself, but has something in it in which questions may be. */
    public static boolean holdsOthers(String line) {
        try {
            JsonNode object = JsonLinesReader.JSON.readTree(line);
            boolean inner = false;
            for (JsonNode value : object) {
                inner |= value.isContainerNode();
            }
            return inner && !OtherShape.mayBeOne(object);
        } catch (JsonProcessingException _) {
            return false;
        }
    }

    @Override
    public void read(Upload file, Sink sink) throws IOException {
        JsonWalk walk = JsonWalk.of(file, ownAlone);
        JsonObjects objects = new JsonObjects(
                ownAlone,
                look -> walk.each(new JsonWalk.Elements() {
                    @Override
                    public void element(Optional<Located> element, int line) {
                        element.map(Located::node).ifPresent(look);
                    }

                    @Override
                    public void malformed(int line) {
                        // Is told when the questions are.
                    }
                }));
        walk.each(new JsonWalk.Elements() {
            @Override
            public void element(Optional<Located> element, int line) {
                sink.block(
                        element.isPresent()
                                ? objects.block(++number, element.get(), null)
                                : new Block(++number, line, null, List.of(BlockSize.refusal(line, "shorten it."))));
            }

            @Override
            public void malformed(int line) {
                sink.block(new Block(
                        ++number,
                        line,
                        null,
                        List.of(Problem.error(
                                "malformed-json",
                                line,
                                "The file is no JSON from here on, so what follows can't be read; mend"
                                        + " it, or write one object a line."))));
            }
        });
    }
}

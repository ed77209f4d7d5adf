package io.gradeflow.question.formats.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Drafting;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes questions of the objects of one file. */
final class JsonObjects {

    /** Reads a file once more. */
    interface Again {
        void each(Consumer<JsonNode> look) throws IOException;
    }

    private final boolean ownAlone;
    private final Again again;
    private final Set<String> told = new HashSet<>();
    private @Nullable NumberBase base;

    /** @param ownAlone whether questions have to be in the form of this system */
    JsonObjects(boolean ownAlone, Again again) {
        this.ownAlone = ownAlone;
        this.again = again;
    }

    /** @param lines of the question alone; null where others may stand on them */
    Block block(int number, Located located, @Nullable Span lines) {
        JsonNode object = located.node();
        int line = located.line();
        List<Problem> problems = new ArrayList<>();
        Draft draft = null;
        if (!object.isObject()) {
            problems.add(Problem.error("malformed-json", line, "This is no JSON object; write {...}."));
        } else if (!ownAlone && OtherShape.isOne(object)) {
            draft = new OtherShape(object, told, new Drafting(line, problems))
                    .draft(this::base)
                    .orElse(null);
        } else {
            draft = new JsonQuestion(new JsonFields(object, line, located.lines(), problems)).draft();
        }
        return new Block(number, line, draft, problems, List.of(), null, lines);
    }

    private NumberBase base() {
        NumberBase known = base;
        if (known != null) {
            return known;
        }
        NumberBase looked = new NumberBase();
        try {
            again.each(object -> {
                if (OtherShape.isOne(object)) {
                    looked.look(object);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        base = looked;
        return looked;
    }
}

package io.gradeflow.question.exporting.writers;

import io.gradeflow.events.QuestionPublished.Kind;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Draft.DraftChoice;
import io.gradeflow.question.formats.Markup;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Text in which right choices are marked, and every choice has its letter. Remarks are headings between lines of dashes. */
final class MarkedTextWriter implements QuestionWriter {

    private static final Pattern BLANK_LINES = Pattern.compile("\\n\\s*\\n");
    private static final Pattern LINE_ENDS = Pattern.compile("\\s*\\n\\s*");

    private final Writer file;

    MarkedTextWriter(OutputStream file) {
        this.file = new BufferedWriter(new OutputStreamWriter(file, StandardCharsets.UTF_8));
    }

    static Fitted fitted(Draft question) {
        Fitting fitting = new Fitting(question)
                .kinds(Set.of(Kind.SINGLE, Kind.MULTIPLE), "Marked text")
                .visible()
                .lettered()
                .onePoint("Marked text");
        ChoiceFitting.selectedByStem(ChoiceFitting.allOrNothing(fitting));
        if (!fitting.isLeftOut()) {
            lines(fitting);
        }
        return fitting.fitted();
    }

    /** A choice is one paragraph, and so is an explanation. */
    private static void lines(Fitting fitting) {
        DraftEdit draft = fitting.draft();
        Draft before = draft.draft();
        draft.choices = draft.choices.stream()
                .map(choice -> new DraftChoice(
                        choice.id(), LINE_ENDS.matcher(choice.text()).replaceAll(" "), choice.correct()))
                .toList();
        draft.explanation = draft.explanation == null
                ? null
                : BLANK_LINES.matcher(draft.explanation).replaceAll("\n");
        if (!draft.draft().equals(before)) {
            fitting.lose("text-changed", "Choices have no line ends, and the explanation no blank lines.");
        }
    }

    @Override
    public void write(Draft question, List<Loss> losses) throws IOException {
        remark(Remarks.of(losses));
        if (question.externalId() != null) {
            file.write("Id: " + question.externalId() + "\n");
        }
        if (!question.topics().isEmpty()) {
            file.write("Topic: " + String.join(", ", question.topics()) + "\n");
        }
        file.write("\n" + Markup.escaped(question.stem()) + "\n\n");
        for (DraftChoice choice : question.choices()) {
            file.write(choice.id() + ". " + Markup.escaped(choice.text()) + (choice.correct() ? " (Correct)" : "")
                    + "\n\n");
        }
        if (question.explanation() != null) {
            file.write("Explanation: " + Markup.escaped(question.explanation()) + "\n");
        }
        file.write("---\n");
    }

    @Override
    public void leaveOut(Draft question, List<Loss> losses) throws IOException {
        remark(Remarks.leftOut(question, losses));
    }

    /** A block of headings alone is no question. */
    private void remark(List<String> remarks) throws IOException {
        for (String remark : remarks) {
            file.write("# " + remark + "\n");
        }
        file.write(remarks.isEmpty() ? "" : "---\n");
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

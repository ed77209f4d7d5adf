package io.gradeflow.question.formats.moodle;

import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Drafting;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.QuestionReader;
import io.gradeflow.question.formats.TopicName;
import io.gradeflow.question.formats.Upload;
import io.gradeflow.question.formats.xml.XmlElement;
import io.gradeflow.question.formats.xml.XmlSource;
import io.gradeflow.question.formats.xml.XmlSource.MalformedXmlException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A {@code quiz} with a {@code question} each; one of the type {@code category} names the topic of what follows. */
public final class MoodleXmlReader implements QuestionReader {

    private List<String> topics = List.of();
    private int number;

    @Override
    public void read(Upload file, Sink sink) throws IOException {
        try (XmlSource xml = XmlSource.of(file, UnaryOperator.identity())) {
            for (Optional<String> name = xml.nextStart(); name.isPresent(); name = xml.nextStart()) {
                if (name.get().equals("question")) {
                    take(xml.element(), sink);
                }
            }
        } catch (MalformedXmlException e) {
            sink.block(new Block(
                    ++number,
                    e.line(),
                    null,
                    List.of(Problem.error(
                            "malformed-xml",
                            e.line(),
                            "What follows can't be read: " + e.getMessage()
                                    + ". Export the questions from Moodle again."))));
        }
    }

    private void take(XmlElement question, Sink sink) {
        if (question.attribute("type").equals("category")) {
            String category = question.child("category")
                    .map(found -> found.textOf("text"))
                    .orElse("");
            topics = TopicName.ofCategory(category).map(List::of).orElse(List.of());
            return;
        }
        List<Problem> problems = new ArrayList<>();
        Optional<Draft> draft = new MoodleQuestion(question, topics, new Drafting(question.line(), problems)).draft();
        sink.block(new Block(++number, question.line(), draft.orElse(null), problems));
    }
}

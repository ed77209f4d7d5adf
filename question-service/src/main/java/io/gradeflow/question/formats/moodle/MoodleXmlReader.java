package io.gradeflow.question.formats.moodle;

import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.BlockSize;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Drafting;
import io.gradeflow.question.formats.FilePictures;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.QuestionReader;
import io.gradeflow.question.formats.TopicName;
import io.gradeflow.question.formats.Upload;
import io.gradeflow.question.formats.xml.XmlElement;
import io.gradeflow.question.formats.xml.XmlSource;
import io.gradeflow.question.formats.xml.XmlSource.Inset;
import io.gradeflow.question.formats.xml.XmlSource.MalformedXmlException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A {@code quiz} with a {@code question} each; one of the type {@code category} names the topic of what follows. */
public final class MoodleXmlReader implements QuestionReader {

    private final List<Problem> waiting = new ArrayList<>();
    private final FilePictures pictures = new FilePictures();
    private final MoodleText texts = new MoodleText(pictures);
    private List<String> topics = List.of();
    private int number;

    @Override
    public void read(Upload file, Sink sink) throws IOException {
        Inset files = new Inset(MoodleText.FILE, (attributes, text) -> MoodleText.take(pictures, attributes, text));
        try (XmlSource xml = XmlSource.of(file, UnaryOperator.identity(), files)) {
            for (Optional<String> name = xml.nextStart(); name.isPresent(); name = xml.nextStart()) {
                if (name.get().equals("question")) {
                    pictures.next();
                    XmlElement question = xml.element();
                    take(question, xml.isCut(), sink);
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

    private void take(XmlElement question, boolean cut, Sink sink) {
        if (question.attribute("type").equals("category")) {
            takeCategory(question);
            return;
        }
        List<Problem> problems = new ArrayList<>(waiting);
        waiting.clear();
        Optional<Draft> draft = Optional.empty();
        if (cut) {
            problems.add(BlockSize.refusal(question.line(), "shorten it."));
        } else {
            draft = new MoodleQuestion(question, topics, texts, new Drafting(question.line(), problems)).draft();
        }
        pictures.hand(pictures.block(++number, question.line(), draft.orElse(null), problems, null), sink);
    }

    private void takeCategory(XmlElement question) {
        String category =
                question.child("category").map(found -> found.textOf("text")).orElse("");
        Optional<String> path = TopicName.ofCategory(category);
        if (path.isEmpty() && !TopicName.isTop(category)) {
            waiting.add(TopicName.ignored(category, question.line()));
        }
        topics = path.map(List::of).orElse(List.of());
    }
}

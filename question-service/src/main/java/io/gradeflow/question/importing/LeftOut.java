package io.gradeflow.question.importing;

import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.asset.BroughtPicture;
import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.QuestionReader;
import io.gradeflow.question.topic.TopicEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Questions of a file that somebody doesn't want. The file is read as it is, so that leaving one out changes nothing in what the
 * others are: neither remarks above the next one nor a list of answers for all of them go along.
 *
 * @param numbers of questions in the file, from 1
 */
record LeftOut(Set<Integer> numbers) {

    static final LeftOut NONE = new LeftOut(Set.of());

    private static final Pattern NUMBERS = Pattern.compile("[1-9]\\d{0,6}(?:,[1-9]\\d{0,6})*");
    private static final int MOST = 400;

    LeftOut {
        numbers = Set.copyOf(numbers);
    }

    /**
     * @param numbers with commas between; empty for none
     * @throws ProblemException with 400 for anything else
     */
    static LeftOut of(String numbers) {
        if (numbers.isEmpty()) {
            return NONE;
        }
        if (!NUMBERS.matcher(numbers).matches()) {
            throw invalid("Name the numbers of questions in the file, from 1, with commas between: leaveOut=2,5.");
        }
        Set<Integer> found = Stream.of(numbers.split(",")).map(Integer::valueOf).collect(Collectors.toSet());
        if (found.size() > MOST) {
            throw invalid("Leave out " + MOST + " questions at most; take others out of the file.");
        }
        return new LeftOut(found);
    }

    /**
     * A misspelt number must not let in what somebody wanted to leave out.
     *
     * @throws ProblemException with 400 where the file has fewer questions
     */
    void requireIn(int questions) {
        numbers.stream().filter(number -> number > questions).findFirst().ifPresent(number -> {
            throw invalid("There is no question " + number + " in the file; it has " + questions + ".");
        });
    }

    /** What goes on to the other sink. */
    QuestionReader.Sink before(QuestionReader.Sink sink) {
        return numbers.isEmpty() ? sink : new Without(sink);
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(PlatformError.INVALID_FIELD, detail).field("leaveOut");
    }

    private final class Without implements QuestionReader.Sink {

        private final QuestionReader.Sink sink;
        /** Those that came with questions that are left out, for others may show them, too. */
        private final Map<String, byte[]> pictures = new HashMap<>();

        private boolean passes = true;

        Without(QuestionReader.Sink sink) {
            this.sink = sink;
        }

        @Override
        public void taxonomy(List<TopicEntry> entries) {
            sink.taxonomy(entries);
        }

        @Override
        public void file(String name, String format) {
            sink.file(name, format);
        }

        @Override
        public void block(Block block) {
            passes = !numbers.contains(block.number());
            if (!passes) {
                return;
            }
            sink.block(block);
            for (BroughtPicture picture : block.pictures()) {
                byte[] content = pictures.remove(picture.digest());
                if (content != null) {
                    sink.picture(picture.digest(), content);
                }
            }
        }

        @Override
        public void picture(String digest, byte[] content) {
            if (passes) {
                sink.picture(digest, content);
            } else {
                pictures.put(digest, content);
            }
        }
    }
}

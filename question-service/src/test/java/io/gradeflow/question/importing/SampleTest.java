package io.gradeflow.question.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.ReadFile;
import io.gradeflow.question.formats.marked.MarkedTextReader;
import io.gradeflow.question.topic.KeywordRules;
import io.gradeflow.question.topic.Taxonomy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the bank that is shipped to what it is meant to show. */
class SampleTest {

    static final Path SAMPLE = Path.of(System.getProperty("gradeflow.root"), "samples", "aws-ml-engineer");

    @Test
    void shouldHaveQuestionsOfBothKindsEachWithAnExplanation() throws Exception {
        List<Block> blocks = sample().blocks();

        assertThat(blocks).hasSizeGreaterThanOrEqualTo(60).allSatisfy(block -> {
            assertThat(block.problems()).isEmpty();
            assertThat(block.draft().explanation()).isNotBlank();
            assertThat(block.draft().externalId()).isNotBlank();
        });
        long several = blocks.stream()
                .filter(block -> block.draft().correct().size() > 1)
                .count();
        assertThat(several * 5).isGreaterThanOrEqualTo(blocks.size());
    }

    @Test
    void shouldKnowEveryTopicThatAQuestionNamesAndTagTheRest() throws Exception {
        Taxonomy taxonomy = Taxonomy.parse(Files.readString(SAMPLE.resolve("topics.yaml")));
        List<String> known =
                taxonomy.entries().stream().map(entry -> entry.path()).toList();
        KeywordRules rules = new KeywordRules(taxonomy.entries());

        assertThat(sample().blocks()).allSatisfy(block -> {
            assertThat(known).containsAll(block.draft().topics());
            if (block.draft().topics().isEmpty()) {
                assertThat(rules.topicsOf(block.draft().searchedText()))
                        .as(block.draft().stem())
                        .isNotEmpty();
            }
        });
    }

    private static ReadFile sample() throws Exception {
        return ReadFile.of(new MarkedTextReader(), Files.readAllBytes(SAMPLE.resolve("questions.txt")));
    }
}

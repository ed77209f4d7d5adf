package io.gradeflow.question.importing;

import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.ReadFile;
import io.gradeflow.question.formats.marked.MarkedTextReader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gradeflow.question.topic.KeywordRules;
import io.gradeflow.question.topic.Taxonomy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Documents that other people wrote, in the folder that {@code GRADEFLOW_REAL_DATA} names. */
@Tag("real-data")
class RealDataTest {

    private static final String FOLDER = System.getenv("GRADEFLOW_REAL_DATA");

    @BeforeEach
    void needRealData() {
        assumeTrue(FOLDER != null, "GRADEFLOW_REAL_DATA names no folder of real inputs");
    }

    @Test
    void shouldReadTheSeedDocumentWholeAndTagAllOfIt() throws Exception {
        Taxonomy taxonomy = Taxonomy.parse(Files.readString(SampleTest.SAMPLE.resolve("topics.yaml")));
        KeywordRules rules = new KeywordRules(taxonomy.entries());

        for (Path file : files("seed")) {
            List<Block> blocks =
                    ReadFile.of(new MarkedTextReader(), Files.readAllBytes(file)).blocks();

            assertThat(blocks)
                    .hasSize(25)
                    .allSatisfy(block -> assertThat(block.problems()).isEmpty());
            assertThat(blocks)
                    .filteredOn(block -> block.draft().selectMax() == 1)
                    .hasSize(24);
            assertThat(blocks)
                    .filteredOn(block -> block.draft().selectMin() == 2)
                    .hasSize(1);
            assertThat(blocks)
                    .allSatisfy(block -> assertThat(rules.topicsOf(block.draft().searchedText()))
                            .as(block.draft().stem())
                            .isNotEmpty());
        }
    }

    /** Whatever a file is, it ends in verdicts. */
    @Test
    void shouldEndEveryOtherDocumentInVerdictsToo() throws Exception {
        for (Path file : files("banks")) {
            for (Format format : Format.values()) {
                List<Block> blocks =
                        ReadFile.of(format.reader(), Files.readAllBytes(file)).blocks();

                assertThat(blocks)
                        .as(file.toString())
                        .allSatisfy(block -> assertThat(block.draft() != null
                                        || block.problems().stream().anyMatch(Problem::isError))
                                .isTrue());
            }
        }
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(FOLDER, folder))) {
            List<Path> found = files.filter(Files::isRegularFile).toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }
}

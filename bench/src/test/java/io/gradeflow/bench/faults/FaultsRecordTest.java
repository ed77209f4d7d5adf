package io.gradeflow.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.report.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsRecordTest {

    private final Round sound = new Round(
            1,
            "killed",
            "kafka",
            "killed, and started again",
            "a key was corrected",
            9,
            500,
            1,
            12,
            4_200,
            61_000,
            List.of());
    private final Round other = new Round(
            2, "cut", "postgres", "8 connections cut", "", 8, 400, 0, 3, 900, 59_000, List.of("an answer is missing"));

    @Test
    void shouldTellEachRoundAndWhatWasFound() {
        FaultsRecord record = record(2, List.of(sound, other));

        assertThat(record.isSound()).isFalse();
        assertThat(record.text())
                .contains("seed 42, 60 clients")
                .contains("Rounds: 2 of 2 planned, of which in 1 every acknowledged answer counted once")
                .contains("Answers acknowledged: 900; errors that clients met and sent the same again: 15; 2 minutes.")
                .contains(
                        "`./gradeflow faults --seed 42 --rounds 2 --clients 60 --kinds killed,cut`, where these 2 can be"
                                + " had: killed: kafka, cut: postgres.")
                .contains("| kafka killed ")
                .contains("| 1. kafka killed: killed, and started again; meanwhile a key was corrected ")
                .contains("| 2. postgres cut: 8 connections cut ")
                .contains("- The clock is not stepped.")
                .contains("- **found** in round 2: an answer is missing");
    }

    @Test
    void shouldBeWrittenAsJsonToo(@TempDir Path directory) throws IOException {
        FaultsRecord record = record(1, List.of(sound));

        record.write(directory);

        JsonNode json =
                new JsonMapper().readTree(directory.resolve(FaultsRecord.JSON).toFile());
        assertThat(record.isSound()).isTrue();
        assertThat(json.path("seed").asLong()).isEqualTo(42);
        assertThat(json.path("kinds")).hasSize(2);
        assertThat(json.path("startedAt").asText()).isEqualTo("2026-11-26T10:00:00Z");
        assertThat(json.at("/rounds/0/awayMillis").asInt()).isEqualTo(4_200);
        assertThat(directory.resolve(FaultsRecord.PAGE)).hasContent(record.text());
    }

    @Test
    void shouldBeGoneOnWithWhereTheSameFaultsCanBeHad(@TempDir Path directory) {
        record(2, List.of(sound)).write(directory);

        FaultsRecord left = FaultsRecord.read(directory);

        assertThat(left).isEqualTo(record(2, List.of(sound)));
        assertThat(left.of(List.of("killed: kafka", "cut: postgres"), List.of("One less."))
                        .next())
                .isEqualTo(2);
        assertThatThrownBy(() -> left.of(List.of("killed: kafka"), List.of()))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("begin anew");
    }

    @Test
    void shouldSayThatThereIsNoneToGoOnWith(@TempDir Path directory) {
        assertThatThrownBy(() -> FaultsRecord.read(directory))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("There is no record in " + directory.resolve(FaultsRecord.JSON));
    }

    @Test
    void shouldNotBeSoundWhileRoundsAreMissing() {
        assertThat(record(2, List.of(sound)).isSound()).isFalse();
        assertThat(record(1, List.of(sound)).isSound()).isTrue();
    }

    private static FaultsRecord record(int planned, List<Round> rounds) {
        return new FaultsRecord(
                "2026-11-26T10:00:00Z",
                42,
                60,
                List.of("killed", "cut"),
                List.of("killed: kafka", "cut: postgres"),
                planned,
                new Machine("two processors", "some software"),
                List.of("The clock is not stepped."),
                rounds);
    }
}

package io.gradeflow.bench.faults;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.report.Figure;
import io.gradeflow.bench.report.Machine;
import io.gradeflow.bench.report.MarkdownTable;
import io.gradeflow.bench.report.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All rounds of a run.
 *
 * @param startedAt in the form of an instant
 * @param seed from which the order of faults and their lengths follow
 * @param clients who answered at the same time
 * @param kinds only these were wanted; all if there are none
 * @param drawn all faults of these kinds that can be had here, in the order from which the seed draws
 * @param planned how many rounds there shall be
 * @param missing faults that could not be had here, and why
 */
record FaultsRecord(
        String startedAt,
        long seed,
        int clients,
        List<String> kinds,
        List<String> drawn,
        int planned,
        Machine machine,
        List<String> missing,
        List<Round> rounds) {

    static final String PAGE = "faults.md";
    static final String JSON = "faults.json";

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * The one that an earlier run has left, for whoever goes on with it.
     *
     * @throws BenchException if there is none
     */
    static FaultsRecord read(Path directory) {
        Path file = directory.resolve(JSON);
        try {
            return MAPPER.readValue(file.toFile(), FaultsRecord.class);
        } catch (IOException e) {
            throw new BenchException("There is no record in " + file + " to go on with: " + e.getMessage(), e);
        }
    }

    /**
     * The same once it is known what can be had.
     *
     * @throws BenchException if rounds were played where other faults could be had: the next ones wouldn't be those that follow
     */
    FaultsRecord of(List<String> faults, List<String> notHad) {
        if (!rounds.isEmpty() && !drawn.equals(faults)) {
            throw new BenchException("The rounds so far drew from other faults than can be had here; begin anew.");
        }
        return new FaultsRecord(
                startedAt, seed, clients, kinds, faults, planned, machine, notHad, new ArrayList<>(rounds));
    }

    /** Rounds are counted from 1. */
    int next() {
        return rounds.size() + 1;
    }

    /** Whether all rounds that were planned are done, and nothing was found in any. */
    boolean isSound() {
        return rounds.size() == planned && rounds.stream().allMatch(Round::isSound);
    }

    /** What has the same faults in the same order, on a machine that allows as many. */
    String command() {
        return "./gradeflow faults --seed " + seed + " --rounds " + planned + " --clients " + clients
                + (kinds.isEmpty() ? "" : " --kinds " + String.join(",", kinds));
    }

    /** For people, in Markdown. */
    String text() {
        StringBuilder text = new StringBuilder("# Faults\n\n");
        text.append("Run of %s on %s; %s; seed %d, %d clients.%n%n"
                .formatted(startedAt, machine.hardware(), machine.software(), seed, clients));
        long sound = rounds.stream().filter(Round::isSound).count();
        text.append(
                ("Rounds: %d of %d planned, of which in %d every acknowledged answer counted once, the proof was equal and no"
                                + " service needed a hand. Answers acknowledged: %d; errors that clients met and sent the same"
                                + " again: %d; %d minutes.%n")
                        .formatted(
                                rounds.size(),
                                planned,
                                sound,
                                rounds.stream().mapToLong(Round::acknowledged).sum(),
                                rounds.stream().mapToLong(Round::errors).sum(),
                                Duration.ofMillis(rounds.stream()
                                                .mapToLong(Round::tookMillis)
                                                .sum())
                                        .toMinutes()));
        text.append("%nThe same faults in the same order: `%s`, where these %d can be had: %s.%n"
                .formatted(command(), drawn.size(), String.join(", ", drawn)));
        text.append("\nBy fault.\n\n").append(MarkdownTable.of(byFault()));
        text.append("\nRound by round.\n\n").append(MarkdownTable.of(byRound()));
        text.append('\n');
        missing.forEach(sentence -> text.append("- ").append(sentence).append('\n'));
        rounds.forEach(round -> round.findings()
                .forEach(finding -> text.append("- **found** in round ")
                        .append(round.number())
                        .append(": ")
                        .append(finding)
                        .append('\n')));
        return text.toString();
    }

    private List<Row> byFault() {
        SortedMap<String, List<Round>> faults = new TreeMap<>();
        for (Round round : rounds) {
            faults.computeIfAbsent(name(round), _ -> new ArrayList<>()).add(round);
        }
        return faults.entrySet().stream()
                .map(fault -> new Row(fault.getKey(), figures(fault.getValue())))
                .toList();
    }

    private static Map<String, Figure> figures(List<Round> rounds) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put("rounds", Figure.count(rounds.size()));
        figures.put(
                "acknowledged",
                Figure.count(rounds.stream().mapToLong(Round::acknowledged).sum()));
        figures.put(
                "errors", Figure.count(rounds.stream().mapToLong(Round::errors).sum()));
        figures.put(
                "all up again, at most",
                new Figure(rounds.stream().mapToLong(Round::awayMillis).max().orElse(0) / 1000.0, "s"));
        figures.put(
                "findings",
                Figure.count(rounds.stream()
                        .mapToLong(round -> round.findings().size())
                        .sum()));
        return figures;
    }

    private List<Row> byRound() {
        return rounds.stream()
                .map(round -> {
                    Map<String, Figure> figures = new LinkedHashMap<>();
                    figures.put("attempts", Figure.count(round.attempts()));
                    figures.put("acknowledged", Figure.count(round.acknowledged()));
                    figures.put("of unknown fate", Figure.count(round.unknown()));
                    figures.put("errors", Figure.count(round.errors()));
                    figures.put("all up again", new Figure(round.awayMillis() / 1000.0, "s"));
                    figures.put("took", new Figure(round.tookMillis() / 1000.0, "s"));
                    figures.put("findings", Figure.count(round.findings().size()));
                    return new Row(round.number() + ". " + name(round) + ": " + words(round), figures);
                })
                .toList();
    }

    private static String words(Round round) {
        String effect = round.effect().isEmpty() ? "broken off" : round.effect();
        return round.meanwhile().isEmpty() ? effect : effect + "; meanwhile " + round.meanwhile();
    }

    private static String name(Round round) {
        return round.target() + " " + round.kind();
    }

    /**
     * Writes the page and the same as JSON, in place of those of before.
     *
     * @throws BenchException if the directory can't be written
     */
    void write(Path directory) {
        try {
            Files.createDirectories(directory);
            replace(directory.resolve(PAGE), text().getBytes(StandardCharsets.UTF_8));
            replace(directory.resolve(JSON), MAPPER.writeValueAsBytes(this));
        } catch (IOException e) {
            throw new BenchException("Can't write to " + directory + ": " + e.getMessage(), e);
        }
    }

    /** Whoever is killed meanwhile leaves the one of before. */
    private static void replace(Path file, byte[] content) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.write(unfinished, content);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}

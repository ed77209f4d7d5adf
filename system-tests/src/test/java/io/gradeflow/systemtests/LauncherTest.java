package io.gradeflow.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.bench.crowd.KeyedBank;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

@OnTheSystem
@DisabledIfEnvironmentVariable(
        named = "GRADEFLOW_CONTAINER_TESTS",
        matches = "true",
        disabledReason = "the launcher starts processes of its own, and no containers")
class LauncherTest {

    private final SystemUnderTest system;

    LauncherTest(SystemUnderTest system) {
        this.system = system;
    }

    @Test
    void shouldSayThatItIsUpAlreadyAndSucceed() {
        SystemUnderTest.Command up = system.command(List.of("up"));

        assertThat(up.exitCode()).as(up.output()).isZero();
        assertThat(up.output()).contains("up already").contains("./gradeflow token");
    }

    @Test
    void shouldSayWhatRunsWhere() {
        SystemUnderTest.Command status = system.command(List.of("status"));

        assertThat(status.exitCode()).as(status.output()).isZero();
        assertThat(status.output())
                .contains("kafka", "postgres", "oidc", "grader-service")
                .doesNotContain("not running");
    }

    @Test
    void shouldPrintATokenAndNothingElse() {
        SystemUnderTest.Command token = system.command(List.of("token", "--user", "grace", "--role", "author"));

        assertThat(token.exitCode()).isZero();
        assertThat(token.output()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+\\R");
    }

    @Test
    void shouldPrintVerdictsWithTheirPlaceAndFailWhenAQuestionWasRejected(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("questions.txt");
        Files.writeString(file, "One?\n\na (Correct)\n\nb\n---\nTwo?\n\na\n\nb\n");
        String bank = "bank-" + UUID.randomUUID().toString().substring(0, 8);

        SystemUnderTest.Command imported = system.command(List.of("import", file.toString(), "--bank", bank));

        assertThat(imported.exitCode()).as(imported.output()).isEqualTo(1);
        assertThat(imported.output())
                .contains(file + ":1", file + ":7", "No choice is marked as correct")
                .contains("1 imported, 0 updated, 0 unchanged, 1 rejected");
        SystemUnderTest.Command dryRun =
                system.command(List.of("import", file.toString(), "--bank", "new-" + bank, "--dry-run"));
        assertThat(dryRun.exitCode()).isEqualTo(1);
        assertThat(dryRun.output()).contains("There is no bank new-" + bank);
    }

    @Test
    void shouldWriteABankToAFileAndSayWhatItCantHold(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("questions.jsonl");
        Files.writeString(file, """
                {"externalId":"a","type":"true-false","stem":"Water is wet.","answer":true}
                {"externalId":"b","type":"ordering","stem":"Sort","order":["tape","disk"]}
                """);
        String bank = "bank-" + UUID.randomUUID().toString().substring(0, 8);
        SystemUnderTest.Command imported = system.command(List.of("import", file.toString(), "--bank", bank));
        assertThat(imported.exitCode()).as(imported.output()).isZero();
        Path gift = directory.resolve("questions.gift");

        SystemUnderTest.Command exported = system.command(List.of("export", bank, gift.toString()));

        assertThat(exported.exitCode()).as(exported.output()).isEqualTo(1);
        assertThat(exported.output())
                .contains("2 b", "left out", "GIFT can't hold questions of the kind ordering.")
                .contains("1 whole, 0 changed, 1 left out (gift)");
        assertThat(gift).content().contains("Water is wet.");
        SystemUnderTest.Command unknown = system.command(
                List.of("export", "no-" + bank, directory.resolve("none.csv").toString()));
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.output()).contains("No bank has the slug no-" + bank);
        assertThat(directory.resolve("none.csv")).doesNotExist();
    }

    @Test
    void shouldPrintATableOfTheFilesOfAFolderWithoutABank(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("a.txt"), "One?\n\na (Correct)\n\nb\n---\nTwo?\n\na\n\nb\n");
        Files.writeString(directory.resolve("b.txt"), "Water is wet. {T}\n");
        Files.writeString(directory.resolve("c.pdf"), "%PDF-1.7");
        Files.writeString(directory.resolve(".hidden"), "Water is dry. {F}\n");

        SystemUnderTest.Command table = system.command(List.of("import", "--dry-run", directory.toString()));

        assertThat(table.exitCode()).as(table.output()).isEqualTo(1);
        assertThat(table.output().lines())
                .anyMatch(line -> line.matches(".*a\\.txt +marked-text +2 +1 +1 +0 +no-correct-choice 1 *"))
                .anyMatch(line -> line.matches(".*b\\.txt +gift +1 +1 +0 +0 *"))
                .anyMatch(line -> line.matches(".*c\\.pdf .*The file is a PDF.*"))
                .anyMatch(line -> line.equals("3 questions: 2 imported, 1 rejected; 0 warnings, 1 files refused"))
                .noneMatch(line -> line.contains(".hidden"));
    }

    @Test
    void shouldLoadResponsesAndFailWhereALineWasBad(@TempDir Path directory) throws IOException {
        KeyedBank bank = KeyedBank.create(system);
        String question = Client.author(system)
                .request()
                .get("/banks/" + bank.slug() + "/questions?limit=1")
                .path("items[0].id");
        Path file = directory.resolve("history.csv");
        Files.writeString(
                file,
                "externalId,learner,bank,question,choices\n1,ada,%1$s,%2$s,A\n2,ada,%1$s,q-0,A\n"
                        .formatted(bank.slug(), question));

        SystemUnderTest.Command loaded = system.command(List.of("responses", file.toString()));

        assertThat(loaded.exitCode()).as(loaded.output()).isEqualTo(1);
        assertThat(loaded.output())
                .contains(file + ":3", "has no question q-0")
                .contains("2 lines, 1 stored in 1 attempts, 0 repeated, 1 bad");
    }

    @Test
    void shouldRefuseWhatItDoesNotKnow() {
        assertThat(system.command(List.of("upp")).exitCode()).isEqualTo(2);

        SystemUnderTest.Command king = system.command(List.of("token", "--role", "king"));
        assertThat(king.exitCode()).isEqualTo(1);
        assertThat(king.output()).contains("--role takes");
    }
}

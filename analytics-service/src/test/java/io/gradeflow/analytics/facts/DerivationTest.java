package io.gradeflow.analytics.facts;

import static io.gradeflow.events.AttemptFinished.Ending.FINISHED;
import static io.gradeflow.events.AttemptFinished.Ending.VOIDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.gradeflow.analytics.Sitter;
import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.AttemptFinished;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What is derived at once is what was counted event by event; {@link CountingTest} compares both for many events. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "analytics"))
class DerivationTest {

    private static final Instant MORNING = Instant.parse("2026-03-01T08:00:00.123456Z");

    private final UUID bank = UUID.randomUUID();
    private final UUID question = UUID.randomUUID();
    private final Sitter practice =
            new Sitter(bank, "learner-" + bank, "practice").at(MORNING).taking(1_000);

    @Inject
    AgroalDataSource dataSource;

    @Inject
    Jdbi jdbi;

    @Test
    void shouldKeepEveryCharacterOfWhatIsTold() {
        List<String> odd = List.of(
                "back\\slash",
                "\\N",
                "\\.",
                "tab\tand\nlines\r\n",
                "\"quoted\", {braced}",
                "ä漢\uD83D\uDE00",
                "NULL",
                " ");
        Sitter sitter = new Sitter(bank, "learner \\t\t" + bank, "prac\\tice")
                .in(odd.toArray(String[]::new))
                .by("blue\\print\n\uD83D\uDE00")
                .at(MORNING);
        List<AnswerGraded> grades = List.of(
                sitter.regraded(question, 1, "back\\slash \"quoted\"", true),
                practice.graded(question, 1, 1, true),
                practice.cleared(UUID.randomUUID(), 2),
                practice.withdrawn(UUID.randomUUID(), 1, 2));
        List<AttemptFinished> endings = List.of(sitter.ended(1, FINISHED, 1, question));
        count(grades, endings);

        assertThat(FreshTables.derive(dataSource, jdbi, bank, grades, endings)).isEmpty();
    }

    /** Of the same versions that differ, as after somebody restored a database, the first one holds wherever they are counted. */
    @Test
    void shouldKeepTheFirstOfTheSameVersions() {
        Sitter exam = new Sitter(bank, "learner-" + bank, "exam").at(MORNING);
        List<AnswerGraded> grades = List.of(
                practice.graded(question, 1, 1, true),
                practice.graded(question, 1, 1, false),
                exam.graded(question, 1, 1, true));
        List<AttemptFinished> endings =
                List.of(exam.ended(2, FINISHED, 1, question), exam.ended(2, VOIDED, 1, question));
        count(grades, endings);

        assertThat(FreshTables.derive(dataSource, jdbi, bank, grades, endings)).isEmpty();
        assertThat(FreshTables.derive(dataSource, jdbi, bank, grades.reversed(), endings.reversed()))
                .isNotEmpty();
    }

    @Test
    void shouldGoOnFromTablesInsteadOfWhatTheyWereMadeOf() {
        Sitter exam = new Sitter(bank, "learner-" + bank, "exam").at(MORNING);
        Sitter later = practice.at(MORNING.plusSeconds(60));
        count(
                List.of(practice.graded(question, 1, 1, true), exam.graded(question, 1, 1, true)),
                List.of(exam.ended(1, FINISHED, 1, question)));
        List<AnswerGraded> since = List.of(
                practice.cleared(question, 2), later.again(question, false), exam.graded(question, 1, 2, false));

        assertThat(FreshTables.deriveOn(dataSource, jdbi, bank, since)).isNotEmpty();
        count(since, List.of());
        assertThat(FreshTables.deriveOn(dataSource, jdbi, bank, since)).isEmpty();
        assertThat(FreshTables.deriveOn(dataSource, jdbi, bank, List.of())).isEmpty();
    }

    private void count(List<AnswerGraded> grades, List<AttemptFinished> endings) {
        grades.forEach(grade -> jdbi.useTransaction(handle -> FactTables.apply(handle, List.of(grade))));
        endings.forEach(ending -> jdbi.useTransaction(handle -> EndingTables.apply(handle, List.of(ending))));
    }
}

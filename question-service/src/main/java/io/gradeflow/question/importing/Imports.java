package io.gradeflow.question.importing;

import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.QuestionError;
import io.gradeflow.question.bank.BankRow;
import io.gradeflow.question.formats.Upload;
import io.gradeflow.question.publishing.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Imports files, each in one transaction: all its good questions or, if anything fails, none.
 *
 * <p>The upload is spooled first, so that a slow sender never holds the bank's lock.
 */
@ApplicationScoped
class Imports {

    private record Outcome(BankRow bank, int revision, List<Verdict> verdicts) {}

    private final Jdbi jdbi;
    private final Publisher publisher;
    private final InstantSource clock;

    Imports(Jdbi jdbi, Publisher publisher, InstantSource clock) {
        this.jdbi = jdbi;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * @param format a format's name, or {@code auto}
     * @param dryRun gives the verdicts and changes nothing
     * @throws ProblemException with 404 for an unknown bank, 400 for an unknown format or a file without any question
     */
    ImportReport importFile(String slug, InputStream upload, String format, boolean dryRun, String author)
            throws IOException {
        return spooled(upload, file -> {
            Format found = Format.of(format, file);
            Outcome outcome = jdbi.inTransaction(handle -> importInto(handle, slug, file, found, dryRun, author));
            boolean published = !dryRun && publisher.publishSoon(outcome.bank().id(), outcome.revision());
            return ImportReport.of(found, file.encoding(), dryRun, published, outcome.verdicts());
        });
    }

    /**
     * The verdicts that an empty bank would give; nothing is stored.
     *
     * @param format a format's name, or {@code auto}
     * @throws ProblemException with 400 for an unknown format or a file without any question
     */
    ImportReport check(InputStream upload, String format) throws IOException {
        return spooled(upload, file -> {
            Format found = Format.of(format, file);
            FileCheck check = new FileCheck();
            found.reader().read(file, check);
            requireQuestions(check.verdicts(), found);
            return ImportReport.of(found, file.encoding(), true, false, check.verdicts());
        });
    }

    private interface Work {
        ImportReport on(Upload file) throws IOException;
    }

    private static ImportReport spooled(InputStream upload, Work work) throws IOException {
        Path spool = Files.createTempFile("gradeflow-import-", ".spool");
        try {
            Files.copy(upload, spool, StandardCopyOption.REPLACE_EXISTING);
            return work.on(Upload.of(() -> new BufferedInputStream(Files.newInputStream(spool))));
        } finally {
            Files.deleteIfExists(spool);
        }
    }

    private Outcome importInto(Handle handle, String slug, Upload file, Format format, boolean dryRun, String author)
            throws IOException {
        BankRow bank = BankRow.locked(handle, slug);
        FileImport running = new FileImport(handle, bank, author, clock.instant());
        format.reader().read(file, running);
        List<Verdict> verdicts = running.finish();
        requireQuestions(verdicts, format);
        if (dryRun) {
            handle.rollback();
        }
        return new Outcome(bank, running.revision(), verdicts);
    }

    private static void requireQuestions(List<Verdict> verdicts, Format format) {
        if (verdicts.isEmpty()) {
            throw new ProblemException(
                    QuestionError.NO_QUESTIONS,
                    "Nothing in the file reads as a question in the format " + format.parameter()
                            + ". Is it empty, or in another format? See docs/formats.md for what can be read.");
        }
    }
}

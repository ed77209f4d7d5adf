package io.gradeflow.question.importing;

import io.gradeflow.platform.database.Transactions;
import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.bank.BankRow;
import io.gradeflow.question.formats.Upload;
import io.gradeflow.question.publishing.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Imports files, each in one transaction: all its good questions or, if anything fails, none.
 *
 * <p>The upload is put aside first, and read to its end, so that neither a slow sender nor a long file ever holds the bank's lock.
 */
@ApplicationScoped
class Imports {

    /** Whose verdicts are told at once. */
    static final int MOST_AT_ONCE = 20_000;

    /** @param revision the bank's after it */
    record Outcome(UUID bankId, int revision) {}

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
     * @throws ProblemException with 404 for an unknown bank, 400 for an unknown format, a file without any question or one that has fewer
     *     than are left out, 413 for one
     *     with more than {@value #MOST_AT_ONCE}, 503 while others have the bank for too long
     */
    ImportReport importFile(
            String slug, InputStream upload, String format, LeftOut leftOut, boolean dryRun, String author)
            throws IOException {
        jdbi.useHandle(handle -> BankRow.of(handle, slug));
        return received(upload, (file, bytes) -> {
            Format found = Format.of(format, file);
            try (ReadParts parts = ReadParts.read(file, bytes, found, MOST_AT_ONCE, questions -> {})) {
                VerdictList verdicts = new VerdictList();
                Outcome outcome = jdbi.inTransaction(handle -> {
                    Outcome imported =
                            importInto(handle, BankRow.locked(handle, slug), parts, leftOut, author, verdicts);
                    if (dryRun) {
                        handle.rollback();
                    }
                    return imported;
                });
                boolean published = !dryRun && publisher.publishSoon(outcome.bankId(), outcome.revision());
                return ImportReport.of(found, file.encoding(), dryRun, published, verdicts);
            }
        });
    }

    /**
     * The verdicts that an empty bank would give; nothing is stored. Of a file with more than {@value #MOST_AT_ONCE} questions, those
     * are told that have problems.
     *
     * @param format a format's name, or {@code auto}
     * @throws ProblemException with 400 for an unknown format or a file without any question, 413 for one with more than
     *     {@value ImportRun#MOST_QUESTIONS}, or of which there is more to say than an answer holds
     */
    ImportReport check(InputStream upload, String format) throws IOException {
        return received(upload, (file, bytes) -> {
            Format found = Format.of(format, file);
            try (ReadParts parts = ReadParts.read(file, bytes, found, ImportRun.MOST_QUESTIONS, questions -> {})) {
                VerdictList verdicts = new VerdictList(MOST_AT_ONCE, "Check it in parts.");
                parts.replay(new FileCheck(verdicts));
                return ImportReport.of(found, file.encoding(), true, false, verdicts);
            }
        });
    }

    /** Into a locked bank. */
    Outcome importInto(
            Handle handle, BankRow bank, ReadParts parts, LeftOut leftOut, String author, VerdictSink verdicts)
            throws IOException {
        leftOut.requireIn(parts.questions());
        Transactions.keepPlans(handle, parts.questions());
        try (FileImport running = new FileImport(handle, bank, author, clock.instant(), verdicts)) {
            parts.replay(leftOut.before(running));
            running.finish();
            return new Outcome(bank.id(), running.revision());
        }
    }

    private interface Work {
        ImportReport on(Upload file, long bytes) throws IOException;
    }

    /** A small file stays in memory. */
    private static ImportReport received(InputStream upload, Work work) throws IOException {
        byte[] beginning = upload.readNBytes(ReadParts.SMALL + 1);
        if (beginning.length <= ReadParts.SMALL) {
            return work.on(Upload.of(() -> new ByteArrayInputStream(beginning)), beginning.length);
        }
        Path spool = spool(new SequenceInputStream(new ByteArrayInputStream(beginning), upload));
        try {
            return work.on(upload(spool), Files.size(spool));
        } finally {
            Files.deleteIfExists(spool);
        }
    }

    /** The file on disk; whoever asks for it deletes it. */
    static Path spool(InputStream upload) throws IOException {
        Path spool = Files.createTempFile("gradeflow-import-", ".spool");
        try {
            Files.copy(upload, spool, StandardCopyOption.REPLACE_EXISTING);
            return spool;
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(spool);
            throw e;
        }
    }

    static Upload upload(Path spool) throws IOException {
        return Upload.of(() -> new BufferedInputStream(Files.newInputStream(spool)));
    }
}

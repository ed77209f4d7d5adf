package io.gradeflow.question.importing;

import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.bank.BankRow;
import io.gradeflow.question.formats.Upload;
import io.gradeflow.question.importing.ImportView.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * One import from its file to its end. The bank changes in one transaction, with which the import is done; what is told of it before
 * is told by other transactions, and comes to nothing where that one doesn't end well.
 *
 * @param stopping whether the service ends
 */
record ImportRun(
        UUID id,
        String slug,
        Path spool,
        Format format,
        LeftOut leftOut,
        boolean dryRun,
        String author,
        BooleanSupplier stopping) {

    /** Somebody cancelled it, or said for another reason that it has ended. */
    private static final class EndedException extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    /** The service ends. */
    private static final class StoppedException extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    static final int MOST_QUESTIONS = 250_000;

    private static final int PORTION = 500;
    private static final Logger LOG = Logger.getLogger(ImportRun.class);

    static Reason interrupted() {
        return new Reason(
                "import-interrupted",
                "The service was stopped before the import had ended. Nothing was imported; send the file again.");
    }

    void run(Jdbi jdbi, Imports imports) throws IOException {
        // Both connections are there before the bank is locked: whoever waits for it meanwhile may take all others.
        try (Handle told = jdbi.open();
                ReadParts parts = read(told)) {
            Verdicts verdicts = new Verdicts(told, parts.questions());
            jdbi.useTransaction(handle -> {
                Imports.Outcome outcome = imports.importInto(
                        handle, BankRow.lockedAtLast(handle, slug), parts, leftOut, author, verdicts);
                verdicts.flush();
                if (dryRun) {
                    handle.rollback();
                } else {
                    end(handle, outcome.revision());
                }
            });
            if (dryRun) {
                end(told, 0);
            }
        } catch (EndedException _) {
            LOG.infof("Import %s was cancelled", id);
        } catch (StoppedException _) {
            fail(jdbi, interrupted());
        } catch (ProblemException e) {
            fail(jdbi, new Reason(e.code().code(), String.valueOf(e.getMessage())));
        } catch (IOException | RuntimeException | Error e) {
            LOG.errorf(e, "Import %s failed", id);
            fail(jdbi, new Reason("internal", "Something went wrong in the service. Nothing was imported."));
        } finally {
            Files.deleteIfExists(spool);
        }
    }

    /** Of its file; 0 where that can't be told. */
    long bytes() {
        return spool.toFile().length();
    }

    /** Without having begun. */
    void abandon(Jdbi jdbi) {
        try {
            fail(jdbi, interrupted());
            Files.deleteIfExists(spool);
        } catch (IOException | RuntimeException e) {
            LOG.warnf(e, "Import %s is told failed only after a while", id);
        }
    }

    private ReadParts read(Handle told) throws IOException {
        Upload file = Imports.upload(spool);
        advance(told, ImportState.READING, 0, 0);
        ReadParts parts = ReadParts.read(file, bytes(), format, MOST_QUESTIONS, questions -> {
            if (questions % PORTION == 0) {
                advance(told, ImportState.READING, questions, 0);
            }
        });
        try {
            advance(told, ImportState.WRITING, parts.questions(), 0);
            return parts;
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    private void advance(Handle handle, ImportState state, int questions, int decided) {
        if (stopping.getAsBoolean()) {
            throw new StoppedException();
        }
        if (!ImportJobTables.advance(handle, id, state, questions, decided)) {
            throw new EndedException();
        }
    }

    private void end(Handle handle, int revision) {
        if (!ImportJobTables.done(handle, id, revision)) {
            throw new EndedException();
        }
    }

    private void fail(Jdbi jdbi, Reason reason) {
        jdbi.useTransaction(handle -> ImportJobTables.end(handle, id, ImportState.FAILED, reason));
    }

    /** Keeps verdicts in portions, each in a transaction of its own. */
    private final class Verdicts implements VerdictSink {

        private final Handle told;
        private final int questions;
        private final List<Verdict> portion = new ArrayList<>();
        private final List<ReadPart.ReadFileName> files = new ArrayList<>();
        private int decided;
        private int filesBefore;

        /** @param told a connection of its own, not that of the bank's transaction */
        Verdicts(Handle told, int questions) {
            this.told = told;
            this.questions = questions;
        }

        @Override
        public void file(String name, String format) {
            files.add(new ReadPart.ReadFileName(name, format));
        }

        @Override
        public void verdict(Verdict verdict) {
            portion.add(verdict);
            if (portion.size() == PORTION) {
                flush();
            }
        }

        void flush() {
            decided += portion.size();
            told.useTransaction(handle -> {
                advance(handle, ImportState.WRITING, questions, decided);
                ImportJobTables.addFiles(handle, id, filesBefore, files);
                ImportJobTables.addVerdicts(handle, id, portion);
            });
            filesBefore += files.size();
            files.clear();
            portion.clear();
        }
    }
}

package io.gradeflow.question.exporting;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gradeflow.platform.database.Transactions;
import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.asset.AssetTables;
import io.gradeflow.question.bank.BankRow;
import io.gradeflow.question.exporting.BankQuestions.Exported;
import io.gradeflow.question.exporting.writers.ExportFormat;
import io.gradeflow.question.exporting.writers.Fitted;
import io.gradeflow.question.exporting.writers.Loss;
import io.gradeflow.question.exporting.writers.QuestionWriter;
import io.gradeflow.question.formats.ShownPictures;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Writes banks to files on disk, each as it stood at one moment. A file is sent only when it is whole: a slow receiver holds no
 * connection to the database, and what fails can still be told.
 */
@ApplicationScoped
class Exports {

    private static final JsonMapper JSON = new JsonMapper();

    private interface Work {
        void on(Handle handle, BankRow bank, OutputStream file) throws IOException;
    }

    private final Jdbi jdbi;

    Exports(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * All questions in that format. The caller deletes the file.
     *
     * @throws ProblemException with 404 for an unknown bank
     */
    Path export(String slug, ExportFormat format) throws IOException {
        return spooled(slug, (handle, bank, file) -> {
            int mostChoices = BankQuestions.mostChoices(handle, bank.id());
            Set<String> kept = AssetTables.names(handle, bank.id());
            KeptPictures pictures = new KeptPictures(handle, bank.id(), kept);
            try (QuestionWriter writer = format.writer(file, mostChoices, pictures)) {
                BankQuestions questions = new BankQuestions(handle, bank.id());
                for (List<Exported> portion = questions.next(); !portion.isEmpty(); portion = questions.next()) {
                    for (Exported question : portion) {
                        write(question, format, kept, writer);
                    }
                }
            }
        });
    }

    private static void write(Exported question, ExportFormat format, Set<String> kept, QuestionWriter writer)
            throws IOException {
        Fitted fitted = fitted(question, format, kept);
        if (fitted.draft() == null) {
            writer.leaveOut(question.draft(), fitted.losses());
        } else {
            writer.write(fitted.draft(), fitted.losses());
        }
    }

    /** @param kept the names of the pictures that the bank has */
    private static Fitted fitted(Exported question, ExportFormat format, Set<String> kept) {
        if (question.isKeyLost()) {
            return new Fitted(null, question.losses());
        }
        Fitted fitted = format.fit(question.draft());
        List<Loss> losses = new ArrayList<>(question.losses());
        losses.addAll(fitted.losses());
        for (String name : ShownPictures.of(question.draft())) {
            if (!kept.contains(name)) {
                losses.add(new Loss("picture-missing", "It shows " + name + ", which the bank doesn't have."));
            } else if (!format.holdsPictures()) {
                losses.add(
                        new Loss("picture-apart", "It shows " + name + "; the file has its name and not the picture."));
            }
        }
        return new Fitted(fitted.draft(), losses);
    }

    /**
     * What the format can't hold, as JSON. The caller deletes the file.
     *
     * @throws ProblemException with 404 for an unknown bank
     */
    Path report(String slug, ExportFormat format) throws IOException {
        return spooled(slug, (handle, bank, file) -> {
            try (JsonGenerator json = JSON.createGenerator(file)) {
                json.writeStartObject();
                json.writeStringField("format", format.parameter());
                json.writeArrayFieldStart("questions");
                int all = 0;
                int changed = 0;
                int leftOut = 0;
                Set<String> kept = AssetTables.names(handle, bank.id());
                BankQuestions questions = new BankQuestions(handle, bank.id());
                for (List<Exported> portion = questions.next(); !portion.isEmpty(); portion = questions.next()) {
                    for (Exported question : portion) {
                        Fitted fitted = fitted(question, format, kept);
                        all++;
                        if (!fitted.losses().isEmpty()) {
                            changed += fitted.draft() == null ? 0 : 1;
                            leftOut += fitted.draft() == null ? 1 : 0;
                            json.writePOJO(new QuestionLosses(
                                    all,
                                    question.id(),
                                    question.draft().externalId(),
                                    fitted.draft() == null,
                                    fitted.losses()));
                        }
                    }
                }
                json.writeEndArray();
                json.writeNumberField("whole", all - changed - leftOut);
                json.writeNumberField("changed", changed);
                json.writeNumberField("leftOut", leftOut);
                json.writeEndObject();
            }
        });
    }

    private Path spooled(String slug, Work work) throws IOException {
        Path spool = Files.createTempFile("gradeflow-export-", ".spool");
        boolean done = false;
        try {
            Path written = Transactions.atOneMoment(jdbi, handle -> {
                BankRow bank = BankRow.of(handle, slug);
                try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(spool))) {
                    work.on(handle, bank, file);
                }
                return spool;
            });
            done = true;
            return written;
        } finally {
            if (!done) {
                Files.deleteIfExists(spool);
            }
        }
    }
}

package io.gradeflow.question.importing;

import io.gradeflow.platform.messaging.Relay;
import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.QuestionError;
import io.gradeflow.question.bank.BankRow;
import io.gradeflow.question.formats.Upload;
import io.gradeflow.question.publishing.Publisher;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Imports that go on after their answers, one at a time on each instance. The file stays on the disk of the instance that took it:
 * where that dies, others find that nobody works at the import any more, and say that it failed.
 */
@ApplicationScoped
class ImportJobs {

    private static final Duration BEAT = Duration.ofSeconds(5);
    private static final int MOST_WAITING = 20;
    /** Of the files that wait: with what is read of one, they have to fit on the disk of an instance. */
    private static final long MOST_BYTES = 512L * 1024 * 1024;

    private final Jdbi jdbi;
    private final Imports imports;
    private final Publisher publisher;
    private final Duration silence;
    private final Duration kept;
    private final Queue<ImportRun> waiting = new ConcurrentLinkedQueue<>();
    private final Set<UUID> own = ConcurrentHashMap.newKeySet();
    private final Semaphore room = new Semaphore(MOST_WAITING);
    private @Nullable Relay worker;
    private @Nullable Relay heart;
    private volatile boolean stopping;

    ImportJobs(
            Jdbi jdbi,
            Imports imports,
            Publisher publisher,
            @ConfigProperty(name = "gradeflow.file-imports.abandoned-after", defaultValue = "60S") Duration silence,
            @ConfigProperty(name = "gradeflow.file-imports.kept-for", defaultValue = "7D") Duration kept) {
        this.jdbi = jdbi;
        this.imports = imports;
        this.publisher = publisher;
        this.silence = silence;
        this.kept = kept;
    }

    void start(@Observes StartupEvent event) {
        worker = Relay.start("imports", Duration.ofMinutes(1), this::runNext);
        heart = Relay.start("imports-alive", BEAT, this::beat);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        if (worker != null && heart != null) {
            worker.close();
            heart.close();
        }
        waiting.forEach(run -> run.abandon(jdbi));
    }

    /**
     * @param format a format's name, or {@code auto}
     * @throws ProblemException with 404 for an unknown bank, 400 for an unknown format or a file that is no bank, 503 where as many
     *     wait as can
     */
    ImportView submit(String slug, InputStream body, String format, LeftOut leftOut, boolean dryRun, String author)
            throws IOException {
        BankRow bank = jdbi.withHandle(handle -> BankRow.of(handle, slug));
        if (!room.tryAcquire()) {
            throw full();
        }
        @Nullable Path spool = null;
        boolean accepted = false;
        try {
            spool = Imports.spool(body);
            Path file = spool;
            long bytes = Files.size(file);
            if (waiting.stream().mapToLong(ImportRun::bytes).sum() + bytes > MOST_BYTES) {
                throw full();
            }
            Upload upload = Imports.upload(file);
            Format found = Format.of(format, upload);
            UUID id = UUID.randomUUID();
            ImportView view = jdbi.inTransaction(handle -> {
                ImportJobTables.create(
                        handle,
                        id,
                        bank.id(),
                        found,
                        found.isText() ? upload.encoding().charset().name() : null,
                        dryRun,
                        author);
                return ImportJobTables.find(handle, id).orElseThrow();
            });
            own.add(id);
            waiting.add(new ImportRun(id, slug, file, found, leftOut, dryRun, author, () -> stopping));
            accepted = true;
            if (worker != null) {
                worker.signal();
            }
            return view;
        } finally {
            if (!accepted) {
                room.release();
                if (spool != null) {
                    Files.deleteIfExists(spool);
                }
            }
        }
    }

    private static ProblemException full() {
        return new ProblemException(QuestionError.IMPORTS_FULL, "Send the file again in a minute.").retryAfter(60);
    }

    /** @throws ProblemException with 404 if there is none, or none any more */
    ImportView find(UUID id) {
        return jdbi.withHandle(handle -> ImportJobTables.find(handle, id)).orElseThrow(() -> unknown(id));
    }

    Map<UUID, ImportView> find(Set<UUID> ids) {
        return jdbi.withHandle(handle -> ImportJobTables.find(handle, ids));
    }

    /** @throws ProblemException with 404 if there is none */
    List<Verdict> verdicts(UUID id, int after, Verdict.@Nullable Status status, int most) {
        find(id);
        return jdbi.withHandle(handle -> ImportJobTables.verdicts(handle, id, after, status, most));
    }

    /** @throws ProblemException with 404 if there is none, with 409 if it has ended */
    ImportView cancel(UUID id) {
        return jdbi.inTransaction(handle -> {
            ImportView before = ImportJobTables.find(handle, id).orElseThrow(() -> unknown(id));
            if (!ImportJobTables.end(handle, id, ImportState.CANCELLED, null)) {
                throw new ProblemException(
                        QuestionError.IMPORT_ENDED,
                        "The import into " + before.bank() + " has ended; look at it with GET /api/v1/imports/" + id
                                + ".");
            }
            return ImportJobTables.find(handle, id).orElseThrow(() -> unknown(id));
        });
    }

    private static ProblemException unknown(UUID id) {
        return new ProblemException(
                QuestionError.IMPORT_UNKNOWN,
                "There is no import " + id + ", or it ended so long ago that nothing is kept of it.");
    }

    private boolean runNext() throws IOException {
        ImportRun next = waiting.poll();
        if (next == null) {
            return false;
        }
        try {
            next.run(jdbi, imports);
        } finally {
            own.remove(next.id());
            room.release();
        }
        publisher.wake();
        return true;
    }

    /** Says what this instance works at, and ends what nobody works at. */
    private boolean beat() {
        Set<UUID> alive = own.stream().collect(Collectors.toSet());
        // Each by itself: a heartbeat that waits for what is forgotten would be none.
        jdbi.useHandle(handle -> ImportJobTables.beat(handle, alive));
        for (UUID id : jdbi.withHandle(handle -> ImportJobTables.abandoned(handle, silence))) {
            jdbi.useTransaction(handle -> ImportJobTables.end(handle, id, ImportState.FAILED, ImportRun.interrupted()));
        }
        jdbi.useTransaction(handle -> ImportJobTables.forget(handle, kept));
        return false;
    }
}

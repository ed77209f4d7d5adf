package io.gradeflow.attempt.importing;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.attempt.answering.ImportedRelay;
import io.gradeflow.attempt.catalog.BankCatalog;
import io.gradeflow.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Reads streams of responses, a batch at a time: whatever their length, no more than a batch is in memory, and what a batch
 * brought is committed before the next is read.
 */
@ApplicationScoped
class ResponseImport {

    private static final int BATCH = 1000;

    private final Jdbi jdbi;
    private final BankCatalog catalog;
    private final Lookup lookup;
    private final Streams streams;
    private final ImportedRelay relay;
    private final InstantSource clock;

    ResponseImport(
            Jdbi jdbi, BankCatalog catalog, Lookup lookup, Streams streams, ImportedRelay relay, InstantSource clock) {
        this.jdbi = jdbi;
        this.catalog = catalog;
        this.lookup = lookup;
        this.streams = streams;
        this.relay = relay;
        this.clock = clock;
    }

    /**
     * Stores what the stream brings, and ends its sittings with it.
     *
     * @throws ProblemException with 400 if the stream holds no lines, has headings that say nothing, or breaks off; with 503 if
     *     a bank isn't here whole yet. What was stored until then stays, and sending the whole stream again adds what is missing
     */
    ImportReport load(InputStream body, LineFormat format) {
        UUID streamId = UUID.randomUUID();
        BankDirectory banks = new BankDirectory(catalog);
        Tally tally = new Tally();
        ResponseLines lines = new ResponseLines(body);
        List<GivenLine> batch = new ArrayList<>(BATCH);
        Instant now = clock.instant();
        Optional<Line> line = next(lines, tally);
        if (line.isPresent() && format.heads(line.get())) {
            line = next(lines, tally);
        }
        while (line.isPresent()) {
            switch (reading(line.get(), format, now)) {
                case Reading.Given given -> batch.add(given.line());
                case Reading.Bad bad -> tally.bad(bad.verdict());
            }
            if (batch.size() == BATCH) {
                store(streamId, batch, banks, tally);
                now = clock.instant();
            }
            line = next(lines, tally);
        }
        store(streamId, batch, banks, tally);
        if (tally.isEmpty()) {
            throw new ProblemException(
                    AttemptError.NO_RESPONSES, "The stream holds no line with a response; see docs/history.md.");
        }
        return tally.report(streams.end(streamId));
    }

    private static Reading reading(Line line, LineFormat format, Instant now) {
        return switch (line) {
            case Line.Text text -> format.read(text, now);
            case Line.Unreadable unreadable -> new Reading.Bad(unreadable.verdict());
        };
    }

    private void store(UUID streamId, List<GivenLine> batch, BankDirectory banks, Tally tally) {
        if (batch.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        List<Verdict> bad = new ArrayList<>();
        List<Found> found = lookup.find(batch, banks, bad, now);
        Batch.Outcome outcome = jdbi.inTransaction(handle -> {
            Streams.seen(handle, streamId, now);
            return new Batch(handle, streamId).store(found);
        });
        relay.signal();
        bad.forEach(tally::bad);
        tally.add(outcome);
        batch.clear();
    }

    private static Optional<Line> next(ResponseLines lines, Tally tally) {
        try {
            return lines.next();
        } catch (IOException e) {
            throw new ProblemException(
                    AttemptError.STREAM_BROKEN_OFF,
                    "The stream broke off; " + tally.stored()
                            + " of its responses are stored and stay. Send all of it again: what is there is not stored"
                            + " twice.");
        }
    }
}

package io.gradeflow.attempt.live;

import io.gradeflow.platform.live.EventStream;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A client that watches an attempt. Events wait for a slow client, at most those that were news at once: nothing is read for it
 * until it has taken them, and then the newest state.
 */
final class Watch extends EventStream {

    private final UUID attemptId;
    private final Progress progress;
    private long read = SnapshotReader.NOTHING;
    private boolean hiddenElsewhere;

    /** @param heard see {@link Progress} */
    Watch(UUID attemptId, String viewerId, Instant expiresAt, @Nullable Long heard, Sse sse) {
        super(viewerId, expiresAt, sse);
        this.attemptId = attemptId;
        this.progress = new Progress(heard);
    }

    UUID attemptId() {
        return attemptId;
    }

    /** @param again whether what may be told because of other attempts is to be looked at anew, too */
    long readUpTo(boolean again) {
        return again && hiddenElsewhere ? SnapshotReader.NOTHING : read;
    }

    /** Tells what is news in a snapshot, and ends the stream when nothing can follow. */
    void take(Snapshot snapshot, Instant now) {
        read = snapshot.change();
        hiddenElsewhere = snapshot.examElsewhere();
        List<Progress.Told> told = progress.advance(snapshot, now);
        for (Progress.Told one : told) {
            send(one.event(), one.id());
        }
        if (snapshot.isComplete()) {
            end(LiveEvent.End.Reason.COMPLETE);
        }
    }

    @Override
    protected void expire() {
        end(LiveEvent.End.Reason.TOKEN_EXPIRED);
    }

    private void end(LiveEvent.End.Reason reason) {
        send(new LiveEvent.End(reason), null);
        close();
    }

    private void send(LiveEvent event, @Nullable Long id) {
        OutboundSseEvent.Builder builder = event().name(event.name()).data(event.data());
        emit(id == null ? builder : builder.id(Long.toString(id)));
    }
}

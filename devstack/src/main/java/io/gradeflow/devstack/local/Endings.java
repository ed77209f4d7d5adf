package io.gradeflow.devstack.local;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends parts, and takes the archives that they leave. */
final class Endings {

    static final Duration RECORD_LIMIT = Duration.ofMinutes(5);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final StartArchives archives;
    private final ServiceSettings services;

    Endings(StartArchives archives, ServiceSettings services) {
        this.archives = archives;
        this.services = services;
    }

    /** Whether it writes an archive when it ends. Of several processes of a kind, the first alone does. */
    boolean isRecording(RunningPart part) {
        return !part.kind().isInfrastructure()
                && part.name().equals(part.kind().partName())
                && (services.commands().containsKey(part.kind()) || archives.isRecording(part.name()));
    }

    /**
     * Asks all of them to end (SIGTERM), and waits.
     *
     * @return whether all did within their limits; those that didn't are killed
     */
    boolean end(List<RunningPart> parts) {
        Map<RunningPart, ProcessHandle> ending = new LinkedHashMap<>();
        for (RunningPart part : parts) {
            part.process().ifPresent(process -> {
                process.destroy();
                ending.put(part, process);
            });
        }
        boolean orderly = true;
        for (Map.Entry<RunningPart, ProcessHandle> each : ending.entrySet()) {
            orderly &= end(each.getKey(), each.getValue());
        }
        return orderly;
    }

    private boolean end(RunningPart part, ProcessHandle process) {
        if (ends(process, isRecording(part) ? RECORD_LIMIT : STOP_LIMIT)) {
            archives.keep(part.name());
            return true;
        }
        process.destroyForcibly();
        process.onExit().join();
        return false;
    }

    private static boolean ends(ProcessHandle process, Duration limit) {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException e) {
            throw new LocalStackException("Could not wait for process " + process.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("Interrupted while waiting.", e);
        }
    }
}

package io.gradeflow.platform.messaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A turn that the processes of one machine take, by the lock of a file that they share. It ends with its process, however that ends;
 * a process that stands still with it is waited for no longer than is said.
 */
final class MachineTurn {

    private static final Duration LOOK = Duration.ofMillis(2);

    private final @Nullable FileChannel file;

    /** @param path of a file that is made if it isn't there; without one, every process is alone */
    MachineTurn(Optional<Path> path) {
        this.file = path.map(MachineTurn::open).orElse(null);
    }

    private static FileChannel open(Path path) {
        try {
            return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return null where it isn't to be had within that time, or nobody is to be waited for */
    @Nullable
    FileLock await(Duration longest) throws InterruptedException {
        if (file == null) {
            return null;
        }
        long giveUp = System.nanoTime() + longest.toNanos();
        FileLock lock = tryLock(file);
        while (lock == null && System.nanoTime() < giveUp) {
            Thread.sleep(LOOK);
            lock = tryLock(file);
        }
        return lock;
    }

    private static @Nullable FileLock tryLock(FileChannel file) {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException _) {
            // Somebody of this very process has it.
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void leave(@Nullable FileLock lock) {
        if (lock != null) {
            try {
                lock.release();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

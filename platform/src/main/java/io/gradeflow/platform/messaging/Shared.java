package io.gradeflow.platform.messaging;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One question for all who ask at the same time. An answer is only given to those who asked before it was sought, so it
 * is never older than the asking; whoever comes while one is being sought waits for the next.
 */
public final class Shared<T> {

    private final Supplier<T> question;
    private @Nullable CompletableFuture<T> running;
    private @Nullable CompletableFuture<T> next;

    public Shared(Supplier<T> question) {
        this.question = question;
    }

    /** Blocks until an answer is there that was sought after this call began. */
    public T get() {
        CompletableFuture<T> mine;
        CompletableFuture<T> before;
        boolean asker;
        synchronized (this) {
            before = running;
            asker = next == null;
            mine = next == null ? new CompletableFuture<>() : next;
            next = mine;
        }
        if (asker) {
            if (before != null) {
                before.handle((answer, failure) -> answer).join();
            }
            ask(mine);
        }
        return mine.join();
    }

    private void ask(CompletableFuture<T> mine) {
        synchronized (this) {
            running = mine;
            next = null;
        }
        try {
            mine.complete(question.get());
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        }
    }
}

package io.gradeflow.question.publishing;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes those who wait for what a thread does again and again. */
final class Rounds {

    private final Lock lock = new ReentrantLock();
    private final Condition another = lock.newCondition();
    private long ended;

    /** How many have. Whoever asks before looking at what a round changed misses none. */
    long ended() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            ended++;
            another.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns once more rounds than these have ended, or after so long. */
    void awaitAfter(long rounds, Duration longest) throws InterruptedException {
        long left = longest.toNanos();
        lock.lock();
        try {
            while (ended == rounds && left > 0) {
                left = another.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}

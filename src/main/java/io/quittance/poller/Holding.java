package io.quittance.poller;

import io.quittance.poller.Progress.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A partition of {@code due} while this poller has it. Whoever asks takes the question here first and waits until that is
 * committed, which succeeds only for the partition's owner. Thread-safe.
 */
final class Holding {
    private static final long NOWHERE = -1;

    private final int partition;
    private final long since;
    private final Progress progress;
    private List<Taking> takings = new ArrayList<>();
    private boolean changed;
    private boolean closed;

    /** A question that is taken once the next commit succeeds. */
    private record Taking(long offset, CompletableFuture<Boolean> done) {}

    /** What to commit, and what is taken with it. */
    record Commit(OffsetAndMetadata offset, List<Taking> takings) {
        void succeeded() {
            takings.forEach(taking -> taking.done().complete(true));
        }
    }

    /** The partition was assigned at {@code since}, epoch milliseconds. */
    Holding(int partition, long since, Progress progress) {
        this.partition = partition;
        this.since = since;
        this.progress = progress;
    }

    int partition() {
        return partition;
    }

    long since() {
        return since;
    }

    synchronized Standing read(long offset) {
        Standing standing = progress.read(offset);
        changed |= standing == Standing.DONE;
        return standing;
    }

    /** Whether no more questions may be read before the oldest one is done. */
    synchronized boolean isFull() {
        return progress.isFull();
    }

    /** Completes once the question is taken for good: with true, or with false where it is not to be asked from here. */
    synchronized CompletableFuture<Boolean> take(long offset) {
        return closed || !progress.take(offset) ? CompletableFuture.completedFuture(false) : next(offset);
    }

    /** The same for a question that is in no topic: completes with whether the partition is still held. */
    synchronized CompletableFuture<Boolean> confirm() {
        return closed ? CompletableFuture.completedFuture(false) : next(NOWHERE);
    }

    private CompletableFuture<Boolean> next(long offset) {
        Taking taking = new Taking(offset, new CompletableFuture<>());
        takings.add(taking);
        return taking.done();
    }

    /** The question needs nothing more. */
    synchronized void finish(long offset) {
        progress.finish(offset);
        changed = true;
    }

    /** What is to be committed now, or null where nothing has changed. The caller says what became of it. */
    synchronized @Nullable Commit commit() {
        if (!changed && takings.isEmpty()) {
            return null;
        }
        Commit commit = new Commit(progress.committed(), takings);
        takings = new ArrayList<>();
        changed = false;
        return commit;
    }

    /** The commit failed; its takings wait for the next one, or are undone where there will be none. */
    synchronized void failed(Commit commit) {
        takings.addAll(commit.takings());
        changed = true;
        if (closed) {
            undo();
        }
    }

    /** Takes nothing more; what is not taken for good is left to whoever holds the partition next. */
    synchronized void close() {
        closed = true;
        undo();
        notifyAll();
    }

    /** Waits that long; whether the partition is still held then. */
    synchronized boolean isHeldAfter(Duration time) throws InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        long left = time.toMillis();
        while (!closed && left > 0) {
            wait(left);
            left = Duration.ofNanos(until - System.nanoTime()).toMillis();
        }
        return !closed;
    }

    private void undo() {
        for (Taking taking : takings) {
            progress.leave(taking.offset());
            taking.done().complete(false);
        }
        takings = new ArrayList<>();
    }
}

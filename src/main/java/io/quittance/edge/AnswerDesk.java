package io.quittance.edge;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.xnio.XnioIoThread;

/**
 * Where the callbacks of one I/O thread wait for their records to be written. The producer's thread hands written ones over, one
 * wake-up for a whole batch of them; those that wait past their answer budget are answered without.
 */
final class AnswerDesk {
    private static final long SWEEP_MILLIS = 100;

    private static final ThreadLocal<AnswerDesk> DESKS =
            ThreadLocal.withInitial(() -> new AnswerDesk((XnioIoThread) Thread.currentThread()));

    private final XnioIoThread thread;
    private final Queue<PendingAnswer> written = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean awake = new AtomicBoolean();
    private final Deque<PendingAnswer> waiting = new ArrayDeque<>();
    private boolean sweeping;

    private AnswerDesk(XnioIoThread thread) {
        this.thread = thread;
    }

    /** The desk of this I/O thread. */
    static AnswerDesk ofThisThread() {
        return DESKS.get();
    }

    /** Lets a callback wait; on the I/O thread. */
    void await(PendingAnswer callback) {
        waiting.addLast(callback);
        if (!sweeping) {
            sweeping = true;
            sweepLater();
        }
    }

    /** Takes a callback whose record is written, or never will be; from any thread. */
    void done(PendingAnswer callback) {
        written.add(callback);
        if (awake.compareAndSet(false, true)) {
            thread.execute(this::answerAll);
        }
    }

    private void answerAll() {
        awake.set(false);
        PendingAnswer callback = written.poll();
        while (callback != null) {
            callback.answer();
            callback = written.poll();
        }
    }

    private void sweepLater() {
        thread.executeAfter(this::sweep, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Bodies take their time to arrive, so deadlines are not in order: each is looked at. */
    private void sweep() {
        long next = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SWEEP_MILLIS);
        waiting.removeIf(callback -> callback.isOverBy(next));
        sweeping = !waiting.isEmpty();
        if (sweeping) {
            sweepLater();
        }
    }
}

package io.quittance.app;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ctrl-C and SIGTERM, in order: the thread that serves is told, and interrupted where it said that it may be, and the process
 * does not end before that thread has closed what it opened, or has had long enough.
 */
final class Shutdown {
    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);
    private static final long PATIENCE_SECONDS = 40;

    private final CompletableFuture<Void> asked = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread serving = Thread.currentThread();
    private boolean interruptible;

    private Shutdown() {}

    /** From now on a signal to end completes {@link #asked}. */
    static Shutdown onSignal() {
        Shutdown shutdown = new Shutdown();
        Runtime.getRuntime().addShutdownHook(new Thread(shutdown::stop, "shutdown"));
        return shutdown;
    }

    /** Completes when somebody asked the process to end. */
    CompletableFuture<Void> asked() {
        return asked;
    }

    /** Whether somebody asked the process to end. */
    boolean isAsked() {
        return asked.isDone();
    }

    /**
     * Does something that may block for long, on the thread that serves; a signal interrupts it and nothing after it.
     *
     * @throws InterruptedException where a signal came before or meanwhile
     */
    <T> T interruptibly(Callable<T> work) throws Exception {
        synchronized (this) {
            if (isAsked()) {
                throw new InterruptedException("asked to stop");
            }
            interruptible = true;
        }
        try {
            return work.call();
        } finally {
            synchronized (this) {
                interruptible = false;
                Thread.interrupted();
            }
        }
    }

    /** All is closed; the process may end. */
    void done() {
        closed.countDown();
    }

    private void stop() {
        if (closed.getCount() == 0) {
            return;
        }
        synchronized (this) {
            asked.complete(null);
            if (interruptible) {
                serving.interrupt();
            }
        }
        try {
            if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("not everything could be closed in {} s; nothing acknowledged is lost", PATIENCE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

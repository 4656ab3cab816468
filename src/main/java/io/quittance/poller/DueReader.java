package io.quittance.poller;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code due} for as long as the process runs, one session after the other: where Kafka or the registry fails for a while, it
 * leaves, waits, and joins again. What was taken and done stands in Kafka, so nothing is lost or asked twice by that.
 */
final class DueReader implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(DueReader.class);

    /** After so long without a failure all is well again. */
    private static final Duration SOUND = DueSession.SESSION_TIME;

    private final Supplier<DueSession> sessions;
    private final Consumer<String> ended;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Pause pause = Pause.FIRST;
    private volatile @Nullable String setback;

    /** {@code ended} is told why, where trying again does not help. */
    DueReader(Supplier<DueSession> sessions, Consumer<String> ended) {
        this.sessions = sessions;
        this.ended = ended;
    }

    @Override
    public void run() {
        try {
            while (!isStopped()) {
                try {
                    read();
                } catch (RuntimeException e) {
                    if (!Setbacks.passes(e)) {
                        end(e);
                        return;
                    }
                    rest(e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        long began = System.nanoTime();
        try (DueSession session = sessions.get()) {
            while (!isStopped()) {
                session.step();
                if (setback != null && System.nanoTime() - began > SOUND.toNanos()) {
                    setback = null;
                    pause = Pause.FIRST;
                    LOG.info("the poller reads what is due again");
                }
            }
        }
    }

    private void end(RuntimeException failure) {
        String why = "the poller cannot go on: " + Setbacks.words(failure) + "; " + Setbacks.advice(failure);
        LOG.error(why, failure);
        ended.accept(why);
    }

    private void rest(RuntimeException failure) throws InterruptedException {
        String why = "cannot read what is due, tries again in " + pause.time().toSeconds() + " s: "
                + Setbacks.words(failure);
        LOG.warn(why);
        LOG.debug("the poller's session ended", failure);
        setback = why;
        var _ = stopped.await(pause.time().toMillis(), TimeUnit.MILLISECONDS);
        pause = pause.next();
    }

    /** Why nothing is read for the moment, in words for people; null where all is well. */
    @Nullable String setback() {
        return setback;
    }

    /** Ends the reading; {@link #run} returns soon. */
    void stop() {
        stopped.countDown();
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }
}

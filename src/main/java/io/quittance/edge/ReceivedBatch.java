package io.quittance.edge;

import io.quittance.events.EventSerde;
import io.quittance.events.Received;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Writes many records to {@code received} without waiting for each, of one caller on a thread that may wait. All batches together have
 * {@link EdgeLimits#BATCH_BYTES_IN_FLIGHT} on their way, so that callbacks keep their room.
 */
public final class ReceivedBatch {
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final ReceivedWriter writer;
    private final EventSerde<Received> serde;
    private final Semaphore room;
    private final Semaphore ended = new Semaphore(0);
    private int sent;
    private volatile boolean failed;

    ReceivedBatch(ReceivedWriter writer, EventSerde<Received> serde, Semaphore room) {
        this.writer = writer;
        this.serde = serde;
        this.room = room;
    }

    /** Sends a record as soon as there is room for it; false where there was none in time or one before it was not written. */
    public boolean send(Received received) throws InterruptedException {
        byte[] key = ReceivedLog.key(received);
        byte[] value = serde.toBytes(received);
        int bytes = Math.min(key.length + value.length, EdgeLimits.BATCH_BYTES_IN_FLIGHT);
        long deadline = System.nanoTime() + EdgeLimits.BATCH_WAIT.toNanos();
        if (failed || !room.tryAcquire(bytes, EdgeLimits.BATCH_WAIT.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        boolean admitted = false;
        try {
            admitted = isAdmittedBy(deadline);
        } finally {
            if (!admitted) {
                room.release(bytes);
            }
        }
        if (!admitted) {
            return false;
        }
        sent++;
        writer.write(key, value, received.getReceivedAt().toEpochMilli(), (metadata, failure) -> {
            if (failure != null) {
                failed = true;
            }
            room.release(bytes);
            ended.release();
        });
        return true;
    }

    /** Nobody tells when the brokers are back: it is looked at again and again. */
    private boolean isAdmittedBy(long deadline) throws InterruptedException {
        while (!writer.admits()) {
            if (failed || System.nanoTime() - deadline >= 0) {
                return false;
            }
            Thread.sleep(PAUSE);
        }
        return true;
    }

    /** Waits for all that was sent; whether every record of it is on all in-sync replicas. */
    public boolean isWritten() throws InterruptedException {
        return ended.tryAcquire(sent, EdgeLimits.BATCH_WAIT.toNanos(), TimeUnit.NANOSECONDS) && !failed;
    }
}

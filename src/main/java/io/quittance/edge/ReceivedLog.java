package io.quittance.edge;

import io.quittance.events.EventKind;
import io.quittance.events.EventSerde;
import io.quittance.events.Ids;
import io.quittance.events.Received;
import io.quittance.events.Source;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what the API hands in to {@code received}, for endpoints that have a thread of their own to wait on. */
public final class ReceivedLog {
    private static final Logger LOG = LoggerFactory.getLogger(ReceivedLog.class);
    private static final ByteBuffer NO_BODY = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final ReceivedWriter writer;
    private final EventSerde<Received> serde;
    private final Ids ids;
    private final Semaphore batchRoom = new Semaphore(EdgeLimits.BATCH_BYTES_IN_FLIGHT, true);

    /** Where a record is in its topic. */
    public record Place(int partition, long offset) {}

    ReceivedLog(ReceivedWriter writer, EventSerde<Received> serde, Ids ids) {
        this.writer = writer;
        this.serde = serde;
        this.ids = ids;
    }

    /** An id for something that happens then; epoch milliseconds. */
    public String newId(long at) {
        return ids.next(at);
    }

    /** A record with a new id, of that request and the account of its path; without a body, an order or a message yet. */
    public Received.Builder begin(Source source, EventKind kind, Request request) {
        Principal principal = request.principal();
        return Received.newBuilder()
                .setId(ids.next(request.receivedAt()))
                .setSource(source)
                .setKind(kind)
                .setAccount(request.pathValue("account"))
                .setReceivedAt(Instant.ofEpochMilli(request.receivedAt()))
                .setMessage("")
                .setBody(NO_BODY)
                .setPeer(request.sender().peer())
                .setTransport(request.sender().transport())
                .setPrincipal(principal == null ? null : principal.name());
    }

    /** Whether a write is worth trying now. */
    public boolean admits() {
        return writer.admits();
    }

    /** Writes many records, none of which waits for the one before. */
    public ReceivedBatch batch() {
        return new ReceivedBatch(writer, serde, batchRoom);
    }

    /** The key of a record: of its order, or of its account where it is about the account. */
    public static byte[] key(Received received) {
        String order = received.getOrder();
        String key = received.getAccount() + (order == null ? "" : "/" + order);
        return key.getBytes(StandardCharsets.UTF_8);
    }

    /** Writes the record and waits: where it is on all in-sync replicas, or null where it may not be there. */
    public @Nullable Place write(Received received) throws InterruptedException {
        if (!writer.admits()) {
            return null;
        }
        CompletableFuture<Place> written = new CompletableFuture<>();
        writer.write(
                key(received),
                serde.toBytes(received),
                received.getReceivedAt().toEpochMilli(),
                (metadata, failure) -> complete(written, metadata, failure));
        try {
            return written.get();
        } catch (ExecutionException e) {
            LOG.debug("a record of {} was not written", received.getSource(), e);
            return null;
        }
    }

    private static void complete(
            CompletableFuture<Place> written, @Nullable RecordMetadata metadata, @Nullable Exception failure) {
        if (failure != null || metadata == null) {
            written.completeExceptionally(
                    failure == null ? new IllegalStateException("written, but nobody knows where") : failure);
            return;
        }
        written.complete(new Place(metadata.partition(), metadata.offset()));
    }
}

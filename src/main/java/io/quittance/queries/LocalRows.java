package io.quittance.queries;

import io.quittance.events.Events;
import io.quittance.events.Order;
import io.quittance.events.OrderHistory;
import io.quittance.events.Payout;
import io.quittance.events.Topic;
import io.quittance.events.UndecodableException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Reads rows that this instance keeps, a few at a time. Interactive queries v1 only: v2 deadlocks with writers (KAFKA-19629). */
final class LocalRows {
    private final KafkaStreams streams;
    private final Events events;
    private final Progress progress;
    private final Semaphore turns = new Semaphore(QueryLimits.MAX_READS);

    LocalRows(KafkaStreams streams, Views views) {
        this.streams = streams;
        this.events = views.events();
        this.progress = views.progress();
    }

    /**
     * Looks for the row in that partition. Blocks for the time of a read, so not for I/O threads.
     *
     * @throws UndecodableException where the row is damaged
     */
    Look look(RowKey key, int partition) throws UndecodableException, InterruptedException {
        if (!hasCaughtUp(key.view(), partition)) {
            return new Look.NotNow("This instance is still catching up with that part of the orders; try again.");
        }
        if (!turns.tryAcquire(QueryLimits.READ_TURN.toMillis(), TimeUnit.MILLISECONDS)) {
            return new Look.NotNow("Too many queries at a time; try again.");
        }
        try {
            return read(key, partition);
        } catch (InvalidStateStoreException e) {
            return new Look.NotNow(OrderQueries.MOVING);
        } finally {
            turns.release();
        }
    }

    private Look read(RowKey key, int partition) throws UndecodableException {
        String position = position(key.view(), partition);
        ReadOnlyKeyValueStore<Bytes, byte[]> rows = store(key.view().store(), partition);
        byte[] row = rows.get(key.bytes());
        if (row == null) {
            return new Look.Missing(position);
        }
        ReadOnlyKeyValueStore<Bytes, OrderHistory> histories = store(Views.HISTORY, partition);
        OrderHistory history = histories.get(key.inHistory());
        return switch (key.view()) {
            case ORDERS -> found(events.orders().fromBytes(row), history, position);
            case PAYOUTS -> found(events.payouts().fromBytes(row), history, position);
        };
    }

    private static Look found(Order row, @Nullable OrderHistory history, String position) {
        return new Look.Found(row.getFinal$(), OrderJson.of(row, history), position);
    }

    private static Look found(Payout row, @Nullable OrderHistory history, String position) {
        return new Look.Found(row.getFinal$(), OrderJson.of(row, history), position);
    }

    private <V> ReadOnlyKeyValueStore<Bytes, V> store(String name, int partition) {
        return streams.store(StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.<Bytes, V>keyValueStore())
                .withPartition(partition));
    }

    /** The row and its history are answered together, so all that they are made of must be here. */
    private boolean hasCaughtUp(View view, int partition) {
        for (Topic topic : List.of(view.topic(), Topic.OUTCOMES, Topic.CONFLICTS)) {
            Progress.Mark mark = progress.of(topic, partition);
            if (mark == null || !mark.hasCaughtUp()) {
                return false;
            }
        }
        return true;
    }

    private String position(View view, int partition) {
        Progress.Mark mark = progress.of(view.topic(), partition);
        if (mark == null) {
            throw new InvalidStateStoreException("partition " + partition + " has just gone");
        }
        return view.topic().suffix() + '-' + partition + '@' + mark.position();
    }
}

package io.quittance.queries;

import io.quittance.events.EventKind;
import io.quittance.events.OrderHistory;
import io.quittance.events.Topic;
import io.quittance.events.UndecodableException;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.NonNull;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Steps {@code count-outcomes} and {@code note-conflicts}: takes committed outcomes or conflicts and remembers in
 * {@code history-by-order} what they add up to for each order. A row may come twice; {@link Histories} counts it once.
 */
final class KeepHistory<E extends @NonNull Object> implements Processor<Bytes, byte[], Void, Void> {
    private static final Logger LOG = LoggerFactory.getLogger(KeepHistory.class);

    private final Rows<E> rows;
    private final Progress progress;
    private @Nullable State state;

    private record State(
            ProcessorContext<Void, Void> context, KeyValueStore<Bytes, OrderHistory> histories, Progress.Mark mark) {}

    /** How the rows of one topic are read and added up. */
    record Rows<E extends @NonNull Object>(
            Topic topic,
            Read<E> read,
            Function<E, EventKind> kind,
            BiFunction<@Nullable OrderHistory, E, @Nullable OrderHistory> add) {}

    /** Reads an event from its bytes. */
    @FunctionalInterface
    interface Read<E extends @NonNull Object> {
        E from(byte[] bytes) throws UndecodableException;
    }

    KeepHistory(Rows<E> rows, Progress progress) {
        this.rows = rows;
        this.progress = progress;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        int partition = context.taskId().partition();
        state = new State(context, context.getStateStore(Views.HISTORY), progress.open(rows.topic, partition));
    }

    @Override
    public void process(Record<Bytes, byte @Nullable []> row) {
        State now = state;
        if (now == null) {
            throw new IllegalStateException("the step on " + rows.topic + " was not opened");
        }
        if (row.key() != null && row.value() != null) {
            keep(now.histories, row.key(), row.value());
        }
        now.context.recordMetadata().ifPresent(metadata -> now.mark.processed(metadata.offset()));
    }

    private void keep(KeyValueStore<Bytes, OrderHistory> histories, Bytes key, byte[] value) {
        E event;
        try {
            event = rows.read.from(value);
        } catch (UndecodableException e) {
            // Nothing throws for a record's sake: the lists lack it, the row of the order itself is not touched by it.
            LOG.error(
                    "a record of {} that we wrote cannot be read and is missing in lists: {}",
                    rows.topic,
                    e.getMessage());
            return;
        }
        Bytes order = RowKey.inHistory(rows.kind.apply(event), key.get());
        if (order == null) {
            return;
        }
        OrderHistory more = rows.add.apply(histories.get(order), event);
        if (more != null) {
            histories.put(order, more);
        }
    }

    @Override
    public void close() {
        State last = state;
        state = null;
        if (last != null) {
            progress.close(last.mark);
        }
    }
}

package io.quittance.queries;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Step {@code keep-orders} and {@code keep-payouts}: takes committed rows, keeps their bytes in the view and wakes who waits for them.
 * A row may come twice (kafka-facts.md): keeping it again changes nothing.
 */
final class KeepRows implements Processor<Bytes, byte[], Void, Void> {
    private final View view;
    private final Progress progress;
    private final Waiters waiters;
    private @Nullable State state;

    private record State(ProcessorContext<Void, Void> context, KeyValueStore<Bytes, byte[]> rows, Progress.Mark mark) {}

    KeepRows(View view, Progress progress, Waiters waiters) {
        this.view = view;
        this.progress = progress;
        this.waiters = waiters;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        int partition = context.taskId().partition();
        state = new State(context, context.getStateStore(view.store()), progress.open(view.topic(), partition));
    }

    @Override
    public void process(Record<Bytes, byte @Nullable []> row) {
        State now = state;
        if (now == null) {
            throw new IllegalStateException(view.step() + " was not opened");
        }
        if (row.key() != null) {
            now.rows.put(row.key(), row.value());
        }
        now.context.recordMetadata().ifPresent(metadata -> now.mark.processed(metadata.offset()));
        if (row.key() != null && !waiters.none()) {
            waiters.rowChanged(new RowKey(view, row.key()));
        }
    }

    @Override
    public void close() {
        State last = state;
        state = null;
        if (last == null) {
            return;
        }
        progress.close(last.mark);
        waiters.moved(view, last.mark.place().partition());
    }
}

package io.quittance.topology;

import io.quittance.topology.balances.Joined;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/**
 * Step {@code mark-moved}: what comes of one move comes in, a mark for its account goes out where there is none yet; remembers nothing.
 * Its time is that of the account's newest move, which never goes back: the table behind it would take an older one for a row out of order.
 */
final class MarkMoved extends ContextualFixedKeyProcessor<String, Joined, byte[]> {
    static final String NAME = "mark-moved";

    private static final byte[] MARK = {1};

    @Override
    public void process(FixedKeyRecord<String, Joined> record) {
        if (record.value().begins()) {
            long newest = Math.max(0, record.value().asOf().toEpochMilli());
            context().forward(record.withValue(MARK).withTimestamp(newest));
        }
    }
}

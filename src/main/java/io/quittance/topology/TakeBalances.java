package io.quittance.topology;

import io.quittance.events.Balance;
import io.quittance.topology.balances.Joined;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/**
 * Step {@code take-balances}: what comes of one move comes in, the account's balance goes out; remembers nothing. Its time is that of the
 * newest move, which never goes back: the table behind it would take an older one for a row out of order.
 */
final class TakeBalances extends ContextualFixedKeyProcessor<String, Joined, Balance> {
    static final String NAME = "take-balances";

    @Override
    public void process(FixedKeyRecord<String, Joined> record) {
        Balance balance = record.value().balance();
        long newest = Math.max(0, balance.getAsOf().toEpochMilli());
        context().forward(record.withValue(balance).withTimestamp(newest));
    }
}

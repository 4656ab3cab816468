package io.quittance.topology;

import io.quittance.config.Settings;
import io.quittance.events.EventBatch;
import io.quittance.events.Events;
import io.quittance.events.LedgerMove;
import io.quittance.events.Payout;
import io.quittance.topology.balances.BalanceJoin;
import io.quittance.topology.balances.BalanceStores;
import io.quittance.topology.balances.Joined;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Step {@code join-payouts}: batches of moves of an account's money come in by account, what they make of its payouts goes out;
 * remembers all of them by time, and what they add up to. The balance goes out in {@link SendBalances}.
 */
final class JoinPayouts implements FixedKeyProcessorSupplier<String, byte[], Joined> {
    static final String NAME = "join-payouts";
    static final String EVENTS = "moves-by-time";
    static final String SUMS = "balance-sums";

    private final AccountTerms terms;
    private final Events events;
    private final BalanceHistory history;

    JoinPayouts(Settings settings, Events events, BalanceHistory history) {
        this.terms = new AccountTerms(settings);
        this.events = events;
        this.history = history;
    }

    @Override
    public FixedKeyProcessor<String, byte[], Joined> get() {
        return new Step();
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(store(EVENTS).withCachingDisabled(), store(SUMS).withCachingDisabled());
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingEnabled(Map.of());
    }

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    private final class Step implements FixedKeyProcessor<String, byte[], Joined> {
        private FixedKeyProcessorContext<String, Joined> context;
        private BalanceJoin join;

        @Override
        public void init(FixedKeyProcessorContext<String, Joined> opened) {
            context = opened;
            join = new BalanceJoin(BalanceStores.in(
                    new StoredBytes(opened.getStateStore(EVENTS)),
                    new StoredBytes(opened.getStateStore(SUMS)),
                    events));
            history.opened(opened.taskId().partition(), join);
        }

        @Override
        public void process(FixedKeyRecord<String, byte[]> record) {
            for (LedgerMove move : EventBatch.read(events.ledgerMoves(), record.value())) {
                Joined joined = join.take(move, terms.of(move.getAccount()));
                if (!joined.isSilent()) {
                    context.forward(record.withValue(joined).withTimestamp(time(move)));
                }
            }
        }

        /** That of the newest report behind it. */
        private static long time(LedgerMove move) {
            Payout payout = move.getPayout();
            return ReceivedTime.of(payout == null ? move.getReceivedAt() : payout.getUpdatedAt());
        }

        @Override
        public void close() {
            history.closed(context.taskId().partition(), join);
        }
    }
}

package io.quittance.topology;

import io.quittance.config.Account;
import io.quittance.events.EventSerde;
import io.quittance.events.OrderState;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Step {@code settle-orders}: judged records come in, what comes of each goes out; remembers the state of every order and payout. */
final class SettleOrders implements ProcessorSupplier<String, Judged, String, Result> {
    static final String NAME = "settle-orders";
    static final String PAYMENTS = "payments-by-id";
    static final String PAYOUTS = "payouts-by-id";

    private final Map<String, Account> accounts;
    private final EventSerde<OrderState> states;

    SettleOrders(Map<String, Account> accounts, EventSerde<OrderState> states) {
        this.accounts = accounts;
        this.states = states;
    }

    @Override
    public Processor<String, Judged, String, Result> get() {
        return new Step(accounts);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(store(PAYMENTS), store(PAYOUTS));
    }

    private StoreBuilder<KeyValueStore<String, OrderState>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), states)
                .withCachingDisabled()
                .withLoggingEnabled(Map.of());
    }

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    private static final class Step implements Processor<String, Judged, String, Result> {
        private final Map<String, Account> accounts;
        private ProcessorContext<String, Result> context;
        private Settling settling;

        Step(Map<String, Account> accounts) {
            this.accounts = accounts;
        }

        @Override
        public void init(ProcessorContext<String, Result> opened) {
            context = opened;
            settling = new Settling(accounts, opened.getStateStore(PAYMENTS), opened.getStateStore(PAYOUTS));
        }

        @Override
        public void process(Record<String, Judged> record) {
            Place place = Place.of(context);
            Result result = switch (record.value()) {
                case Judged.Believed believed -> settling.settle(record.key(), believed, place);
                case Judged.Noted noted -> Result.of(Outcomes.noted(noted, place));
                case Judged.Disbelieved disbelieved -> settling.disbelieve(record.key(), disbelieved, place);
                case Judged.Unreadable unreadable ->
                    Result.of(Outcomes.unreadable(place), Outcomes.quarantined(unreadable, place));
            };
            context.forward(new Record<>(record.key(), result, record.timestamp()));
        }
    }
}

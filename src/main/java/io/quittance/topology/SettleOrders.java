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

/** Step {@code settle-orders}: judged records come in, what comes of each goes out; remembers every order and payout, and when to ask about it. */
final class SettleOrders implements ProcessorSupplier<String, Judged, String, Result> {
    static final String NAME = "settle-orders";
    static final String PAYMENTS = "payments-by-id";
    static final String PAYOUTS = "payouts-by-id";

    private final Map<String, Account> accounts;
    private final AskingPlans plans;
    private final EventSerde<OrderState> states;

    SettleOrders(Map<String, Account> accounts, AskingPlans plans, EventSerde<OrderState> states) {
        this.accounts = accounts;
        this.plans = plans;
        this.states = states;
    }

    @Override
    public Processor<String, Judged, String, Result> get() {
        return new Step(accounts, plans);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(store(PAYMENTS), store(PAYOUTS), DueIndex.builder());
    }

    private StoreBuilder<KeyValueStore<String, OrderState>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), states)
                .withCachingDisabled()
                .withLoggingEnabled(Map.of());
    }

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    private static final class Step implements Processor<String, Judged, String, Result> {
        private final Map<String, Account> accounts;
        private final AskingPlans plans;
        private ProcessorContext<String, Result> context;
        private Settling settling;

        Step(Map<String, Account> accounts, AskingPlans plans) {
            this.accounts = accounts;
            this.plans = plans;
        }

        @Override
        public void init(ProcessorContext<String, Result> opened) {
            context = opened;
            Agenda agenda = new Agenda(plans, new DueIndex(opened.getStateStore(DueIndex.NAME)));
            settling = new Settling(accounts, Books.of(opened), agenda);
        }

        @Override
        public void process(Record<String, Judged> record) {
            Place place = Place.of(context);
            Result result = switch (record.value()) {
                case Judged.Believed believed -> settling.settle(record.key(), believed, place);
                case Judged.Noted noted -> settling.note(record.key(), noted, place);
                case Judged.Reported reported -> Result.of(Outcomes.reported(reported, place), Moves.balance(reported));
                case Judged.Ended ended -> Result.of(Outcomes.ended(ended, place), Moves.statement(ended));
                case Judged.Disbelieved disbelieved -> settling.disbelieve(record.key(), disbelieved, place);
                case Judged.Unreadable unreadable ->
                    Result.of(Outcomes.unreadable(place), Outcomes.quarantined(unreadable, place));
            };
            context.forward(new Record<>(record.key(), result, record.timestamp()));
        }
    }
}

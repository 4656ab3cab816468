package io.quittance.topology;

import io.quittance.events.Conflict;
import io.quittance.events.EventBatch;
import io.quittance.events.EventSerde;
import io.quittance.events.GatewayOrderClaim;
import io.quittance.events.GatewayOrderUse;
import io.quittance.topology.decisions.Reuse;
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

/**
 * Step {@code find-reuse}: batches of claims come in by the partition of their gateway orders, a conflict goes out by order for each
 * further order that claims the same one; remembers who claimed it first and who was told. What it reads has been decided, so it delays
 * no settlement.
 */
final class FindReuse implements ProcessorSupplier<String, byte[], String, Conflict> {
    static final String NAME = "find-reuse";
    static final String STORE = "claims-by-gateway-order";

    private final EventSerde<GatewayOrderClaim> claims;
    private final EventSerde<GatewayOrderUse> uses;
    private final SettlementCounters counters;

    FindReuse(EventSerde<GatewayOrderClaim> claims, EventSerde<GatewayOrderUse> uses, SettlementCounters counters) {
        this.claims = claims;
        this.uses = uses;
        this.counters = counters;
    }

    @Override
    public Processor<String, byte[], String, Conflict> get() {
        return new Step(claims, counters);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), Serdes.String(), uses)
                .withCachingDisabled()
                .withLoggingEnabled(Map.of()));
    }

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    private static final class Step implements Processor<String, byte[], String, Conflict> {
        private final EventSerde<GatewayOrderClaim> claims;
        private final SettlementCounters counters;
        private ProcessorContext<String, Conflict> context;
        private KeyValueStore<String, GatewayOrderUse> uses;

        Step(EventSerde<GatewayOrderClaim> claims, SettlementCounters counters) {
            this.claims = claims;
            this.counters = counters;
        }

        @Override
        public void init(ProcessorContext<String, Conflict> opened) {
            context = opened;
            uses = opened.getStateStore(STORE);
        }

        @Override
        public void process(Record<String, byte[]> record) {
            for (GatewayOrderClaim claim : EventBatch.read(claims, record.value())) {
                take(claim);
            }
        }

        private void take(GatewayOrderClaim claim) {
            String key = Claims.key(claim);
            GatewayOrderUse use = uses.get(key);
            if (use == null) {
                uses.put(key, Reuse.first(claim));
                return;
            }
            if (!Reuse.isNews(use, claim)) {
                return;
            }
            uses.put(key, Reuse.with(use, claim));
            Conflict conflict = Reuse.conflict(use, claim);
            counters.count(conflict);
            String order = OrderKeys.of(claim.getAccount(), claim.getOrder());
            context.forward(new Record<>(order, conflict, ReceivedTime.of(claim.getReceivedAt())));
        }
    }
}

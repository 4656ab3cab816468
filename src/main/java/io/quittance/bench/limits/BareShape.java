package io.quittance.bench.limits;

import io.quittance.config.Settings;
import io.quittance.events.EventSerde;
import io.quittance.events.Events;
import io.quittance.events.GatewayOrderClaim;
import io.quittance.events.LedgerMove;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What stands behind the two repartitions of settling, deciding nothing: every move is read again and written by its number, every claim
 * is read again, looked for and written where it is not there. With it {@link BareStore} has the shape of settling: as many records read,
 * sent, looked for and written.
 */
final class BareShape {
    private static final String MOVES = "moves";
    private static final String CLAIMS = "claims";
    /** As many as the sums of one event take. */
    private static final int EVENT_BYTES = 40;

    private final Settings settings;
    private final Events events;

    BareShape(Settings settings, Events events) {
        this.settings = settings;
        this.events = events;
    }

    void addTo(Topology topology) {
        topology.addSource(
                        "read-moves",
                        Serdes.String().deserializer(),
                        events.ledgerMoves().deserializer(),
                        StreamsRun.name(settings, BareStore.MOVES_TOPIC))
                .addProcessor("put-moves", PutMoves::new, "read-moves")
                .addStateStore(StreamsRun.store(MOVES, Serdes.ByteArray()), "put-moves");
        EventSerde<GatewayOrderClaim> claims = events.gatewayOrderClaims();
        topology.addSource(
                        "read-claims",
                        Serdes.String().deserializer(),
                        claims.deserializer(),
                        StreamsRun.name(settings, BareStore.CLAIMS_TOPIC))
                .addProcessor("put-claims", PutClaims::new, "read-claims")
                .addStateStore(StreamsRun.store(CLAIMS, claims), "put-claims");
    }

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    private static final class PutMoves extends ContextualProcessor<String, LedgerMove, Void, Void> {
        private KeyValueStore<String, byte[]> store;
        private long number;

        @Override
        public void init(ProcessorContext<Void, Void> opened) {
            super.init(opened);
            store = opened.getStateStore(MOVES);
        }

        @Override
        public void process(Record<String, LedgerMove> record) {
            number++;
            store.put(record.key() + number, new byte[EVENT_BYTES]);
        }
    }

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    private static final class PutClaims extends ContextualProcessor<String, GatewayOrderClaim, Void, Void> {
        private KeyValueStore<String, GatewayOrderClaim> store;

        @Override
        public void init(ProcessorContext<Void, Void> opened) {
            super.init(opened);
            store = opened.getStateStore(CLAIMS);
        }

        @Override
        public void process(Record<String, GatewayOrderClaim> record) {
            if (store.get(record.key()) == null) {
                store.put(record.key(), record.value());
            }
        }
    }
}

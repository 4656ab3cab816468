package io.quittance.bench.limits;

import io.quittance.config.Settings;
import io.quittance.events.EventBatch;
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
 * What stands behind the two repartitions of settling, deciding nothing: every batch of moves is read again and written with others,
 * every claim is read again, looked for and written where it is not there. With it {@link BareStore} has the shape of settling: as many
 * records read, sent, looked for and written.
 */
final class BareShape {
    private static final String MOVES = "moves";
    private static final String CLAIMS = "claims";
    /** As many as an event takes among others. */
    private static final int EVENT_BYTES = 40;
    /** As many stand in one row where an account is busy. */
    private static final int ROW_EVENTS = 500;

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
                        Serdes.ByteArray().deserializer(),
                        StreamsRun.name(settings, BareStore.MOVES_TOPIC))
                .addProcessor("put-moves", () -> new PutMoves(events.ledgerMoves()), "read-moves")
                .addStateStore(StreamsRun.store(MOVES, Serdes.ByteArray()), "put-moves");
        EventSerde<GatewayOrderClaim> claims = events.gatewayOrderClaims();
        topology.addSource(
                        "read-claims",
                        Serdes.String().deserializer(),
                        Serdes.ByteArray().deserializer(),
                        StreamsRun.name(settings, BareStore.CLAIMS_TOPIC))
                .addProcessor("put-claims", () -> new PutClaims(claims), "read-claims")
                .addStateStore(StreamsRun.store(CLAIMS, claims), "put-claims");
    }

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    private static final class PutMoves extends ContextualProcessor<String, byte[], Void, Void> {
        private final EventSerde<LedgerMove> moves;
        private KeyValueStore<String, byte[]> store;
        private long number;
        private int gathered;

        PutMoves(EventSerde<LedgerMove> moves) {
            this.moves = moves;
        }

        @Override
        public void init(ProcessorContext<Void, Void> opened) {
            super.init(opened);
            store = opened.getStateStore(MOVES);
        }

        @Override
        public void process(Record<String, byte[]> record) {
            gathered += EventBatch.read(moves, record.value()).size();
            if (gathered >= ROW_EVENTS) {
                number++;
                store.put(record.key() + number, new byte[EVENT_BYTES * gathered]);
                gathered = 0;
            }
        }
    }

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    private static final class PutClaims extends ContextualProcessor<String, byte[], Void, Void> {
        private final EventSerde<GatewayOrderClaim> claims;
        private KeyValueStore<String, GatewayOrderClaim> store;

        PutClaims(EventSerde<GatewayOrderClaim> claims) {
            this.claims = claims;
        }

        @Override
        public void init(ProcessorContext<Void, Void> opened) {
            super.init(opened);
            store = opened.getStateStore(CLAIMS);
        }

        @Override
        public void process(Record<String, byte[]> record) {
            long number = 0;
            for (GatewayOrderClaim claim : EventBatch.read(claims, record.value())) {
                // The claims of a batch are all the same; the keys are not.
                String key = record.key() + number;
                number++;
                if (store.get(key) == null) {
                    store.put(key, claim);
                }
            }
        }
    }
}

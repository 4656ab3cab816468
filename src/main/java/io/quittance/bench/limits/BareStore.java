package io.quittance.bench.limits;

import io.quittance.config.InvalidSettings;
import io.quittance.config.Settings;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.EventBatch;
import io.quittance.events.EventSerde;
import io.quittance.events.Events;
import io.quittance.events.GatewayOrderClaim;
import io.quittance.events.LedgerMove;
import io.quittance.events.Order;
import io.quittance.events.OrderState;
import io.quittance.events.OrderStatus;
import io.quittance.events.Outcome;
import io.quittance.events.Received;
import io.quittance.events.Settlement;
import io.quittance.events.Standing;
import io.quittance.events.Topic;
import io.quittance.events.UndecodableException;
import io.quittance.topology.SettlementTopology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Limit b of row 5, what any application of this shape does: it reads each record of {@code received}, writes one state to a
 * store and sends an outcome, an order and a settlement, each through the serdes of those topics, and what moves the balance and what
 * claims the gateway's order in batches. It verifies and decides nothing and reads none of it again: state and records are always the
 * same, taken from what the settling steps wrote. Told beside: the same in the whole shape of settling and its joins, {@link BareShape}.
 */
public final class BareStore {
    /** The argument with which it has the shape of settling. */
    public static final String SHAPED = "shaped";

    static final Topic MOVES_TOPIC = Topic.BALANCE_CHANGES;
    static final Topic CLAIMS_TOPIC = Topic.CONFLICTS;

    private static final String SOURCE = "read";
    private static final String STEP = "put-and-send";
    private static final String STORE = "rows";
    private static final String OUTCOMES = "write-outcomes";
    private static final String ORDERS = "write-orders";
    private static final String SETTLEMENTS = "write-settlements";
    private static final String MOVES = "write-moves";
    private static final String CLAIMS = "write-claims";

    private BareStore() {}

    /** Where the bytes of one topic's record are kept for the bare programs. */
    public static Path template(Path folder, Topic topic) {
        return folder.resolve(topic.suffix() + ".bin");
    }

    /** Where the bytes of one order's state are kept for the bare programs. */
    public static Path stateTemplate(Path folder) {
        return folder.resolve("state.bin");
    }

    /** Runs until it is killed; the arguments are the settings file, the folder of the templates and {@link #SHAPED} or nothing. */
    public static void main(String[] arguments) throws InvalidSettings, IOException, UndecodableException {
        Settings settings = StreamsRun.settings(arguments[0]);
        Path folder = Path.of(arguments[1]);
        try (ConfluentSchemas registry = ConfluentSchemas.at(settings.registry())) {
            Events events = Events.register(registry, settings.topics().prefix());
            Settlement settlement = read(folder, Topic.SETTLEMENTS, events.settlements());
            Same same = new Same(
                    read(folder, Topic.OUTCOMES, events.outcomes()),
                    read(folder, Topic.ORDERS, events.orders()),
                    settlement,
                    move(settlement),
                    claim(settlement),
                    events.orderStates().fromBytes(Files.readAllBytes(stateTemplate(folder))));
            boolean shaped = arguments.length > 2 && arguments[2].equals(SHAPED);
            Topology topology = topology(settings, events, same, shaped);
            if (shaped) {
                new BareShape(settings, events).addTo(topology);
            }
            StreamsRun.untilKilled(settings, topology);
        }
    }

    /** What is written for every record. */
    private record Same(
            Outcome outcome,
            Order order,
            Settlement settlement,
            LedgerMove move,
            GatewayOrderClaim claim,
            OrderState state) {}

    private static LedgerMove move(Settlement settlement) {
        return new LedgerMove(
                settlement.getAccount(),
                settlement.getKind(),
                settlement.getOrder(),
                settlement.getSettledAt(),
                settlement.getSettledAt(),
                null,
                settlement.getSettledBy(),
                settlement.getAmountMinor(),
                0L,
                null,
                standing(settlement),
                null);
    }

    /** Where the order of such a settlement stands in the books. */
    private static Standing standing(Settlement settlement) {
        int day = Math.toIntExact(
                Duration.between(Instant.EPOCH, settlement.getSettledAt()).toDays());
        return new Standing(
                OrderStatus.PAID,
                day,
                null,
                day,
                settlement.getSettledAt().toEpochMilli(),
                null,
                settlement.getAmountMinor(),
                0L,
                String.valueOf(settlement.getChannel()),
                null,
                List.of());
    }

    private static GatewayOrderClaim claim(Settlement settlement) {
        return new GatewayOrderClaim(
                settlement.getAccount(),
                settlement.getKind(),
                String.valueOf(settlement.getGatewayOrder()),
                settlement.getOrder(),
                settlement.getSettledBy(),
                settlement.getSettledAt());
    }

    private static <T extends SpecificRecord> T read(Path folder, Topic topic, EventSerde<T> serde)
            throws IOException, UndecodableException {
        return serde.fromBytes(Files.readAllBytes(template(folder, topic)));
    }

    private static Topology topology(Settings settings, Events events, Same same, boolean shaped) {
        Topology topology = new Topology()
                .addSource(
                        SOURCE,
                        Serdes.String().deserializer(),
                        events.received().deserializer(),
                        StreamsRun.name(settings, Topic.RECEIVED))
                .addProcessor(STEP, () -> new PutAndSend(events, same, shaped), SOURCE)
                .addStateStore(StreamsRun.store(STORE, events.orderStates()), STEP);
        write(topology, OUTCOMES, StreamsRun.name(settings, Topic.OUTCOMES), events.outcomes());
        write(topology, ORDERS, StreamsRun.name(settings, Topic.ORDERS), events.orders());
        write(topology, SETTLEMENTS, StreamsRun.name(settings, Topic.SETTLEMENTS), events.settlements());
        // Repartitions are the topology's own; any other topic that is there takes as much.
        write(topology, MOVES, StreamsRun.name(settings, MOVES_TOPIC), Serdes.ByteArray());
        write(topology, CLAIMS, StreamsRun.name(settings, CLAIMS_TOPIC), Serdes.ByteArray());
        return topology;
    }

    private static void write(Topology topology, String node, String topic, Serde<?> serde) {
        topology.addSink(node, topic, Serdes.String().serializer(), serde.serializer(), STEP);
    }

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    private static final class PutAndSend implements Processor<String, Received, String, Object> {
        private final Events events;
        private final Same same;
        private final boolean shaped;
        private ProcessorContext<String, Object> context;
        private KeyValueStore<String, OrderState> rows;
        private EventBatch<LedgerMove> moves;
        private EventBatch<GatewayOrderClaim> claims;

        PutAndSend(Events events, Same same, boolean shaped) {
            this.events = events;
            this.same = same;
            this.shaped = shaped;
        }

        @Override
        public void init(ProcessorContext<String, Object> opened) {
            context = opened;
            rows = opened.getStateStore(STORE);
            moves = new EventBatch<>(events.ledgerMoves());
            claims = new EventBatch<>(events.gatewayOrderClaims());
        }

        @Override
        public void process(Record<String, Received> record) {
            if (shaped && rows.get(record.key()) != null) {
                return;
            }
            rows.put(record.key(), same.state);
            context.forward(record.withValue(same.outcome), OUTCOMES);
            context.forward(record.withValue(same.order), ORDERS);
            context.forward(record.withValue(same.settlement), SETTLEMENTS);
            moves.add(same.move);
            claims.add(same.claim);
            if (moves.count() == SettlementTopology.MOST_MOVES) {
                String key = shaped ? same.move.getAccount() : record.key();
                context.forward(record.withKey(key).withValue(moves.toBytes()), MOVES);
                moves = new EventBatch<>(events.ledgerMoves());
            }
            if (claims.count() == SettlementTopology.MOST_CLAIMS) {
                context.forward(record.withValue(claims.toBytes()), CLAIMS);
                claims = new EventBatch<>(events.gatewayOrderClaims());
            }
        }
    }
}

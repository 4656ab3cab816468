package io.quittance.topology;

import io.quittance.config.Settings;
import io.quittance.events.Events;
import io.quittance.events.QueryDue;
import io.quittance.events.Topic;
import io.quittance.topology.balances.Joined;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.Stores;

/**
 * The topology that settles: verify and settle by order in one sub-topology, payouts behind one repartition by account, the search for
 * gateway orders that are used twice behind another one by gateway order.
 */
public final class SettlementTopology {
    /** The stores of what settling remembers. */
    public static final Set<String> STATE_STORES = Set.of(SettleOrders.PAYMENTS, SettleOrders.PAYOUTS);

    /** The store that finds what is to be asked about by its time; its values are marks. */
    public static final String DUE_INDEX = DueIndex.NAME;

    /** The store of who claimed which gateway order. */
    public static final String GATEWAY_ORDERS = FindReuse.STORE;

    /** The store of what moved the money of accounts, by time. */
    public static final String BALANCE_EVENTS = JoinPayouts.EVENTS;

    /** The store of what that adds up to. */
    public static final String BALANCE_SUMS = JoinPayouts.SUMS;

    /** The store whose cache holds the accounts that have moved since the last commit; its values are marks. */
    public static final String MOVED = "moved-accounts";

    private static final Serde<String> KEYS = Serdes.String();

    private final Settings settings;
    private final Events events;
    private final AskingPlans plans;
    private final Insight insight;
    private final StreamsBuilder builder;

    private SettlementTopology(Settings settings, Events events, Insight insight) {
        this.settings = settings;
        this.events = events;
        this.plans = new AskingPlans(settings);
        this.insight = insight;
        this.builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(StreamsProperties.of(settings))));
    }

    /** The topology with those views added, into which nobody looks. */
    public static Topology build(Settings settings, Events events, Consumer<Topology> views) {
        return build(settings, events, Insight.into(settings), views);
    }

    /** The topology with those views added, which read what it writes in sub-topologies of their own, and what can be seen of it. */
    public static Topology build(Settings settings, Events events, Insight insight, Consumer<Topology> views) {
        Topology topology = new SettlementTopology(settings, events, insight).build();
        views.accept(topology);
        return topology;
    }

    private Topology build() {
        KStream<String, Arrival> arrivals = received().process(decodeReceived(), Named.as(DecodeReceived.NAME));
        KStream<String, Judged> judged = arrivals.process(verifySignature(), Named.as(VerifySignature.NAME));
        KStream<String, Result> results = judged.process(settleOrders(), Named.as(SettleOrders.NAME));
        KStream<String, SpecificRecord> sent =
                results.process(() -> new SendResults(insight.counters()), Named.as(SendResults.NAME));
        results.process(emitDue(), Named.as(EmitDue.NAME), SettleOrders.PAYMENTS, SettleOrders.PAYOUTS, DueIndex.NAME)
                .to(name(Topic.DUE), produced("write-due", events.due()));
        KStream<String, Joined> joined = repartitioned(sent, "ledger-moves", events.ledgerMoves())
                .processValues(new JoinPayouts(settings, events, insight.history()), Named.as(JoinPayouts.NAME));
        joined.process(() -> new SendJoined(insight.counters()), Named.as(SendJoined.NAME));
        sendBalances(joined);
        repartitioned(sent, "by-gateway-order", events.gatewayOrderClaims())
                .process(new FindReuse(events.gatewayOrderUses(), insight.counters()), Named.as(FindReuse.NAME))
                .to(name(Topic.CONFLICTS), produced("write-reuse", events.conflicts()));
        Topology topology = builder.build();
        writeResults(topology);
        return topology;
    }

    private KStream<byte[], byte[]> received() {
        return builder.stream(
                name(Topic.RECEIVED),
                Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                        .withTimestampExtractor(new ReceivedTime())
                        .withName("read-received"));
    }

    private ProcessorSupplier<byte[], byte[], String, Arrival> decodeReceived() {
        return () -> new DecodeReceived(events.received());
    }

    private ProcessorSupplier<String, Arrival, String, Judged> verifySignature() {
        Belief belief = new Belief(settings.accounts());
        return () -> new VerifySignature(belief);
    }

    private SettleOrders settleOrders() {
        return new SettleOrders(settings.accounts(), plans, events.orderStates());
    }

    private ProcessorSupplier<String, Result, String, QueryDue> emitDue() {
        boolean emits = settings.asking().emit();
        return () -> new EmitDue(plans, emits);
    }

    /**
     * An account that has moved is marked in the cache of a store, which is emptied before every commit: of the many balances between two
     * commits only the last one is made and written.
     */
    private void sendBalances(KStream<String, Joined> joined) {
        joined.processValues(MarkMoved::new, Named.as(MarkMoved.NAME))
                .toTable(
                        Named.as("keep-moved"),
                        Materialized.<String, byte[]>as(Stores.inMemoryKeyValueStore(MOVED))
                                .withKeySerde(KEYS)
                                .withValueSerde(Serdes.ByteArray())
                                .withLoggingDisabled()
                                .withCachingEnabled())
                .toStream(Named.as("take-moved"))
                .process(
                        () -> new SendBalances(insight.history()),
                        Named.as(SendBalances.NAME),
                        JoinPayouts.EVENTS,
                        JoinPayouts.SUMS);
    }

    private void writeResults(Topology topology) {
        String results = SendResults.NAME;
        write(topology, results, SendResults.OUTCOMES, Topic.OUTCOMES, events.outcomes());
        write(topology, results, SendResults.ORDERS, Topic.ORDERS, events.orders());
        write(topology, results, SendResults.SETTLEMENTS, Topic.SETTLEMENTS, events.settlements());
        write(topology, results, SendResults.CONFLICTS, Topic.CONFLICTS, events.conflicts());
        write(topology, results, SendResults.QUARANTINE, Topic.QUARANTINE, events.quarantine());
        write(topology, results, SendResults.PLACEMENTS, Topic.PLACEMENTS, events.placements());
        write(topology, SendJoined.NAME, SendJoined.PAYOUTS, Topic.PAYOUTS, events.payouts());
        write(topology, SendJoined.NAME, SendJoined.CONFLICTS, Topic.CONFLICTS, events.conflicts());
        write(topology, SendBalances.NAME, SendBalances.BREAKS, Topic.BREAKS, events.breaks());
        write(topology, SendBalances.NAME, SendBalances.BALANCES, Topic.BALANCES, events.balances());
        write(topology, SendBalances.NAME, SendBalances.CHANGES, Topic.BALANCE_CHANGES, events.balanceChanges());
        write(topology, SendBalances.NAME, SendBalances.LINES, Topic.RECONCILIATION, events.reconciliation());
    }

    private void write(Topology topology, String step, String node, Topic topic, Serde<?> values) {
        topology.addSink(node, name(topic), KEYS.serializer(), values.serializer(), step);
    }

    /** What {@link SendResults} sends there by the key that it has given it; it is of that class alone. */
    @SuppressWarnings("unchecked")
    private <T extends SpecificRecord> KStream<String, T> repartitioned(
            KStream<String, SpecificRecord> sent, String name, Serde<T> values) {
        return ((KStream<String, T>) (KStream<String, ? extends SpecificRecord>) sent)
                .repartition(Repartitioned.with(KEYS, values)
                        .withName(name)
                        .withNumberOfPartitions(settings.topics().partitions()));
    }

    private String name(Topic topic) {
        return topic.name(settings.topics().prefix());
    }

    private static <T> Produced<String, T> produced(String node, Serde<T> values) {
        return Produced.with(KEYS, values).withName(node);
    }
}

package io.quittance.topology;

import io.quittance.config.Settings;
import io.quittance.events.Events;
import io.quittance.events.QueryDue;
import io.quittance.events.Topic;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * The topology that settles: verify and settle by order in one sub-topology, payouts behind one repartition by account, the search for
 * gateway orders that are used twice behind another one by the partition of the gateway order. What goes through both is sent in batches,
 * before each commit at the latest.
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

    /** The store whose cache holds the one mark that there is something to send before the next commit. */
    public static final String UNSENT = "unsent-batches";

    /** So many moves of payments travel as one record at most. */
    public static final int MOST_MOVES = Outbox.MOST_MOVES;

    /** So many claims of gateway orders do. */
    public static final int MOST_CLAIMS = Outbox.MOST_CLAIMS;

    private static final byte[] THE_KEY = {0};
    /** Whatever the key was, it is the same here. */
    private static final Serde<byte[]> ONE_KEY = Serdes.serdeFrom((topic, key) -> THE_KEY, (topic, key) -> THE_KEY);

    private final Settings settings;
    private final Events events;
    private final AskingPlans plans;
    private final Insight insight;
    private final StreamsBuilder builder;
    private final Outbox.All outboxes;
    private final TopicSinks sinks;

    private SettlementTopology(Settings settings, Events events, Insight insight) {
        this.settings = settings;
        this.events = events;
        this.plans = new AskingPlans(settings);
        this.insight = insight;
        this.outboxes = new Outbox.All(events, settings.topics().partitions());
        this.builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(StreamsProperties.of(settings))));
        this.sinks = new TopicSinks(settings.topics().prefix());
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

    /**
     * What is done by order alone: verify, settle, publish. What it has for the steps behind the two repartitions goes to those topics,
     * where nobody reads it. Row 5 of the benchmark measures this.
     */
    public static Topology byOrder(Settings settings, Events events, Topic moves, Topic claims) {
        return new SettlementTopology(settings, events, Insight.into(settings)).buildByOrder(moves, claims);
    }

    private Topology buildByOrder(Topic moves, Topic claims) {
        KStream<String, byte[]> batches = settle();
        batches.to(sinks.name(moves), TopicSinks.produced(SendBatches.MOVES, Serdes.ByteArray()));
        batches.to(
                sinks.name(claims),
                TopicSinks.produced(SendBatches.CLAIMS, Serdes.ByteArray())
                        .withStreamPartitioner(JoinSteps::inPartition));
        Topology topology = builder.build();
        writeResults(topology);
        return topology;
    }

    private Topology build() {
        JoinSteps joins = new JoinSteps(settings, events, insight);
        joins.read(settle());
        Topology topology = builder.build();
        writeResults(topology);
        joins.write(topology);
        return topology;
    }

    /** Everything that is done by order; what goes on to the other steps comes out in batches. */
    private KStream<String, byte[]> settle() {
        KStream<byte[], byte[]> received = received();
        KStream<String, Arrival> arrivals = received.process(decodeReceived(), Named.as(DecodeReceived.NAME));
        KStream<String, Judged> judged = arrivals.process(verifySignature(), Named.as(VerifySignature.NAME));
        KStream<String, Result> results = judged.process(settleOrders(), Named.as(SettleOrders.NAME));
        results.process(() -> new SendResults(insight.counters(), outboxes), Named.as(SendResults.NAME));
        results.process(emitDue(), Named.as(EmitDue.NAME), SettleOrders.PAYMENTS, SettleOrders.PAYOUTS, DueIndex.NAME)
                .to(sinks.name(Topic.DUE), TopicSinks.produced("write-due", events.due()));
        return batches(received);
    }

    private KStream<byte[], byte[]> received() {
        return builder.stream(
                sinks.name(Topic.RECEIVED),
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
     * What waits in the {@link Outbox} is sent before every commit, at the latest: there is one mark for all of it in the cache of a store,
     * which is emptied then. The mark of a record has to be made after everything else has come of it: should the cache be emptied at once,
     * the outbox holds it all.
     */
    private KStream<String, byte[]> batches(KStream<byte[], byte[]> received) {
        return received.processValues(() -> new MarkUnsent(outboxes), Named.as(MarkUnsent.NAME))
                .toTable(Named.as("keep-unsent"), untilTheCommit(UNSENT, ONE_KEY))
                .toStream(Named.as("take-unsent"))
                .process(
                        () -> new SendBatches(outboxes, settings.topology().commitInterval()),
                        Named.as(SendBatches.NAME));
    }

    /** A store for marks alone, in memory, whose cache is emptied before every commit. */
    static <K> Materialized<K, byte[], KeyValueStore<Bytes, byte[]>> untilTheCommit(String name, Serde<K> keys) {
        return Materialized.<K, byte[]>as(Stores.inMemoryKeyValueStore(name))
                .withKeySerde(keys)
                .withValueSerde(Serdes.ByteArray())
                .withLoggingDisabled()
                .withCachingEnabled();
    }

    private void writeResults(Topology topology) {
        String results = SendResults.NAME;
        sinks.write(topology, results, SendResults.OUTCOMES, Topic.OUTCOMES, events.outcomes());
        sinks.write(topology, results, SendResults.ORDERS, Topic.ORDERS, events.orders());
        sinks.write(topology, results, SendResults.SETTLEMENTS, Topic.SETTLEMENTS, events.settlements());
        sinks.write(topology, results, SendResults.CONFLICTS, Topic.CONFLICTS, events.conflicts());
        sinks.write(topology, results, SendResults.QUARANTINE, Topic.QUARANTINE, events.quarantine());
        sinks.write(topology, results, SendResults.PLACEMENTS, Topic.PLACEMENTS, events.placements());
    }
}

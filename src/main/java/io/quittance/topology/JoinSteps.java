package io.quittance.topology;

import io.quittance.config.Settings;
import io.quittance.events.Events;
import io.quittance.events.Topic;
import io.quittance.topology.balances.Joined;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;

/** The steps behind the two repartitions: payouts and balances by account, gateway orders that are used twice by their own partition. */
final class JoinSteps {
    private final Settings settings;
    private final Events events;
    private final Insight insight;
    private final TopicSinks sinks;

    JoinSteps(Settings settings, Events events, Insight insight) {
        this.settings = settings;
        this.events = events;
        this.insight = insight;
        this.sinks = new TopicSinks(settings.topics().prefix());
    }

    /** Adds them, behind what settling sends in batches. */
    void read(KStream<String, byte[]> batches) {
        KStream<String, Joined> joined = batches.repartition(repartitioned("ledger-moves"))
                .processValues(new JoinPayouts(settings, events, insight.history()), Named.as(JoinPayouts.NAME));
        joined.process(() -> new SendJoined(insight.counters()), Named.as(SendJoined.NAME));
        sendBalances(joined);
        batches.repartition(repartitioned("by-gateway-order").withStreamPartitioner(JoinSteps::inPartition))
                .process(findReuse(), Named.as(FindReuse.NAME))
                .to(sinks.name(Topic.CONFLICTS), TopicSinks.produced("write-reuse", events.conflicts()));
    }

    /** Adds the nodes that write what comes of them, once the steps are there. */
    void write(Topology topology) {
        sinks.write(topology, SendJoined.NAME, SendJoined.PAYOUTS, Topic.PAYOUTS, events.payouts());
        sinks.write(topology, SendJoined.NAME, SendJoined.CONFLICTS, Topic.CONFLICTS, events.conflicts());
        sinks.write(topology, SendBalances.NAME, SendBalances.BREAKS, Topic.BREAKS, events.breaks());
        sinks.write(topology, SendBalances.NAME, SendBalances.BALANCES, Topic.BALANCES, events.balances());
        sinks.write(topology, SendBalances.NAME, SendBalances.CHANGES, Topic.BALANCE_CHANGES, events.balanceChanges());
        sinks.write(topology, SendBalances.NAME, SendBalances.LINES, Topic.RECONCILIATION, events.reconciliation());
    }

    /** Claims are gathered by the partition that they belong to, which is their key. */
    static Optional<Set<Integer>> inPartition(String topic, String key, byte[] batch, int partitions) {
        return Optional.of(Set.of(Integer.valueOf(key)));
    }

    private FindReuse findReuse() {
        return new FindReuse(events.gatewayOrderClaims(), events.gatewayOrderUses(), insight.counters());
    }

    /**
     * An account that has moved is marked in the cache of a store, which is emptied before every commit: of the many balances between two
     * commits only the last one is made and written.
     */
    private void sendBalances(KStream<String, Joined> joined) {
        joined.processValues(MarkMoved::new, Named.as(MarkMoved.NAME))
                .toTable(
                        Named.as("keep-moved"),
                        SettlementTopology.untilTheCommit(SettlementTopology.MOVED, Serdes.String()))
                .toStream(Named.as("take-moved"))
                .process(
                        () -> new SendBalances(insight.history()),
                        Named.as(SendBalances.NAME),
                        JoinPayouts.EVENTS,
                        JoinPayouts.SUMS);
    }

    private Repartitioned<String, byte[]> repartitioned(String name) {
        return Repartitioned.with(Serdes.String(), Serdes.ByteArray())
                .withName(name)
                .withNumberOfPartitions(settings.topics().partitions());
    }
}

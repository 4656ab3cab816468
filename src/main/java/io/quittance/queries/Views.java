package io.quittance.queries;

import io.quittance.events.Conflict;
import io.quittance.events.Events;
import io.quittance.events.Outcome;
import io.quittance.events.Topic;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.BytesDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/**
 * The views that queries read: committed rows only, in one sub-topology, so that the row of an order and its history have the
 * same owner. The topics are the changelogs of {@code orders-view} and {@code payouts-view}: they hold the topic's very bytes.
 */
public final class Views {
    /** The store of what outcomes and conflicts add up to, by kind and order. */
    public static final String HISTORY = "history-by-order";

    private static final String READ_OUTCOMES = "read-outcomes";
    private static final String READ_CONFLICTS = "read-conflicts";
    private static final String COUNT_OUTCOMES = "count-outcomes";
    private static final String NOTE_CONFLICTS = "note-conflicts";

    private final String prefix;
    private final Events events;
    private final Progress progress = new Progress();
    private final Waiters waiters = new Waiters(QueryLimits.MAX_WAITERS);

    /** Views over the topics of that prefix, whose values those events read. */
    public Views(String prefix, Events events) {
        this.prefix = prefix;
        this.events = events;
    }

    /** Adds sources, steps and stores of the views to a topology that must not read these topics otherwise. */
    public void addTo(Topology topology) {
        for (View view : View.values()) {
            addRows(topology, view);
        }
        addHistory(topology);
    }

    private void addRows(Topology topology, View view) {
        topology.addReadOnlyStateStore(
                Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(view.store()), Serdes.Bytes(), Serdes.ByteArray())
                        .withCachingDisabled()
                        .withLoggingDisabled(),
                view.source(),
                new BytesDeserializer(),
                new ByteArrayDeserializer(),
                view.topic().name(prefix),
                view.step(),
                () -> new KeepRows(view, progress, waiters));
    }

    private void addHistory(Topology topology) {
        KeepHistory.Rows<Outcome> outcomes =
                new KeepHistory.Rows<>(Topic.OUTCOMES, events.outcomes()::fromBytes, Outcome::getKind, Histories::with);
        KeepHistory.Rows<Conflict> conflicts = new KeepHistory.Rows<>(
                Topic.CONFLICTS, events.conflicts()::fromBytes, Conflict::getKind, Histories::with);
        addSource(topology, READ_OUTCOMES, Topic.OUTCOMES);
        addSource(topology, READ_CONFLICTS, Topic.CONFLICTS);
        topology.addProcessor(COUNT_OUTCOMES, () -> new KeepHistory<>(outcomes, progress), READ_OUTCOMES);
        topology.addProcessor(NOTE_CONFLICTS, () -> new KeepHistory<>(conflicts, progress), READ_CONFLICTS);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(HISTORY), Serdes.Bytes(), events.orderHistories())
                        .withCachingDisabled(),
                COUNT_OUTCOMES,
                NOTE_CONFLICTS);
        for (View view : View.values()) {
            topology.connectProcessorAndStateStores(view.step(), HISTORY);
        }
    }

    private void addSource(Topology topology, String node, Topic topic) {
        topology.addSource(node, new BytesDeserializer(), new ByteArrayDeserializer(), topic.name(prefix));
    }

    String prefix() {
        return prefix;
    }

    Events events() {
        return events;
    }

    Progress progress() {
        return progress;
    }

    Waiters waiters() {
        return waiters;
    }
}

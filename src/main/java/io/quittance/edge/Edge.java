package io.quittance.edge;

import io.quittance.config.Account;
import io.quittance.config.Settings;
import io.quittance.events.EventSerde;
import io.quittance.events.Ids;
import io.quittance.events.Received;
import java.util.Map;

/** The role {@code edge}: callbacks in, evidence out. Opens at once; until the brokers are there it refuses what comes. */
public final class Edge implements AutoCloseable {
    private final ReceivedWriter writer;
    private final EdgeCounters counters;
    private final CallbackHandler callbacks;

    private Edge(ReceivedWriter writer, EdgeCounters counters, CallbackHandler callbacks) {
        this.writer = writer;
        this.counters = counters;
        this.callbacks = callbacks;
    }

    /** An edge for all accounts of the settings; {@code topic} is the full name of {@code received}. */
    public static Edge open(Settings settings, String topic, EventSerde<Received> serde, Ids ids) {
        Map<String, Account> accounts = settings.accounts();
        EdgeCounters counters = new EdgeCounters(accounts.keySet());
        ReceivedWriter writer = ReceivedWriter.open(settings.kafka(), topic);
        CallbackHandler callbacks = new CallbackHandler(
                new CallbackTable(accounts.values(), counters),
                counters,
                new Peers(settings.http().trustedProxies()),
                new Evidence(serde, ids),
                writer);
        return new Edge(writer, counters, callbacks);
    }

    /** What has come in and how it was answered. */
    public EdgeCounters counters() {
        return counters;
    }

    /** Writes evidence; other sources than callbacks use it, too. */
    public ReceivedWriter writer() {
        return writer;
    }

    /** Whether a callback that came now would be written. */
    public boolean isReady() {
        return writer.isUp();
    }

    CallbackHandler callbacks() {
        return callbacks;
    }

    @Override
    public void close() {
        writer.close();
    }
}

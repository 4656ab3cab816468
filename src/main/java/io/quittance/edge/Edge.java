package io.quittance.edge;

import io.quittance.config.Account;
import io.quittance.config.Settings;
import io.quittance.events.EventSerde;
import io.quittance.events.Ids;
import io.quittance.events.Received;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;

/** The role {@code edge}: callbacks and browser returns in, evidence out. Opens at once; until the brokers are there it refuses what comes. */
public final class Edge implements AutoCloseable {
    private final ReceivedWriter writer;
    private final EdgeCounters counters;
    private final EdgeCounters returnCounters;
    private final ReceivedLog log;
    private final CallbackHandler callbacks;
    private final ReturnHandler returns;

    private Edge(
            ReceivedWriter writer,
            ReceivedLog log,
            EdgeCounters counters,
            EdgeCounters returnCounters,
            CallbackHandler callbacks,
            ReturnHandler returns) {
        this.writer = writer;
        this.log = log;
        this.counters = counters;
        this.returnCounters = returnCounters;
        this.callbacks = callbacks;
        this.returns = returns;
    }

    /** An edge for all accounts of the settings; {@code topic} is the full name of {@code received}. */
    public static Edge open(Settings settings, String topic, EventSerde<Received> serde, Ids ids) {
        Map<String, Account> accounts = settings.accounts();
        EdgeCounters counters = new EdgeCounters(accounts.keySet());
        EdgeCounters returnCounters = new EdgeCounters(accounts.keySet());
        Peers peers = new Peers(settings.http().trustedProxies());
        Evidence evidence = new Evidence(serde, ids);
        UnverifiedBudget budget = new UnverifiedBudget();
        ReceivedWriter writer = ReceivedWriter.open(settings.kafka(), topic);
        CallbackHandler callbacks = new CallbackHandler(
                new CallbackTable(accounts.values(), counters), counters, peers, evidence, writer, budget);
        ReturnHandler returns = new ReturnHandler(accounts.values(), returnCounters, peers, evidence, writer, budget);
        return new Edge(writer, new ReceivedLog(writer, serde, ids), counters, returnCounters, callbacks, returns);
    }

    /** Which callbacks have come in and how they were answered. */
    public EdgeCounters counters() {
        return counters;
    }

    /** Which browser returns have come in and how they were answered. */
    public EdgeCounters returnCounters() {
        return returnCounters;
    }

    /** Bytes of evidence that are on their way to the brokers; over {@link EdgeLimits#MAX_BYTES_IN_FLIGHT} callbacks are refused. */
    public long bytesInFlight() {
        return writer.bytesInFlight();
    }

    /** What writes the evidence, so that Kafka's own figures of it can be read. */
    public Producer<byte[], byte[]> producer() {
        return writer.producer();
    }

    /** Writes evidence. */
    ReceivedWriter writer() {
        return writer;
    }

    /** Writes what other sources than gateways and payers hand in. */
    public ReceivedLog log() {
        return log;
    }

    /** Whether a callback that came now would be written. */
    public boolean isReady() {
        return writer.isUp();
    }

    CallbackHandler callbacks() {
        return callbacks;
    }

    ReturnHandler returns() {
        return returns;
    }

    @Override
    public void close() {
        writer.close();
    }
}

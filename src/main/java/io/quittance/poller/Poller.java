package io.quittance.poller;

import io.quittance.config.Settings;
import io.quittance.events.Events;
import io.quittance.events.Ids;
import io.quittance.events.Topic;
import io.quittance.gatewayclient.CallLimits;
import io.quittance.gatewayclient.Circuit;
import io.quittance.gatewayclient.GatewayClient;
import io.quittance.gatewayclient.Requests;
import io.quittance.poller.AccountDesk.Tools;
import io.quittance.poller.PollerCounters.Counted;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The role {@code poller}: one of a group that shares the accounts among itself, so that one at a time speaks for an account. Gateways
 * that are away make it neither end nor unready.
 */
public final class Poller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);

    /** What a question takes besides its call: its commit and its records, the brokers slow. */
    private static final Duration AROUND_A_CALL = Duration.ofSeconds(30);

    private static final Duration CLOSE_TIME = Duration.ofSeconds(60);

    private final GatewayClient client;
    private final ReceivedLog log;
    private final PollerCounters counters;
    private final Desks desks;
    private final DueReader reader;
    private final Thread thread;

    private Poller(GatewayClient client, ReceivedLog log, PollerCounters counters, Desks desks, DueReader reader) {
        this.client = client;
        this.log = log;
        this.counters = counters;
        this.desks = desks;
        this.reader = reader;
        this.thread = Thread.ofPlatform().name("poller").start(reader);
    }

    /**
     * Starts asking for the accounts of the settings.
     *
     * @param ended told why, where it cannot go on by itself
     */
    public static Poller start(Settings settings, Events events, Consumer<String> ended) {
        InstantSource clock = InstantSource.system();
        Settings.Poller own = settings.poller();
        String prefix = settings.topics().prefix();
        PollerCounters counters = new PollerCounters(settings.accounts().keySet());
        GatewayClient client = GatewayClient.open(limits(own));
        ReceivedLog log = new ReceivedLog(settings.kafka(), Topic.RECEIVED.name(prefix), events.received());
        Ids ids = new Ids();
        Asker asker = new Asker(
                new Requests(settings.http().publicUrl()),
                client,
                log,
                new PollRecords(ids),
                counters,
                clock,
                own.timeout());
        Desks desks = new Desks(
                settings.accounts().values(),
                settings.topics().partitions(),
                new Tools(asker, client, counters, clock, ids, own.concurrency()),
                own.timeout().plus(AROUND_A_CALL));
        String due = Topic.DUE.name(prefix);
        DueReader reader = new DueReader(() -> new DueSession(settings, due, events.due(), desks, clock), ended);
        return new Poller(client, log, counters, desks, reader);
    }

    private static CallLimits limits(Settings.Poller own) {
        return new CallLimits(
                own.concurrency(),
                own.connectTimeout(),
                CallLimits.usual().maxAnswerBytes(),
                own.breakerFailures(),
                own.breakerPause());
    }

    /** What it has asked and got. */
    public PollerCounters counters() {
        return counters;
    }

    /** What writes for it, so that Kafka's own figures of it can be read. */
    public Producer<byte[], byte[]> producer() {
        return log.producer();
    }

    /** How it stands with the gateways of the accounts whose partitions it holds at the moment, by account. */
    public Map<String, Circuit> circuits() {
        Map<String, Circuit> circuits = new TreeMap<>();
        desks.names().forEach(account -> circuits.put(account, client.circuit(account)));
        return circuits;
    }

    /** Whether it reads what is due, or will when Kafka and the registry are back. */
    public boolean isRunning() {
        return thread.isAlive();
    }

    /** How it goes, in a line for people. */
    public String detail() {
        StringBuilder line =
                new StringBuilder("asks for ").append(desks.names().size()).append(" accounts, ");
        line.append(counters.count(Counted.ASKED)).append(" asked, ");
        line.append(counters.count(Counted.ANSWERED)).append(" answered");
        String setback = reader.setback();
        if (setback != null) {
            line.append("; ").append(setback);
        }
        circuits().forEach((account, circuit) -> {
            String trouble = circuit.trouble(account);
            if (trouble != null) {
                line.append("; ").append(trouble);
            }
        });
        return line.toString();
    }

    /** Ends what is being asked, begins nothing more, and leaves the group, so that others take over at once. */
    @Override
    public void close() {
        reader.stop();
        try {
            if (!thread.join(CLOSE_TIME)) {
                LOG.warn("the poller did not close within {}", CLOSE_TIME);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
        log.close();
    }
}

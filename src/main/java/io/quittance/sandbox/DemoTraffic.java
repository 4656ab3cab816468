package io.quittance.sandbox;

import io.quittance.events.Events;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * The traffic of {@code quittance demo}: five imitated gateways that call back, a live table of what came of it, and at
 * the end the comparison of what was sent with what the topics say.
 */
public final class DemoTraffic implements AutoCloseable {
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private static final int EXAMPLES_WITHIN = 100;

    private final Scenario scenario;
    private final Journal journal;
    private final CallbackClient client;
    private final SendCounts counts;
    private final Sender sender;
    private final LiveView view;
    private final LedgerCheck check;
    private final OptionalLong size;
    private final PrintStream out;
    private volatile boolean viewStopped;

    private DemoTraffic(
            Scenario scenario,
            Journal journal,
            CallbackClient client,
            SendCounts counts,
            Sender sender,
            LiveView view,
            LedgerCheck check,
            OptionalLong size,
            PrintStream out) {
        this.scenario = scenario;
        this.journal = journal;
        this.client = client;
        this.counts = counts;
        this.sender = sender;
        this.view = view;
        this.check = check;
        this.size = size;
        this.out = out;
    }

    /**
     * Starts to send to an edge that is ready, and to show.
     *
     * @param accounts the accounts of the plan's data folder, the same that the edge verifies with
     * @param baseUri where the edge listens, for example {@code http://127.0.0.1:8080}
     * @param events serdes for reading; registered by whoever starts the demo
     * @param topicPrefix what the names of the topics, which must be there, begin with
     * @param out where the table goes
     * @throws IOException where the journal in the data folder cannot be read or written
     */
    public static DemoTraffic start(
            DemoPlan plan,
            DemoAccounts accounts,
            URI baseUri,
            String bootstrapServers,
            Events events,
            String topicPrefix,
            PrintStream out)
            throws IOException {
        Journal journal = Journal.open(plan.data(), plan.seed(), Clock.systemUTC());
        Run run = journal.current();
        out.printf("traffic: run %d, seed %d%n", run.number(), run.seed());
        Departures departures = new Departures();
        TopicReader reader = new TopicReader(bootstrapServers, topicPrefix, LiveCounts.TOPICS, Set.of());
        reader.fromEnd();
        LiveCounts live = new LiveCounts(events, departures);
        LiveView view = new LiveView(reader, live, new LiveTable(out, LiveTable.onTerminal()));
        SendingLimits limits = SendingLimits.of(plan.ratePerSecond());
        CallbackClient client = new CallbackClient(baseUri, limits.answerTimeout());
        SendCounts counts = new SendCounts();
        CountDownLatch abandon = new CountDownLatch(1);
        OptionalLong size = size(plan, journal);
        Scenario scenario = new Scenario(run);
        Delivery delivery = new Delivery(client, scenario, accounts.writer(), limits, departures, counts, abandon);
        Sender sender = new Sender(scenario, journal, delivery, counts, limits, size, abandon);
        LedgerCheck check = new LedgerCheck(bootstrapServers, topicPrefix, events, LedgerCheck.Patience.USUAL);
        view.start();
        sender.start();
        return new DemoTraffic(scenario, journal, client, counts, sender, view, check, size, out);
    }

    /** Paths of queries about the first order of each gateway in this run, to try by hand. */
    public List<String> examplePaths() {
        Map<Gateway, String> paths = new EnumMap<>(Gateway.class);
        for (long index = 0; index < EXAMPLES_WITHIN && paths.size() < Gateway.values().length; index++) {
            DemoOrder order = scenario.order(index);
            Truth.Key key = order.truths().getFirst().key();
            paths.putIfAbsent(order.gateway(), "/v1/accounts/" + key.account() + "/" + path(key.flow()) + key.order());
        }
        return List.copyOf(paths.values());
    }

    private static String path(Flow flow) {
        return switch (flow) {
            case PAYMENT -> "orders/";
            case PAYOUT -> "payouts/";
        };
    }

    /** Waits until all orders of the plan are sent, or {@link #stop} was called; without a number of orders only for that. */
    public void awaitDone() throws InterruptedException {
        sender.awaitDone();
    }

    /** Sends no more, lets what is under way finish for ten seconds, and says what was sent. What is left is for the next start. */
    public void stop() throws InterruptedException {
        sender.stop(DRAIN);
        stopView();
        for (Gateway gateway : Gateway.values()) {
            SendCounts.Sent sent = counts.of(gateway);
            out.printf(
                    "%-8s callbacks %d, repeated for want of an acknowledgement %d, acknowledged %d, forgeries %d%n",
                    gateway.dialect(),
                    sent.tries.sum(),
                    sent.retries.sum(),
                    sent.acknowledged.sum(),
                    sent.forgeries.sum());
        }
        counts.complaints().forEach(out::println);
    }

    /**
     * Compares what was sent, in every run of the data folder, with the topics, waiting for what is still under way. The
     * table ends here. To be called when sending is done.
     */
    public LedgerResult compare() throws InterruptedException {
        List<RunRecord> runs = journal.runs();
        List<String> complaints = new ArrayList<>(counts.complaints());
        long done = runs.getLast().doneCount();
        if (size.isPresent() && done < size.getAsLong()) {
            complaints.add("only %d of %d orders were delivered".formatted(done, size.getAsLong()));
        }
        LedgerResult result = check.compare(runs, complaints);
        stopView();
        return result;
    }

    /** Gives up whatever is still under way; the next start sends it again. */
    @Override
    public void close() throws IOException {
        client.close();
        try {
            sender.stop(Duration.ZERO);
            stopView();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        journal.close();
    }

    private void stopView() throws InterruptedException {
        if (!viewStopped) {
            viewStopped = true;
            view.stop();
        }
    }

    /** A run that was carried on has at least as many orders as were begun: they are in the topics. */
    private static OptionalLong size(DemoPlan plan, Journal journal) {
        if (plan.orders().isEmpty()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Math.max(plan.orders().getAsLong(), journal.begun()));
    }
}

package io.quittance.sandbox;

import io.quittance.events.Events;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The traffic of {@code quittance demo}: a shop that places orders, gateways that take them and call back, a live table of what
 * came of it, and at the end the comparison of the gateways' ledger with what the topics say.
 */
public final class DemoTraffic implements AutoCloseable {
    private static final Duration DRAIN = Duration.ofSeconds(10);
    /** Longer than two questions about an order are apart at most, so that one spoiled answer ends no comparison. */
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    private static final int EXAMPLES_WITHIN = 100;

    private final DemoSandbox sandbox;
    private final ShopClient client;
    private final Complaints complaints;
    private final Shop shop;
    private final LiveView view;
    private final LedgerCheck check;
    private final OptionalLong size;
    private final PrintStream out;
    private volatile boolean viewStopped;

    private DemoTraffic(
            DemoSandbox sandbox,
            ShopClient client,
            Complaints complaints,
            Shop shop,
            LiveView view,
            LedgerCheck check,
            OptionalLong size,
            PrintStream out) {
        this.sandbox = sandbox;
        this.client = client;
        this.complaints = complaints;
        this.shop = shop;
        this.view = view;
        this.check = check;
        this.size = size;
        this.out = out;
    }

    /**
     * Starts to place with a Quittance that is ready, lets the gateways call it back, and shows.
     *
     * @param sandbox the gateways of the plan's data folder, at which Quittance's accounts are; closed with this
     * @param quittance where Quittance listens, for example {@code http://127.0.0.1:8080}
     * @param events serdes for reading; registered by whoever starts the demo
     * @param topicPrefix what the names of the topics, which must be there, begin with
     * @param out where the table goes
     */
    public static DemoTraffic start(
            DemoPlan plan,
            DemoSandbox sandbox,
            URI quittance,
            String bootstrapServers,
            Events events,
            String topicPrefix,
            PrintStream out) {
        Journal journal = sandbox.journal();
        Run run = journal.current();
        out.printf("traffic: run %d, seed %d%n", run.number(), run.seed());
        TopicReader reader = new TopicReader(bootstrapServers, topicPrefix, LiveCounts.TOPICS, Set.of());
        reader.fromEnd();
        LiveCounts live = new LiveCounts(events, sandbox.departures());
        LiveView view = new LiveView(reader, live, new LiveTable(out, LiveTable.onTerminal()));
        ShopClient client = new ShopClient(quittance, sandbox.token());
        Complaints complaints = new Complaints();
        OptionalLong size = size(plan, journal);
        long room = Math.max(DemoSandbox.ROOM, size.orElse(0));
        Shop shop = new Shop(journal, client, complaints, plan.ratePerSecond(), size, room, out::println);
        LedgerCheck check = new LedgerCheck(bootstrapServers, topicPrefix, events, PATIENCE);
        view.start();
        sandbox.carryOn();
        shop.start();
        return new DemoTraffic(sandbox, client, complaints, shop, view, check, size, out);
    }

    /** Paths of queries about the first order of each gateway in this run, to try by hand. */
    public List<String> examplePaths() {
        ShopOrders orders = new ShopOrders(sandbox.journal().current());
        Map<Gateway, String> paths = new EnumMap<>(Gateway.class);
        for (long index = 0; index < EXAMPLES_WITHIN && paths.size() < Gateway.values().length; index++) {
            ShopOrder order = orders.order(index);
            paths.putIfAbsent(order.gateway(), order.path() + "/" + order.id());
        }
        return List.copyOf(paths.values());
    }

    /** Waits until all orders of the plan are placed, or {@link #stop} was called; without a number of orders only for that. */
    public void awaitDone() throws InterruptedException {
        shop.awaitDone();
    }

    /** Places no more, lets what is under way finish for ten seconds, and says what there was. The rest is for the next start. */
    public void stop() throws InterruptedException {
        shop.stop(DRAIN);
        stopView();
        sandbox.ledger()
                .summary()
                .accounts()
                .forEach((name, account) -> out.printf(
                        "%-8s orders %d, callbacks %d, acknowledged %d, lost %d, forgeries %d%n",
                        account.gateway(),
                        account.orders(),
                        account.counted(Count.CALLBACKS_SENT.label()),
                        account.counted(Count.CALLBACKS_ACKED.label()),
                        account.counted(Count.CALLBACKS_LOST.label()),
                        account.counted(Count.FORGERIES_SENT.label())));
        complaints.list().forEach(out::println);
    }

    /**
     * Compares what the gateways know of every order of the data folder with the topics, waiting for what is still under way. The
     * table ends here. To be called when placing is done.
     */
    public LedgerResult compare() throws InterruptedException {
        Ledger ledger = sandbox.ledger();
        LedgerResult result = check.compare(() -> truth(ledger));
        stopView();
        return result;
    }

    private LedgerCheck.Truth truth(Ledger ledger) {
        boolean quiet = ledger.isQuiet(); // before the entries: nothing has happened to them since
        List<PlacedOrder> placed = sandbox.journal().placed();
        return new LedgerCheck.Truth(
                ledger.entries(), placed, ledger.notTaken(), quiet, ledger.violations(), faults(ledger));
    }

    /** Gives up whatever is still under way, the gateways with it; the next start carries on. */
    @Override
    public void close() throws IOException {
        client.close();
        try {
            shop.stop(Duration.ZERO);
            stopView();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sandbox.close();
    }

    private List<String> faults(Ledger ledger) {
        List<String> faults = new ArrayList<>(complaints.list());
        faults.addAll(ledger.faults());
        long done = sandbox.journal().runs().getLast().doneCount();
        if (size.isPresent() && done < size.getAsLong()) {
            faults.add("only %d of %d orders were placed".formatted(done, size.getAsLong()));
        }
        return faults;
    }

    private void stopView() throws InterruptedException {
        if (!viewStopped) {
            viewStopped = true;
            view.stop();
        }
    }

    /** A run that was carried on has at least as many orders as were begun: they may have been placed. */
    private static OptionalLong size(DemoPlan plan, Journal journal) {
        if (plan.orders().isEmpty()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Math.max(plan.orders().getAsLong(), journal.begun()));
    }
}

package io.quittance.sandbox;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * The gateways of {@code quittance demo}: one account at each of the five, every misbehaviour switched on, time that runs faster.
 * Credentials, ledger and journal are kept in the data folder, so that a start after a crash carries on.
 */
public final class DemoSandbox implements AutoCloseable {
    /** How many times faster the gateways' time runs: a minute of their documents is a second. */
    public static final int SPEED = 60;

    /** More orders than this are not placed where nobody has said how many there are to be: all are kept in memory. */
    static final int ROOM = 200_000;

    private static final String SECRETS = "secrets";
    private static final String LEDGER = "sandbox.ledger";
    private static final PayerPlan PAYERS = new PayerPlan(91, 4, 3, 30, Duration.ofSeconds(20));
    static final Map<Mischief, Integer> MISCHIEF = Map.ofEntries(
            Map.entry(Mischief.LOST, 5),
            Map.entry(Mischief.REPEATED, 10),
            Map.entry(Mischief.LATE, 3),
            Map.entry(Mischief.REORDERED, 5),
            Map.entry(Mischief.FORGED, 5),
            Map.entry(Mischief.TAMPERED, 5),
            Map.entry(Mischief.EARLY, 5),
            Map.entry(Mischief.WRONG_AMOUNT, 4),
            Map.entry(Mischief.ODD_STATUS, 4),
            Map.entry(Mischief.SKIMMED, 2),
            Map.entry(Mischief.SLOW, 1),
            Map.entry(Mischief.ERROR, 3),
            Map.entry(Mischief.GARBAGE, 2));

    private final SandboxAccounts accounts;
    private final Journal journal;
    private final Departures departures;
    private final SandboxServer server;
    private boolean closed;

    private DemoSandbox(SandboxAccounts accounts, Journal journal, Departures departures, SandboxServer server) {
        this.accounts = accounts;
        this.journal = journal;
        this.departures = departures;
        this.server = server;
    }

    /**
     * Opens the gateways of the plan's data folder; they serve, and call nobody back yet.
     *
     * @param quittance where callbacks go, for example {@code http://127.0.0.1:8080}, whatever address an order was placed from
     * @throws IOException where the folder holds what no demo wrote, cannot be written, or is in use by another process
     */
    public static DemoSandbox open(DemoPlan plan, URI quittance) throws IOException {
        // The journal first: opening it says whether somebody else runs in the folder.
        Journal journal = Journal.open(plan.data(), plan.seed(), Clock.systemUTC());
        try {
            SandboxAccounts accounts = SandboxAccounts.usual(plan.data().resolve(SECRETS));
            Departures departures = Departures.noted();
            long orders = Math.max(plan.orders().orElse(0), journal.begun());
            SandboxOptions options = SandboxOptions.of(accounts.list())
                    .withSeed(journal.current().seed())
                    .withSpeed(SPEED)
                    .withPlan(PAYERS)
                    .withMostOrders(Math.toIntExact(Math.max(ROOM, orders)))
                    .withCallbacksTo(quittance)
                    .withLedgerIn(plan.data().resolve(LEDGER));
            for (Map.Entry<Mischief, Integer> way : MISCHIEF.entrySet()) {
                options = options.with(way.getKey(), way.getValue());
            }
            return new DemoSandbox(accounts, journal, departures, SandboxServer.start(options, departures));
        } catch (IOException | RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    /** The address of the start page, whose {@code /ledger} tells the truth. */
    public URI address() {
        return server.address();
    }

    /** The sections {@code tokens} and {@code accounts} of settings that lie in the data folder under that name. */
    public String settings(Path file) {
        return accounts.sections(server.address(), file);
    }

    /** The file that holds the bearer token of the settings, and nothing else. */
    public Path tokenFile() {
        return accounts.tokenFile();
    }

    String token() {
        return accounts.token();
    }

    Journal journal() {
        return journal;
    }

    Departures departures() {
        return departures;
    }

    Ledger ledger() {
        return server.ledger();
    }

    /** Goes on with what an earlier start left; to be called once Quittance is ready for callbacks. */
    void carryOn() {
        server.carryOn();
    }

    /** Serves nothing more; what is still to come is for the next start. Again, it does nothing. */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        server.close();
        journal.close();
    }
}

package io.quittance.sandbox;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.Options;

/**
 * The five gateways, imitated after their documents and served on one port, each under its own name:
 * {@code http://127.0.0.1:PORT/juhe} is the base URL of an account at juhe. What is true of every order is in the ledger.
 */
public final class SandboxServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxServer.class);
    private static final long MAX_BODY_BYTES = 64L * 1024;
    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final int READ_MILLIS = 5_000;
    private static final int IDLE_MILLIS = 60_000;
    private static final int PENDING_PER_ORDER = 4;
    private static final int MOST_CONNECTIONS = 2_048;

    private final Undertow undertow;
    private final SandboxHandler handler;
    private final Timetable timetable;
    private final Caller caller;
    private final Ledger ledger;
    private final LedgerFile file = new LedgerFile();
    private final Book book;
    private final Counter counter;
    private final URI base;

    private SandboxServer(SandboxOptions options, Departures departures) throws IOException {
        GatewayTime time = options.time();
        this.timetable = new Timetable(time, PENDING_PER_ORDER * options.mostOrders());
        this.caller = new Caller(options.patience());
        Messenger messenger = new Messenger(caller, timetable, time, options.callbacksTo(), file, departures);
        this.counter = new Counter(messenger, caller, timetable, time, file);
        this.book = new Book(options.mostOrders(), options.seed(), file);
        Fates fates = new Fates(options);
        BackOffice office = new BackOffice(options, time, fates, book, counter, messenger, file);
        this.ledger = new Ledger(book, office, timetable);
        this.handler = new SandboxHandler(
                desks(office, book, counter),
                new LedgerDesk(ledger),
                new HomePage(book, office),
                new Spoiler(fates, options.slowness()));
        Path kept = options.ledgerFile();
        if (kept != null) {
            file.open(kept, new LedgerReader(options, office, book));
        }
        this.undertow = server(options, handler);
        this.base = begin(options, office);
    }

    /**
     * A sandbox that serves when this returns.
     *
     * @throws IOException where the port cannot be listened on; the message says which
     */
    public static SandboxServer start(SandboxOptions options) throws IOException {
        return start(options, Departures.unnoticed());
    }

    /** The same, noting when the callbacks leave that orders settle on. */
    static SandboxServer start(SandboxOptions options, Departures departures) throws IOException {
        return new SandboxServer(options, departures);
    }

    /** Goes on with the orders of an earlier start that are in the ledger's file: payers who have not paid, callbacks that are due. */
    public void carryOn() {
        book.page(0, Integer.MAX_VALUE).forEach(counter::carryOn);
    }

    /** The port that it listens on. */
    public int port() {
        InetSocketAddress address =
                (InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress();
        return address.getPort();
    }

    /** The base URL of that gateway's accounts. */
    public URI baseUrl(Gateway gateway) {
        return URI.create(base + "/" + gateway.dialect());
    }

    /** The address of the start page and the ledger, without a slash at the end. */
    public URI address() {
        return base;
    }

    /** The truth about every order. */
    public Ledger ledger() {
        return ledger;
    }

    /** Serves nothing more, and gives up callbacks that are still to come. */
    @Override
    public void close() {
        handler.close();
        timetable.close();
        caller.close();
        undertow.stop();
        try {
            file.close();
        } catch (IOException e) {
            LOG.warn("the ledger's file was not closed", e);
        }
    }

    private URI begin(SandboxOptions options, BackOffice office) throws IOException {
        try {
            undertow.start();
        } catch (RuntimeException e) {
            close();
            throw new IOException(
                    "cannot listen on " + options.host() + ":" + options.port() + " (" + e.getMessage()
                            + "): choose another port or stop what uses it",
                    e);
        }
        URI given = options.publicUrl();
        URI address = given != null ? given : URI.create("http://" + options.host() + ":" + port());
        office.servedAt(address);
        return address;
    }

    private static Map<Gateway, Desk> desks(BackOffice office, Book book, Counter counter) {
        Map<Gateway, Desk> desks = new EnumMap<>(Gateway.class);
        for (Gateway gateway : Gateway.values()) {
            CashierDesk cashier = new CashierDesk(gateway, book, counter, office.time());
            Desk endpoints = switch (gateway) {
                case YIJUHE -> new YijuheDesk(office);
                case JINGS -> new JingsDesk(office);
                case ZONGHE -> new ZongheDesk(office);
                case JUHE -> new JuheDesk(office);
                case LIANHE -> new LianheDesk(office, cashier);
            };
            desks.put(gateway, new WholeDesk(endpoints, cashier));
        }
        return desks;
    }

    private static Undertow server(SandboxOptions options, SandboxHandler handler) {
        return Undertow.builder()
                .addHttpListener(options.port(), options.host())
                .setIoThreads(2)
                .setWorkerThreads(2)
                .setSocketOption(Options.READ_TIMEOUT, IDLE_MILLIS)
                .setSocketOption(Options.WRITE_TIMEOUT, READ_MILLIS)
                .setSocketOption(Options.CONNECTION_HIGH_WATER, MOST_CONNECTIONS)
                .setSocketOption(Options.CONNECTION_LOW_WATER, MOST_CONNECTIONS)
                .setWorkerOption(Options.THREAD_DAEMON, true)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, MAX_BODY_BYTES)
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, MAX_HEADER_BYTES)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, READ_MILLIS)
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_MILLIS)
                .setServerOption(UndertowOptions.DECODE_URL, false)
                .setServerOption(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, true)
                .setHandler(handler)
                .build();
    }
}

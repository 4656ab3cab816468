package io.quittance.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the gateways have taken and what became of it, on disk, so that a start after a crash knows the truth that the first one
 * knew. One form-encoded line for each event; {@link LedgerReader} reads them. Until it is opened, and where there is no file,
 * nothing is kept.
 */
final class LedgerFile implements AutoCloseable {
    private volatile @Nullable AppendedLines lines;

    /** What happened; in lower case the first word of a line. */
    enum Event {
        /** An order was taken. */
        TAKEN,
        /** A taken order was paid. */
        PAID,
        /** A taken order ended unpaid. */
        FAILED,
        EXPIRED,
        /** The callback about that end was acknowledged, or given up. */
        TOLD,
        /** An order that is there was placed once more. */
        AGAIN,
        /** A request to place failed before the order was taken. */
        NOT_TAKEN,
        /** One of the counts that are not to be forgotten went up. */
        COUNTED;

        /** The event of a line's first word. */
        static Event of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** Hands the lines that are there to the reader, and keeps what happens from now on behind them. */
    void open(Path path, LedgerReader reader) throws IOException {
        lines = AppendedLines.open(path, reader);
    }

    void taken(BookedOrder order, long seed) {
        NewOrder asked = order.asked();
        append(
                Event.TAKEN,
                key(asked.key())
                        .with("seed", Long.toString(seed))
                        .with("amount", Long.toString(asked.amountMinor()))
                        .with("channel", asked.channel())
                        .with("notify", asked.notifyUrl().toString())
                        .with("return", asked.returnUrl().toString())
                        .with("note", asked.note())
                        .with("signature", asked.signature())
                        .with("at", millis(order.placedAt())));
    }

    void paid(BookedOrder order) {
        append(
                Event.PAID,
                number(order).with("amount", Long.toString(order.paidMinor())).with("at", millis(order.paidAt())));
    }

    /** The order ended unpaid. */
    void ended(BookedOrder order) {
        switch (order.truth()) {
            case FAILED -> append(Event.FAILED, number(order));
            case EXPIRED -> append(Event.EXPIRED, number(order));
            case WAITING, PAID -> throw new IllegalArgumentException("an order that is " + order.truth());
        }
    }

    void told(BookedOrder order) {
        append(Event.TOLD, number(order));
    }

    void placedAgain(BookedOrder order) {
        append(Event.AGAIN, number(order));
    }

    void notTaken(NewOrder.Key key) {
        append(Event.NOT_TAKEN, key(key));
    }

    void counted(String account, Count what) {
        append(Event.COUNTED, new Form().with("account", account).with("what", what.name()));
    }

    @Override
    public void close() throws IOException {
        AppendedLines open = lines;
        if (open != null) {
            open.close();
        }
    }

    private void append(Event event, Form fields) {
        AppendedLines open = lines;
        if (open != null) {
            open.append(event.name().toLowerCase(Locale.ROOT) + " " + fields.encoded());
        }
    }

    private static Form key(NewOrder.Key key) {
        return new Form()
                .with("account", key.account())
                .with("flow", key.flow().name())
                .with("id", key.id());
    }

    private static Form number(BookedOrder order) {
        return new Form().with("n", Long.toString(order.number()));
    }

    private static String millis(Instant time) {
        return Long.toString(time.toEpochMilli());
    }
}

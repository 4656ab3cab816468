package io.quittance.sandbox;

import io.quittance.sandbox.LedgerEntry.Truth;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Makes a sandbox that begins know what an earlier one on the same file knew: its orders, its money, its broken limits. */
final class LedgerReader implements AppendedLines.Reader {
    private final SandboxOptions options;
    private final Book book;
    private final Map<String, Till> tills = new HashMap<>();
    /** What is in store is drawn from the seed at which an order was taken, whatever the seed is now. */
    private final Map<Long, Fates> fates = new HashMap<>();

    LedgerReader(SandboxOptions options, BackOffice office, Book book) {
        this.options = options;
        this.book = book;
        office.tills().forEach(till -> tills.put(till.account().name(), till));
    }

    @Override
    public void take(String line) {
        int blank = line.indexOf(' ');
        WebParameters fields = WebParameters.ofForm(line.substring(blank + 1).getBytes(StandardCharsets.US_ASCII));
        switch (LedgerFile.Event.of(line.substring(0, blank))) {
            case TAKEN -> taken(fields);
            case PAID -> paid(order(fields), number(fields, "amount"), time(fields));
            case FAILED -> failed(order(fields));
            case EXPIRED -> order(fields).end(Truth.EXPIRED);
            case TOLD -> order(fields).tell();
            case AGAIN -> {
                BookedOrder order = order(fields);
                order.placedAgain();
                order.till().restore(Count.PLACEMENTS);
            }
            case NOT_TAKEN -> {
                book.fail(key(fields));
                till(fields).restore(Count.PLACEMENTS_NOT_TAKEN);
            }
            case COUNTED -> till(fields).restore(Count.valueOf(fields.text("what")));
        }
    }

    private void taken(WebParameters fields) {
        NewOrder.Key key = key(fields);
        NewOrder asked = new NewOrder(
                till(fields),
                key.flow(),
                key.id(),
                number(fields, "amount"),
                fields.text("channel"),
                URI.create(fields.text("notify")),
                URI.create(fields.text("return")),
                fields.text("note"),
                fields.text("signature"));
        long seed = number(fields, "seed");
        Fate fate = fates.computeIfAbsent(seed, other -> new Fates(options.withSeed(other)))
                .of(asked);
        book.restore(asked, fate, seed, time(fields));
        asked.till().restore(Count.PLACEMENTS);
        if (asked.flow() == Flow.PAYOUT) {
            asked.till().credit(-asked.amountMinor());
        }
    }

    private static void paid(BookedOrder order, long minor, Instant at) {
        order.pay(minor, at, Duration.ZERO);
        if (order.asked().flow() == Flow.PAYMENT && !order.fate().has(Mischief.SKIMMED)) {
            order.till().credit(minor);
        }
    }

    private static void failed(BookedOrder order) {
        order.end(Truth.FAILED);
        if (order.asked().flow() == Flow.PAYOUT) {
            order.till().credit(order.asked().amountMinor());
        }
    }

    private BookedOrder order(WebParameters fields) {
        return book.numbered(number(fields, "n"));
    }

    private Till till(WebParameters fields) {
        Till till = tills.get(fields.text("account"));
        if (till == null) {
            throw new IllegalArgumentException("the sandbox has no account " + fields.text("account"));
        }
        return till;
    }

    private static NewOrder.Key key(WebParameters fields) {
        return new NewOrder.Key(fields.text("account"), Flow.valueOf(fields.text("flow")), fields.text("id"));
    }

    private static Instant time(WebParameters fields) {
        return Instant.ofEpochMilli(number(fields, "at"));
    }

    private static long number(WebParameters fields, String name) {
        return Long.parseLong(fields.text(name));
    }
}

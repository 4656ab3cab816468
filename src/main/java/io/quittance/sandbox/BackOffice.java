package io.quittance.sandbox;

import io.quittance.sandbox.Book.Booking;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the five gateways have in common behind their desks: accounts, orders, payers, time. */
final class BackOffice {
    private final SandboxOptions options;
    private final GatewayTime time;
    private final Fates fates;
    private final Book book;
    private final Counter counter;
    private final Messenger messenger;
    private final List<Till> tills = new ArrayList<>();
    private volatile @Nullable URI base;

    BackOffice(
            SandboxOptions options,
            GatewayTime time,
            Fates fates,
            Book book,
            Counter counter,
            Messenger messenger,
            LedgerFile file) {
        this.options = options;
        this.time = time;
        this.fates = fates;
        this.book = book;
        this.counter = counter;
        this.messenger = messenger;
        Forger forger = new Forger();
        options.accounts().forEach(account -> tills.add(new Till(account, forger.writer(account), time, file)));
    }

    /** How a gateway words what became of a request to place an order. */
    interface Words {
        /** The order was taken. */
        WebAnswer taken(BookedOrder order);

        /** There is an order of that number already. */
        WebAnswer known(BookedOrder order);

        /** The gateway takes no orders at the moment. */
        WebAnswer busy();

        /** Whether a payer's browser asks, which may load a page again, and not a merchant's server. */
        default boolean toBrowser() {
            return false;
        }
    }

    /** From now on browsers and merchants reach the gateways under that address. */
    void servedAt(URI address) {
        base = address;
    }

    /** The gateways' clock. */
    GatewayTime time() {
        return time;
    }

    /** How a sandbox is to be served. */
    SandboxOptions options() {
        return options;
    }

    /** All accounts. */
    List<Till> tills() {
        return List.copyOf(tills);
    }

    /** The account of that merchant at that gateway. */
    Optional<Till> till(Gateway gateway, String merchant) {
        return tills.stream()
                .filter(till -> till.account().gateway() == gateway)
                .filter(till -> till.account().merchant().equals(merchant))
                .findFirst();
    }

    /** Takes an order and lets its payer go about it, or says why not. */
    WebAnswer place(NewOrder asked, Words words) {
        Till till = asked.till();
        till.count(Count.PLACEMENTS);
        if (fates.failsBeforeTaking(asked.key()) && book.fail(asked.key())) {
            till.count(Count.PLACEMENTS_NOT_TAKEN);
            return WebAnswer.text(500, "internal error");
        }
        return switch (book.take(asked, fates.of(asked), time.now())) {
            case Booking.Taken(BookedOrder order) -> {
                counter.play(order);
                yield words.taken(order).about(order);
            }
            case Booking.Known(BookedOrder order) -> {
                till.count(Count.PLACEMENTS_REFUSED);
                if (!words.toBrowser()) {
                    till.count(Count.PLACED_TWICE);
                }
                yield words.known(order).about(order);
            }
            case Booking.Full() -> {
                till.count(Count.PLACEMENTS_REFUSED);
                yield words.busy();
            }
        };
    }

    /** The order of that number. */
    Optional<BookedOrder> find(Till till, Flow flow, String id) {
        return book.find(new NewOrder.Key(till.account().name(), flow, id));
    }

    /** Counts a rightly signed question about an order; false where it came before the gateway's limit allows. */
    boolean mayAsk(BookedOrder order, Duration window) {
        order.till().count(Count.QUERIES);
        if (order.ask(time.shortened(window).toNanos())) {
            return true;
        }
        order.till().count(Count.TOO_MANY_QUERIES);
        return false;
    }

    /** Calls back once more about an order that is paid. */
    void callBackAgain(BookedOrder order) {
        messenger.again(order);
    }

    /** Where the payer goes to pay. */
    URI cashier(BookedOrder order) {
        URI address = base;
        if (address == null) {
            throw new IllegalStateException("nobody has said where the sandbox is served");
        }
        return URI.create(address + "/" + order.gateway().dialect() + "/cashier/" + order.cashierId());
    }
}

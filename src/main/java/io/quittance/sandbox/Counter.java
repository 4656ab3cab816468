package io.quittance.sandbox;

import io.quittance.sandbox.LedgerEntry.Truth;
import java.net.URI;
import java.time.Duration;

/** Where orders end: a person at the payment page, or the seed in a payer's place, pays, lets fail or lets expire. */
final class Counter {
    /** How long a gateway holds an order open for an automatic payer who does not come. */
    private static final Duration OPEN_FOR = Duration.ofMinutes(15);

    private static final Duration QUERY_LAG = Duration.ofSeconds(30);

    private final Messenger messenger;
    private final Caller caller;
    private final Timetable timetable;
    private final GatewayTime time;
    private final LedgerFile file;

    Counter(Messenger messenger, Caller caller, Timetable timetable, GatewayTime time, LedgerFile file) {
        this.messenger = messenger;
        this.caller = caller;
        this.timetable = timetable;
        this.time = time;
        this.file = file;
    }

    /** Lets the seed decide about a new order, in its time. */
    void play(BookedOrder order) {
        Fate fate = order.fate();
        plan(order, fate.after(), () -> {
            messenger.noise(order);
            switch (fate.ending()) {
                case PAID -> payAndReturn(order);
                case FAILED -> fail(order);
                case EXPIRED -> plan(order, OPEN_FOR, () -> expire(order));
                case WAITS -> {}
            }
        });
    }

    /** Goes on with an order of an earlier start: what was not decided is decided, what was not told to its end is told again. */
    void carryOn(BookedOrder order) {
        switch (order.truth()) {
            case WAITING -> play(order);
            case PAID -> {
                if (!order.isTold()) {
                    messenger.paid(order);
                }
            }
            case FAILED -> {
                if (!order.isTold()) {
                    messenger.failed(order);
                }
            }
            case EXPIRED -> {}
        }
    }

    /** The order is paid, with so many fen; false where it had ended before. */
    boolean pay(BookedOrder order, long minor) {
        Duration lag = order.fate().has(Mischief.EARLY) ? time.shortened(QUERY_LAG) : Duration.ZERO;
        if (!order.pay(minor, time.now(), lag)) {
            return false;
        }
        file.paid(order);
        if (order.asked().flow() == Flow.PAYMENT && !order.fate().has(Mischief.SKIMMED)) {
            order.till().credit(minor);
        }
        messenger.paid(order);
        return true;
    }

    /** The payment or payout fails; false where the order had ended before. */
    boolean fail(BookedOrder order) {
        if (!order.end(Truth.FAILED)) {
            return false;
        }
        file.ended(order);
        if (order.asked().flow() == Flow.PAYOUT) {
            order.till().credit(order.asked().amountMinor());
        }
        messenger.failed(order);
        return true;
    }

    /** The order is closed unpaid; false where it had ended before, or is a payout, which nobody closes. */
    boolean expire(BookedOrder order) {
        boolean expires = order.asked().flow() == Flow.PAYMENT && order.end(Truth.EXPIRED);
        if (expires) {
            file.ended(order);
        }
        return expires;
    }

    /** How the payer's browser goes back to the shop. */
    BrowserReturn returnOf(BookedOrder order) {
        return BrowserReturn.of(order, messenger);
    }

    private void payAndReturn(BookedOrder order) {
        if (!pay(order, order.fate().paidMinor())) {
            return;
        }
        if (order.fate().returns() && order.asked().flow() == Flow.PAYMENT) {
            plan(order, Duration.ofSeconds(1 + order.fate().detail(3)), () -> returnFrom(order));
        }
    }

    private void returnFrom(BookedOrder order) {
        BrowserReturn back = returnOf(order);
        URI url = back.url();
        order.till().count(Count.RETURNS);
        if (back.post()) {
            caller.post(url, back.form().encoded());
            return;
        }
        caller.get(url);
    }

    private void plan(BookedOrder order, Duration pause, Runnable work) {
        if (!timetable.after(pause, work)) {
            order.till().count(Count.DROPPED);
        }
    }
}

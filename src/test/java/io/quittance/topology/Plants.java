package io.quittance.topology;

import static io.quittance.topology.GeneratedBooks.GRACE;
import static io.quittance.topology.GeneratedBooks.MINUTE;

import io.quittance.events.BreakType;
import io.quittance.events.EventKind;
import io.quittance.events.StatementTold;
import io.quittance.topology.GeneratedBooks.Found;
import io.quittance.topology.decisions.Told;
import java.time.LocalDate;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What happens in a stretch of forty minutes: orders as they should be, callbacks beside reports, and breaks. */
final class Plants {
    private static final EventKind IN = EventKind.PAYMENT;
    private static final EventKind OUT = EventKind.PAYOUT;

    private final GeneratedBooks books;
    private final Random random;
    private final OrderPlants orderPlants;
    /** A break and what stands beside a report in one stretch can be told apart only where the next report beside one is far. */
    private boolean isCrowded;

    Plants(GeneratedBooks books) {
        this.books = books;
        this.random = books.random;
        this.orderPlants = new OrderPlants(books, this);
    }

    void grow(long begin) {
        for (int i = random.nextInt(3); i > 0; i--) {
            orderPlants.plant(begin + random.nextLong(40 * MINUTE) | 1);
        }
        boolean isBeside = random.nextInt(10) < 6 && !isCrowded;
        boolean isAgainst = random.nextInt(10) < 5;
        if (isBeside) {
            besideReports(begin + 2 * MINUTE + random.nextLong(14 * MINUTE) | 1);
        }
        if (isAgainst) {
            againstTheBalance(begin + 12 * MINUTE + random.nextLong(6 * MINUTE) | 1);
        }
        isCrowded = isBeside && isAgainst;
    }

    /** Whether the stretch before has a break and something beside a report: the next one is to be plain then. */
    boolean isCrowded() {
        return isCrowded;
    }

    /**
     * Two stretches in which some orders are on their way at any time, whose callbacks come late and do not say when they were paid; only
     * the first reports and the last are sure to the fen.
     */
    void growBusy(long begin) {
        if (random.nextBoolean()) {
            againstTheBalance(begin + 20 * MINUTE + random.nextLong(30 * MINUTE) | 1);
        }
        for (long at = begin; at < begin + 58 * MINUTE; at += 1 + random.nextLong(3 * MINUTE)) {
            long paidAt = at + random.nextLong(3 * MINUTE) | 1;
            onItsWay(at, paidAt, paidAt + random.nextLong(15 * MINUTE) | 1);
        }
        isCrowded = true;
    }

    private void onItsWay(long at, long paidAt, long saidAt) {
        long minor = books.amount();
        boolean out = random.nextInt(5) == 0;
        BookedOrder order = books.order(out ? OUT : IN, out ? null : channel());
        boolean isHeld = !out && random.nextInt(8) == 0;
        boolean isTimedLater = !isHeld && random.nextInt(8) == 0;
        order.placed(at, isHeld ? minor + 100 : minor).paid(isTimedLater ? null : minor, null, saidAt);
        if (isTimedLater) {
            order.paid(minor, paidAt, saidAt + random.nextLong(8 * GRACE));
        }
        books.credit(paidAt, net(order, minor));
        if (isHeld) {
            found(BreakType.AMOUNT_DIFFERS, IN, order.id, GeneratedBooks.day(at), minor + 100, minor);
        } else {
            books.list(order, isTimedLater ? paidAt : saidAt, StatementTold.PAID, minor);
        }
    }

    @Nullable String channel() {
        return random.nextBoolean() ? "alipay" : null;
    }

    /** A payment that settles, of which the gateway tells at once or later. */
    BookedOrder paid(long at, long minor) {
        BookedOrder order = books.order(IN, channel());
        if (random.nextBoolean()) {
            order.placed(at - MINUTE, minor);
        }
        if (random.nextInt(4) == 0) {
            order.says(Told.PENDING, at - MINUTE / 2);
        }
        long delay = random.nextInt(10) == 0 ? random.nextLong(5 * GRACE) : random.nextLong(GRACE);
        return order.paid(minor, at, at + delay);
    }

    BookedOrder paidOut(long at, long minor) {
        BookedOrder order = books.order(OUT, null).placed(at - 2 * MINUTE, minor);
        if (random.nextBoolean()) {
            order.says(Told.ACCEPTED, at - MINUTE);
        }
        return order.paid(minor, at, at + random.nextLong(GRACE));
    }

    /** What the order does to the balance when it is paid. */
    static long net(BookedOrder order, long minor) {
        long fee = GeneratedBooks.fee(order.kind, order.channel);
        return order.kind == OUT ? -minor - fee : minor - fee;
    }

    void found(
            BreakType type,
            EventKind kind,
            @Nullable String order,
            LocalDate day,
            @Nullable Long ours,
            @Nullable Long theirs) {
        books.planted.add(new Found(day.toString(), type, kind, order, ours, theirs));
    }

    /** One that the balance shows then: by how much it differs. */
    private void shown(BreakType type, EventKind kind, @Nullable String order, long at, long minor) {
        found(type, kind, order, GeneratedBooks.day(at), null, minor);
    }

    /** Money that comes or goes and that nobody tells of. */
    private void unexplained(long at, long minor) {
        books.credit(at, minor);
        BreakType type = minor > 0 ? BreakType.UNEXPLAINED_GAIN : BreakType.DROP_WITHOUT_PAYOUT;
        shown(type, EventKind.BALANCE, null, at, minor);
    }

    /** Money that reports hold before we hear of it, or do not hold yet when we have. */
    private void besideReports(long at) {
        if (random.nextInt(4) == 0) {
            heldBesideReports(at);
            return;
        }
        long minor = books.amount();
        long later = at + MINUTE + random.nextLong(GRACE - MINUTE);
        boolean out = random.nextInt(3) == 0;
        BookedOrder order = books.order(out ? OUT : IN, out ? null : channel());
        if (out || random.nextBoolean()) {
            order.placed(at - MINUTE, minor);
        }
        boolean heldBefore = random.nextBoolean();
        long ours = heldBefore ? later | 1 : at;
        order.paid(minor, heldBefore ? null : at, ours);
        books.credit(heldBefore ? at : later | 1, net(order, minor));
        books.list(order, ours, StatementTold.PAID, minor);
    }

    /** The gateway does not say when it was paid; it may be released long after. */
    private void heldBesideReports(long at) {
        boolean isReleased = random.nextBoolean();
        BookedOrder order = held(at, null, !isReleased);
        if (isReleased) {
            order.released(order.paidMinor(), at + GRACE + random.nextLong(5 * GRACE));
            books.list(order, at + GRACE, StatementTold.PAID, order.paidMinor());
        }
    }

    private void againstTheBalance(long at) {
        switch (random.nextInt(8)) {
            case 0 -> payoutThatTakesNothing(at);
            case 1 -> unexplained(at, -books.amount() - 50);
            case 2 -> failedPayoutThatTakesMoney(at);
            case 3 -> unexplained(at, books.amount() + 50);
            case 4 -> unpaidOrderThatBringsMoney(at);
            case 5 -> paymentThatTheGatewayKeeps(at);
            case 6 -> listedOrderThatBringsMoney(at);
            default -> heldOrderThatBringsNothing(at);
        }
    }

    private void payoutThatTakesNothing(long at) {
        long minor = books.amount();
        BookedOrder order = paidOut(at, minor);
        books.list(order, at, StatementTold.PAID, minor);
        shown(BreakType.PAYOUT_WITHOUT_DROP, OUT, order.id, at, -net(order, minor));
    }

    private void failedPayoutThatTakesMoney(long at) {
        long minor = books.amount();
        BookedOrder order = books.order(OUT, null).placed(at - MINUTE, minor);
        order.says(random.nextBoolean() ? Told.FAILED : Told.REJECTED, at + random.nextLong(GRACE));
        books.list(order, at, StatementTold.FAILED, minor);
        books.credit(at, net(order, minor));
        shown(BreakType.DROP_WITHOUT_PAYOUT, EventKind.BALANCE, order.id, at, net(order, minor));
    }

    private void unpaidOrderThatBringsMoney(long at) {
        long minor = books.amount();
        Told word = random.nextInt(3) == 0 ? Told.PENDING : random.nextBoolean() ? Told.FAILED : Told.EXPIRED;
        BookedOrder order = books.order(IN, channel()).placed(at - random.nextLong(60 * MINUTE), minor);
        order.says(word, at + random.nextLong(GRACE));
        books.credit(at, net(order, minor));
        shown(BreakType.SUSPECTED_SKIMMING, IN, order.id, at, net(order, minor));
    }

    private void paymentThatTheGatewayKeeps(long at) {
        long minor = books.amount();
        BookedOrder order = paid(at, minor);
        books.list(order, at, StatementTold.PAID, minor);
        shown(BreakType.DROP_WITHOUT_PAYOUT, EventKind.BALANCE, null, at, -net(order, minor));
    }

    /** No callback came of it: only the statement says what the balance grew by, if there is one. */
    private void listedOrderThatBringsMoney(long at) {
        long minor = books.amount();
        BookedOrder order = books.order(IN, channel());
        boolean isKnown = random.nextBoolean();
        if (isKnown) {
            order.placed(at - MINUTE, minor).says(Told.PENDING, at + MINUTE);
        }
        long net = minor - GeneratedBooks.fee(IN, isKnown ? order.channel : null);
        books.credit(at, net);
        LocalDate listed = books.list(order, at, StatementTold.PAID, minor);
        if (listed != null) {
            found(BreakType.PAID_THERE_NOT_HERE, IN, order.id, listed, null, minor);
        }
        if (listed == null && isKnown) {
            shown(BreakType.SUSPECTED_SKIMMING, IN, order.id, at, net);
        } else {
            String named = listed == null ? null : order.id;
            shown(BreakType.UNEXPLAINED_GAIN, EventKind.BALANCE, named, at, net);
        }
    }

    private void heldOrderThatBringsNothing(long at) {
        BookedOrder order = held(at, true);
        books.credit(at, -net(order, order.paidMinor()));
        shown(BreakType.DROP_WITHOUT_PAYOUT, EventKind.BALANCE, order.id, at, -net(order, order.paidMinor()));
    }

    /** An order that the gateway calls paid at another amount than was ordered. */
    BookedOrder held(long at, boolean isBreak) {
        return held(at, at, isBreak);
    }

    private BookedOrder held(long at, @Nullable Long paidAt, boolean isBreak) {
        long minor = books.amount();
        BookedOrder order = books.order(IN, channel()).placed(at - MINUTE, minor + 100);
        order.paid(minor, paidAt, at + 2 * random.nextLong(GRACE / 2));
        books.credit(at, net(order, minor));
        if (isBreak) {
            found(BreakType.AMOUNT_DIFFERS, IN, order.id, GeneratedBooks.day(at - MINUTE), minor + 100, minor);
        }
        return order;
    }
}

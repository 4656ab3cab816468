package io.quittance.topology;

import static io.quittance.topology.GeneratedBooks.GRACE;
import static io.quittance.topology.GeneratedBooks.MINUTE;
import static io.quittance.topology.GeneratedBooks.day;

import io.quittance.events.BreakType;
import io.quittance.events.EventKind;
import io.quittance.events.StatementTold;
import io.quittance.topology.decisions.Told;
import java.time.LocalDate;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Orders of which the gateway's word and ours agree, or differ in one thing; the balance is what ours come to. */
final class OrderPlants {
    private static final EventKind IN = EventKind.PAYMENT;
    private static final EventKind OUT = EventKind.PAYOUT;

    private final GeneratedBooks books;
    private final Plants plants;
    private final Random random;

    OrderPlants(GeneratedBooks books, Plants plants) {
        this.books = books;
        this.plants = plants;
        this.random = books.random;
    }

    void plant(long at) {
        switch (random.nextInt(24)) {
            case 0, 1, 2, 3 -> settled(plants.paid(at, books.amount()), at);
            case 4, 5 -> settled(plants.paidOut(at, books.amount()), at);
            case 6, 7, 8 -> unpaid(at);
            case 9 -> paidAfterTheStatement(at);
            case 10, 11 -> leftOut(at);
            case 12, 13 -> listedAsPaid(at);
            case 14, 15 -> reportedAsPaid(at);
            case 16, 17 -> listedAtAnotherAmount(at);
            case 18 -> reportedAtAnotherAmount(at);
            case 19 -> paidOutAtAnotherAmount(at);
            case 20 -> paidTwice(at);
            case 21 -> takenBack(at);
            default -> listedOtherwise(at);
        }
    }

    /** An order as it should be. */
    private void settled(BookedOrder order, long at) {
        long minor = order.paidMinor();
        books.credit(at, Plants.net(order, minor));
        books.list(order, at, StatementTold.PAID, minor);
    }

    private void unpaid(long at) {
        long minor = books.amount();
        switch (random.nextInt(4)) {
            case 0 -> {
                BookedOrder order = books.order(IN, plants.channel()).placed(at, minor);
                order.says(random.nextBoolean() ? Told.FAILED : Told.EXPIRED, at + MINUTE);
                books.list(order, at, random.nextBoolean() ? StatementTold.FAILED : StatementTold.EXPIRED, minor);
            }
            case 1 -> {
                BookedOrder order = books.order(IN, plants.channel()).says(Told.PENDING, at);
                books.list(order, at, StatementTold.PENDING, minor);
            }
            case 2 -> books.order(IN, null).placed(at, minor).notCalled(at + MINUTE);
            default -> books.list(books.order(IN, null), at, StatementTold.FAILED, minor);
        }
    }

    private void paidAfterTheStatement(long at) {
        long minor = books.amount();
        BookedOrder order = books.order(IN, plants.channel()).says(Told.PENDING, at - MINUTE);
        books.credit(at, Plants.net(order, minor));
        books.list(order, at, StatementTold.PAID, minor);
        order.afterStatements(() -> order.paid(minor, at, GeneratedBooks.AFTERWARDS));
    }

    private void leftOut(long at) {
        long minor = books.amount();
        BookedOrder order = random.nextInt(3) == 0 ? plants.paidOut(at, minor) : plants.paid(at, minor);
        books.credit(at, Plants.net(order, minor));
        if (books.isCovered(order.kind, at)) {
            plants.found(BreakType.HERE_NOT_THERE, order.kind, order.id, day(at), minor, null);
        }
    }

    private void listedAsPaid(long at) {
        long minor = books.amount();
        BookedOrder order = books.order(IN, plants.channel());
        switch (random.nextInt(3)) {
            case 0 -> {}
            case 1 -> order.says(Told.PENDING, at);
            default -> order.placed(at, minor).says(Told.FAILED, at + MINUTE);
        }
        LocalDate listed = books.list(order, at, StatementTold.PAID, minor);
        foundIn(listed, BreakType.PAID_THERE_NOT_HERE, order, null, minor);
    }

    /** Several at once, so that hardly a report shows one of them alone. */
    private void reportedAsPaid(long at) {
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            long then = at + 2 * random.nextLong(MINUTE);
            switch (random.nextInt(6)) {
                case 0 -> paidWithoutAmount(then);
                case 1 -> paidOutWithoutAmount(then);
                case 2 -> refused(then);
                case 3 -> released(plants.held(then, false), then);
                default -> plants.held(then, true);
            }
        }
    }

    /** Held until a callback names the amount, now and then with another time of payment. */
    private void paidWithoutAmount(long at) {
        long minor = books.amount();
        BookedOrder order = books.order(IN, plants.channel()).placed(at, minor);
        order.paid(null, at, at + MINUTE);
        books.credit(at, Plants.net(order, minor));
        if (random.nextBoolean()) {
            plants.found(BreakType.PAID_THERE_NOT_HERE, IN, order.id, day(at), null, null);
            return;
        }
        long paidAt = random.nextBoolean() ? at : at + 2;
        order.paid(minor, paidAt, at + MINUTE + random.nextLong(4 * GRACE));
        books.list(order, paidAt, StatementTold.PAID, minor);
    }

    private void paidOutWithoutAmount(long at) {
        long minor = books.amount();
        BookedOrder order = books.order(OUT, null).placed(at - MINUTE, minor);
        order.paid(null, at, at + MINUTE);
        books.credit(at, Plants.net(order, minor));
        if (random.nextBoolean()) {
            plants.found(BreakType.PAID_THERE_NOT_HERE, OUT, order.id, day(at - MINUTE), null, null);
            return;
        }
        order.paid(minor, null, at + MINUTE + random.nextLong(4 * GRACE));
        books.list(order, at, StatementTold.PAID, minor);
    }

    private void refused(long at) {
        BookedOrder order = plants.held(at, false).refused(at + GRACE);
        if (random.nextInt(3) == 0) {
            released(order, at);
            return;
        }
        plants.found(BreakType.PAID_THERE_NOT_HERE, IN, order.id, day(at - MINUTE), null, order.paidMinor());
    }

    /** Long after it was paid. */
    private void released(BookedOrder order, long at) {
        order.released(order.paidMinor(), at + GRACE + random.nextLong(5 * GRACE));
        books.list(order, at, StatementTold.PAID, order.paidMinor());
    }

    private void listedAtAnotherAmount(long at) {
        long minor = books.amount();
        BookedOrder order = random.nextInt(3) == 0 ? plants.paidOut(at, minor) : plants.paid(at, minor);
        books.credit(at, Plants.net(order, minor));
        LocalDate listed = books.list(order, at, StatementTold.PAID, minor - 100);
        if (listed != null) {
            plants.found(BreakType.AMOUNT_DIFFERS, order.kind, order.id, day(at), minor, minor - 100);
        }
    }

    private void reportedAtAnotherAmount(long at) {
        long minor = books.amount();
        BookedOrder order = plants.paid(at, minor);
        order.paid(minor + 200, at, at + 6 * GRACE);
        settled(order, at);
        plants.found(BreakType.AMOUNT_DIFFERS, IN, order.id, day(at), minor, minor + 200);
    }

    private void paidOutAtAnotherAmount(long at) {
        long minor = books.amount();
        BookedOrder order = books.order(OUT, null).placed(at - MINUTE, minor);
        order.paid(minor - 100, at, at + random.nextLong(GRACE));
        settled(order, at);
        plants.found(BreakType.AMOUNT_DIFFERS, OUT, order.id, day(at), minor, minor - 100);
    }

    private void paidTwice(long at) {
        long minor = books.amount();
        BookedOrder order = plants.paid(at, minor);
        if (random.nextBoolean()) {
            order.paidAs("G-again-" + order.id, minor, at, at + 6 * GRACE);
            settled(order, at);
            plants.found(BreakType.DUPLICATE_PAYMENT, IN, order.id, day(at), minor, null);
            return;
        }
        books.credit(at, Plants.net(order, minor));
        if (books.list(order, at, StatementTold.PAID, minor, minor + 100) != null) {
            plants.found(BreakType.DUPLICATE_PAYMENT, IN, order.id, day(at), minor, minor + 100);
        }
    }

    /** The gateway says that there was no money after it said that there was. */
    private void takenBack(long at) {
        long minor = books.amount();
        boolean out = random.nextInt(3) == 0;
        BookedOrder order = out ? plants.paidOut(at, minor) : plants.paid(at, minor);
        order.says(out || random.nextBoolean() ? Told.FAILED : Told.EXPIRED, at + 6 * GRACE);
        settled(order, at);
        BreakType type = out ? BreakType.STATUS_DIFFERS : BreakType.SUSPECTED_SKIMMING;
        plants.found(type, order.kind, order.id, day(at), minor, null);
    }

    private void listedOtherwise(long at) {
        long minor = books.amount();
        if (random.nextInt(3) == 0) {
            BookedOrder open = books.order(IN, plants.channel()).says(Told.PENDING, at);
            LocalDate listed = books.list(open, at, StatementTold.FAILED, minor);
            foundIn(listed, BreakType.STATUS_DIFFERS, open, null, minor);
            return;
        }
        BookedOrder order = random.nextInt(3) == 0 ? plants.paidOut(at, minor) : plants.paid(at, minor);
        books.credit(at, Plants.net(order, minor));
        boolean pending = random.nextBoolean();
        LocalDate listed = books.list(order, at, pending ? StatementTold.PENDING : StatementTold.EXPIRED, minor);
        boolean early = pending && listed != null && listed.isBefore(day(at));
        if (listed != null && !early) {
            plants.found(BreakType.STATUS_DIFFERS, order.kind, order.id, day(at), minor, minor);
        }
    }

    /** A break of an order that is not settled belongs to the day of the statement. */
    private void foundIn(
            @Nullable LocalDate listed, BreakType type, BookedOrder order, @Nullable Long ours, Long theirs) {
        if (listed != null) {
            plants.found(type, order.kind, order.id, listed, ours, theirs);
        }
    }
}

package io.quittance.sandbox;

import io.quittance.events.ConflictKind;
import io.quittance.events.OrderStatus;
import io.quittance.sandbox.LedgerResult.Line;
import io.quittance.sandbox.Observed.Seen;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares the sandbox's ledger, order by order, with what the topics say. */
final class Comparison {
    private static final int DIFFERENCES_KEPT = 20;

    private final Observed observed;
    private final Set<NewOrder.Key> known = new HashSet<>();
    private final List<String> differences = new ArrayList<>();
    private long differenceCount;
    private final Tally placings = new Tally();
    private final Tally orders = new Tally();
    private final Tally settled = new Tally();
    private final Tally settledMinor = new Tally();
    private final Tally held = new Tally();
    private final Tally skimmed = new Tally();
    private final Tally unpaid = new Tally();
    private long unknownSettled;
    private long violations;

    Comparison(Observed observed) {
        this.observed = observed;
        observed.faults().forEach(this::differ);
    }

    /** Adds a difference that was found elsewhere. */
    void differ(String what) {
        differenceCount++;
        if (differences.size() < DIFFERENCES_KEPT) {
            differences.add(what);
        }
    }

    /** Notes how often limits of gateways were broken, which must not be. */
    void broken(long times) {
        violations = times;
        if (times > 0) {
            differ("limits of the gateways were broken %d times".formatted(times));
        }
    }

    /** Compares what is true of an order with what was seen of it. */
    void compare(LedgerEntry entry) {
        NewOrder.Key key = entry.key();
        Seen seen = observed.of(key);
        known.add(key);
        boolean right = switch (Must.of(entry)) {
            case SETTLE -> mustSettle(entry, seen);
            case BE_HELD -> mustBeHeld(entry, seen);
            case NOT_SETTLE_SKIMMED -> {
                boolean unsettled = mustNotSettle(entry, seen);
                skimmed.add(1, unsettled ? 1 : 0);
                yield unsettled;
            }
            case NOT_SETTLE -> {
                boolean unsettled = mustNotSettle(entry, seen);
                unpaid.add(1, unsettled ? 1 : 0);
                yield unsettled;
            }
        };
        settledMinor.add(0, seen.settledSum());
        orders.add(1, right ? 1 : 0);
        compareConflicts(entry, seen);
    }

    /**
     * Compares what a placing was answered with the ledger; to be called after its entries were compared.
     *
     * @param notTaken orders whose placing the gateway failed to answer before it took them
     */
    void compare(PlacedOrder placed, Set<NewOrder.Key> notTaken) {
        boolean taken = known.contains(placed.key());
        boolean right = switch (placed.state()) {
            case ACCEPTED, FORM -> taken;
            case REFUSED -> false; // the shop orders nothing that a gateway has reason to refuse
            case UNKNOWN -> taken || notTaken.contains(placed.key());
            case BROKEN_OFF -> true;
        };
        placings.add(1, right ? 1 : 0);
        if (!right) {
            differ("%s was placed with the answer %s, and %s"
                    .formatted(placed.key(), placed.state(), taken ? "the gateway took it" : "no gateway took it"));
        }
    }

    /** The result. What was believed of orders that no gateway has taken is a difference, and so is an empty ledger. */
    LedgerResult result() {
        if (known.isEmpty()) {
            differ("the ledger is empty: no gateway took any order");
        }
        observed.keys().stream().filter(key -> !known.contains(key)).forEach(this::compareUnknown);
        List<Line> lines = List.of(
                placings.line("placed: answered as the ledger has it"),
                orders.line("payments and payouts taken"),
                settled.line("paid: settled, once, at that amount"),
                new Line(
                        "settled, in yuan",
                        Yuan.twoDecimals(settledMinor.expected),
                        Yuan.twoDecimals(settledMinor.seen)),
                held.line("paid at a wrong amount: held"),
                skimmed.line("skimmed, paid and called unpaid: unsettled"),
                unpaid.line("failed, expired, waiting: unsettled"),
                new Line("settled though no gateway took it", "0", Long.toString(unknownSettled)),
                new Line("limits of the gateways broken", "0", Long.toString(violations)));
        return new LedgerResult(lines, differenceCount, List.copyOf(differences));
    }

    private void compareUnknown(NewOrder.Key key) {
        Seen seen = observed.of(key);
        if (seen.settledTimes() > 0) {
            unknownSettled++;
            differ(key + " settled, and no gateway ever took it");
        } else if (seen.status() == OrderStatus.PAID || seen.status() == OrderStatus.HELD) {
            differ("%s is %s, and no gateway ever took it".formatted(key, seen.status()));
        }
    }

    private boolean mustSettle(LedgerEntry entry, Seen seen) {
        long amount = entry.paidMinor();
        boolean once = seen.settledTimes() == 1 && seen.settledMinor() == amount;
        settled.add(1, once ? 1 : 0);
        settledMinor.add(amount, 0);
        if (seen.settledTimes() == 0) {
            differ("%s is not settled, must be at %s".formatted(entry.key(), yuan(amount)));
        }
        if (seen.settledTimes() > 1) {
            differ("%s settled %d times".formatted(entry.key(), seen.settledTimes()));
        }
        if (seen.settledTimes() > 0 && seen.settledMinor() != amount) {
            differ("%s settled at %s, must be at %s".formatted(entry.key(), yuan(seen.settledMinor()), yuan(amount)));
        }
        return once && mustBe(Set.of(OrderStatus.PAID), entry, seen);
    }

    private boolean mustBeHeld(LedgerEntry entry, Seen seen) {
        boolean isHeld = mustNotSettleAtAll(entry, seen) && mustBe(Set.of(OrderStatus.HELD), entry, seen);
        held.add(1, isHeld ? 1 : 0);
        if (isHeld && !seen.conflicts().contains(ConflictKind.AMOUNT_MISMATCH)) {
            differ("%s has no conflict %s".formatted(entry.key(), ConflictKind.AMOUNT_MISMATCH));
            return false;
        }
        return isHeld;
    }

    private boolean mustNotSettle(LedgerEntry entry, Seen seen) {
        boolean unsettled = mustNotSettleAtAll(entry, seen);
        boolean open = mustBe(UnpaidStates.of(entry, seen), entry, seen);
        return unsettled && open;
    }

    private boolean mustNotSettleAtAll(LedgerEntry entry, Seen seen) {
        if (seen.settledTimes() > 0) {
            differ("%s settled at %s and must not settle".formatted(entry.key(), yuan(seen.settledMinor())));
        }
        return seen.settledTimes() == 0;
    }

    private boolean mustBe(Set<OrderStatus> right, LedgerEntry entry, Seen seen) {
        OrderStatus status = seen.status();
        boolean is = status != null && right.contains(status);
        if (!is) {
            String wanted = right.stream().map(OrderStatus::name).collect(Collectors.joining(" or "));
            differ("%s is %s, must be %s".formatted(entry.key(), name(status), wanted));
        }
        return is;
    }

    private void compareConflicts(LedgerEntry entry, Seen seen) {
        Must must = Must.of(entry);
        for (ConflictKind found : seen.conflicts()) {
            boolean mismatch = found == ConflictKind.AMOUNT_MISMATCH && must == Must.BE_HELD;
            // Asking ends some time, and what the gateway never calls final is then for a person to see.
            boolean unresolved = found == ConflictKind.UNRESOLVED && must != Must.SETTLE;
            if (!mismatch && !unresolved) {
                differ("%s has a conflict %s that it must not have".formatted(entry.key(), found));
            }
        }
    }

    private static String name(@Nullable OrderStatus status) {
        return Objects.requireNonNullElse(status, "not in the table").toString();
    }

    private static String yuan(long minor) {
        return Yuan.twoDecimals(minor) + " yuan";
    }

    /** A sum that is expected and the one that is seen. */
    private static final class Tally {
        private long expected;
        private long seen;

        void add(long expectedMore, long seenMore) {
            expected += expectedMore;
            seen += seenMore;
        }

        Line line(String what) {
            return new Line(what, Long.toString(expected), Long.toString(seen));
        }
    }
}

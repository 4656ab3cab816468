package io.quittance.sandbox;

import io.quittance.events.ConflictKind;
import io.quittance.events.OrderStatus;
import io.quittance.sandbox.LedgerResult.Line;
import io.quittance.sandbox.Observed.Seen;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares the truth, order by order, with what the topics say. */
final class Comparison {
    private static final int DIFFERENCES_KEPT = 20;

    private final Observed observed;
    private final Set<Truth.Key> known = new HashSet<>();
    private final List<String> differences = new ArrayList<>();
    private long differenceCount;
    private final Tally orders = new Tally();
    private final Tally settled = new Tally();
    private final Tally settledMinor = new Tally();
    private final Tally held = new Tally();
    private final Tally open = new Tally();
    private final Tally unbelieved = new Tally();
    private final Tally conflicts = new Tally();
    private long undelivered;
    private long unknownSettled;

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

    /** Compares an order all of whose messages were answered as they should be. */
    void delivered(Truth truth) {
        Seen seen = observed.of(truth.key());
        known.add(truth.key());
        count(truth, seen);
        compareSettlement(truth, seen);
        if (truth.status() != seen.status()) {
            differ("%s is %s, must be %s".formatted(truth.key(), name(seen.status()), name(truth.status())));
        }
        compareConflicts(truth, seen);
    }

    /** Notes an order that was not, or not yet, delivered: it may be anything that is on the way to its truth. */
    void undelivered(Truth truth) {
        Seen seen = observed.of(truth.key());
        known.add(truth.key());
        undelivered++;
        boolean rightlySettled = seen.settledTimes() == 1
                && truth.settledMinor().isPresent()
                && truth.settledMinor().getAsLong() == seen.settledMinor();
        if (seen.settledTimes() > 0 && !rightlySettled) {
            compareSettlement(truth, seen);
        }
    }

    /** The result. Settlements of orders that were never compared are differences. */
    LedgerResult result() {
        for (Truth.Key key : observed.keys()) {
            if (observed.of(key).settledTimes() > 0 && !known.contains(key)) {
                unknownSettled++;
                differ(key + " settled, and no gateway ever heard of it");
            }
        }
        List<Line> lines = List.of(
                orders.line("payments and payouts"),
                settled.line("settled, once, at the right amount"),
                new Line(
                        "settled, in yuan",
                        Yuan.twoDecimals(settledMinor.expected),
                        Yuan.twoDecimals(settledMinor.seen)),
                held.line("held for a wrong amount"),
                open.line("pending, failed, unknown"),
                unbelieved.line("only forged, no trace in the tables"),
                conflicts.line("conflicts"),
                new Line("settled though nobody ordered it", "0", Long.toString(unknownSettled)),
                new Line("not delivered", "0", Long.toString(undelivered)));
        return new LedgerResult(lines, differenceCount, List.copyOf(differences));
    }

    private void count(Truth truth, Seen seen) {
        boolean settles = truth.settledMinor().isPresent();
        long amount = truth.settledMinor().orElse(0);
        orders.add(1, seen.status() == truth.status() ? 1 : 0);
        settled.add(settles ? 1 : 0, seen.settledTimes() == 1 && seen.settledMinor() == amount ? 1 : 0);
        settledMinor.add(amount, seen.settledSum());
        held.add(truth.status() == OrderStatus.HELD ? 1 : 0, seen.status() == OrderStatus.HELD ? 1 : 0);
        open.add(isOpen(truth.status()) ? 1 : 0, isOpen(seen.status()) ? 1 : 0);
        unbelieved.add(truth.status() == null ? 1 : 0, seen.status() == null && seen.settledTimes() == 0 ? 1 : 0);
        Set<ConflictKind> counted = EnumSet.noneOf(ConflictKind.class);
        counted.addAll(seen.conflicts());
        counted.removeAll(truth.tolerated());
        conflicts.add(truth.conflicts().size(), counted.size());
    }

    private void compareSettlement(Truth truth, Seen seen) {
        if (truth.settledMinor().isEmpty()) {
            if (seen.settledTimes() > 0) {
                differ("%s settled at %s and must not settle".formatted(truth.key(), yuan(seen.settledMinor())));
            }
            return;
        }
        long amount = truth.settledMinor().getAsLong();
        if (seen.settledTimes() == 0) {
            differ("%s is not settled, must be at %s".formatted(truth.key(), yuan(amount)));
            return;
        }
        if (seen.settledTimes() > 1) {
            differ("%s settled %d times".formatted(truth.key(), seen.settledTimes()));
        }
        if (seen.settledMinor() != amount) {
            differ("%s settled at %s, must be at %s".formatted(truth.key(), yuan(seen.settledMinor()), yuan(amount)));
        }
    }

    private void compareConflicts(Truth truth, Seen seen) {
        for (ConflictKind expected : truth.conflicts()) {
            if (!seen.conflicts().contains(expected)) {
                differ("%s has no conflict %s".formatted(truth.key(), expected));
            }
        }
        for (ConflictKind found : seen.conflicts()) {
            if (!truth.conflicts().contains(found) && !truth.tolerated().contains(found)) {
                differ("%s has a conflict %s that it must not have".formatted(truth.key(), found));
            }
        }
    }

    private static boolean isOpen(@Nullable OrderStatus status) {
        return status != null && status != OrderStatus.PAID && status != OrderStatus.HELD;
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

package io.quittance.sandbox;

import io.quittance.sandbox.LedgerEntry.Truth;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One order or payout that a gateway has taken: what was asked for, what the seed has in store, what has happened. */
final class BookedOrder {
    private final NewOrder asked;
    private final Fate fate;
    private final String gatewayOrder;
    private final String cashierId;
    private final long number;
    private final Instant placedAt;

    private Truth truth = Truth.WAITING;
    private long paidMinor;
    private @Nullable Instant paidAt;
    private long queryKnowsFromNanos;
    private boolean asksBefore;
    private long lastAskedNanos;
    private boolean sendingAgain;
    private boolean told;
    private int placements = 1;
    private int queries;
    private int tooManyQueries;
    private int answers;
    private int callbacksSent;
    private int callbacksAcked;
    private int forgeriesSent;
    private int forgeriesAcked;

    BookedOrder(NewOrder asked, Fate fate, String gatewayOrder, String cashierId, long number, Instant placedAt) {
        this.asked = asked;
        this.fate = fate;
        this.gatewayOrder = gatewayOrder;
        this.cashierId = cashierId;
        this.number = number;
        this.placedAt = placedAt;
    }

    NewOrder asked() {
        return asked;
    }

    Fate fate() {
        return fate;
    }

    Till till() {
        return asked.till();
    }

    Gateway gateway() {
        return asked.till().account().gateway();
    }

    String gatewayOrder() {
        return gatewayOrder;
    }

    /** The part of the payment page's address that nobody can guess from the order. */
    String cashierId() {
        return cashierId;
    }

    /** Its place in the ledger, from 1. */
    long number() {
        return number;
    }

    Instant placedAt() {
        return placedAt;
    }

    synchronized Truth truth() {
        return truth;
    }

    /** When it was paid; the time of placing where it was not. */
    synchronized Instant paidAt() {
        return paidAt == null ? placedAt : paidAt;
    }

    synchronized long paidMinor() {
        return paidMinor;
    }

    /** The order is paid; false where it had ended before. */
    synchronized boolean pay(long minor, Instant at, Duration queryBlindness) {
        if (truth != Truth.WAITING) {
            return false;
        }
        truth = Truth.PAID;
        paidMinor = minor;
        paidAt = at;
        queryKnowsFromNanos = System.nanoTime() + queryBlindness.toNanos();
        return true;
    }

    /** The order ends unpaid; false where it had ended before. */
    synchronized boolean end(Truth how) {
        if (truth != Truth.WAITING) {
            return false;
        }
        truth = how;
        return true;
    }

    /** What the gateway answers when it is asked: of a skimmed payment nothing, of an early callback's nothing yet. */
    synchronized Truth toldTruth() {
        if (truth != Truth.PAID) {
            return truth;
        }
        boolean knows = System.nanoTime() - queryKnowsFromNanos >= 0 && !fate.has(Mischief.SKIMMED);
        return knows ? Truth.PAID : Truth.WAITING;
    }

    /** The one amount that a query states: what was paid where it says paid, else what was ordered; in fen. */
    synchronized long toldMinor() {
        return toldTruth() == Truth.PAID ? paidMinor : asked.amountMinor();
    }

    /** Somebody asked for the same order once more. */
    synchronized void placedAgain() {
        placements++;
    }

    /** A query came; false where it came within the window after the last one that was answered. */
    synchronized boolean ask(long windowNanos) {
        queries++;
        long now = System.nanoTime();
        if (asksBefore && now - lastAskedNanos < windowNanos) {
            tooManyQueries++;
            return false;
        }
        asksBefore = true;
        lastAskedNanos = now;
        return true;
    }

    /** The number of the next answer about this order, from 1. */
    synchronized int nextAnswer() {
        return ++answers;
    }

    /** Begins to call back again on request; false while it is doing so. */
    synchronized boolean beginAgain() {
        boolean begins = !sendingAgain;
        sendingAgain = true;
        return begins;
    }

    /** Calling back again has ended. */
    synchronized void endAgain() {
        sendingAgain = false;
    }

    /** The callback about the end of the order was acknowledged, or given up. */
    synchronized void tell() {
        told = true;
    }

    /** Whether no callback about the end of the order is to come by itself any more. */
    synchronized boolean isTold() {
        return told;
    }

    /** A callback was tried. */
    synchronized void tried(boolean genuine, boolean acked) {
        if (genuine) {
            callbacksSent++;
            callbacksAcked += acked ? 1 : 0;
            return;
        }
        forgeriesSent++;
        forgeriesAcked += acked ? 1 : 0;
    }

    /** The line of the ledger as it stands. */
    synchronized LedgerEntry entry() {
        return new LedgerEntry(
                number,
                gateway().dialect(),
                asked.till().account().name(),
                asked.flow().path(),
                asked.id(),
                gatewayOrder,
                asked.channel(),
                placedAt,
                asked.amountMinor(),
                truth,
                paidMinor,
                paidAt,
                truth == Truth.PAID && fate.has(Mischief.SKIMMED),
                fate.mischief(),
                new LedgerEntry.Traffic(
                        placements,
                        queries,
                        tooManyQueries,
                        callbacksSent,
                        callbacksAcked,
                        forgeriesSent,
                        forgeriesAcked));
    }
}

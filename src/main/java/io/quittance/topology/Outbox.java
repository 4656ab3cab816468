package io.quittance.topology;

import io.quittance.events.EventKind;
import io.quittance.events.Events;
import io.quittance.events.GatewayOrderClaim;
import io.quittance.events.LedgerMove;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.processor.TaskId;

/**
 * What settling has for the steps behind the two repartitions, in memory until it is sent, before the commit at the latest: a record for
 * each order would cost as much as the order's own rows do. Of one task, whose thread alone uses it; what a crash takes with it was not
 * committed.
 */
final class Outbox {
    /** Each may touch the coverage of some payouts. */
    static final int MOST_MOVES = 16;

    private static final long JUST_NOW_MILLIS = 5_000;
    /** Each is one look into a store. */
    static final int MOST_CLAIMS = 128;

    private final int partitions;
    private final Batches<LedgerMove> moves;
    private final Batches<GatewayOrderClaim> claims;
    private long newest;
    private boolean isMarked;

    private Outbox(Events events, int partitions) {
        this.partitions = partitions;
        this.moves = new Batches<>(events.ledgerMoves(), MOST_MOVES);
        this.claims = new Batches<>(events.gatewayOrderClaims(), MOST_CLAIMS);
    }

    void add(LedgerMove move, long timestamp) {
        if (touchesLittle(move)) {
            moves.add(move.getAccount(), move);
        } else {
            moves.addAlone(move.getAccount(), move);
        }
        newest = Math.max(newest, timestamp);
    }

    /**
     * A payment of just now touches the payouts placed since. Payouts, reported balances, statements and payments heard of later may touch as
     * many as one record may at all, and travel alone; they are few beside the others.
     */
    private static boolean touchesLittle(LedgerMove move) {
        return move.getKind() == EventKind.PAYMENT
                && move.getStatement() == null
                && move.getReceivedAt().toEpochMilli() - move.getEventTime().toEpochMilli() < JUST_NOW_MILLIS;
    }

    void add(GatewayOrderClaim claim, long timestamp) {
        claims.add(Integer.toString(Claims.partition(claim, partitions)), claim);
        newest = Math.max(newest, timestamp);
    }

    /** Whether this is the first record since it was sent last; then it has to be marked as unsent. */
    boolean begins() {
        boolean begins = !isMarked;
        isMarked = true;
        return begins;
    }

    /**
     * Gives what is in it, and is empty after that.
     *
     * @param moveTaker takes batches by account
     * @param claimTaker takes batches by partition
     */
    void drainTo(BiConsumer<String, byte[]> moveTaker, BiConsumer<String, byte[]> claimTaker) {
        isMarked = false;
        moves.drainTo(moveTaker);
        claims.drainTo(claimTaker);
    }

    /** The time of the newest record of which something was in it, epoch milliseconds. */
    long newest() {
        return newest;
    }

    /** Of every task of a topology. */
    static final class All {
        private final Map<TaskId, Outbox> byTask = new ConcurrentHashMap<>();
        private final Events events;
        private final int partitions;

        /** The partitions are those of the repartition by gateway order. */
        All(Events events, int partitions) {
            this.events = events;
            this.partitions = partitions;
        }

        /** The one of that task, empty where it has none yet. */
        Outbox of(TaskId task) {
            return byTask.computeIfAbsent(task, _ -> new Outbox(events, partitions));
        }

        /** Forgets it: its task has ended, with what it had not sent. */
        void close(TaskId task, Outbox outbox) {
            byTask.remove(task, outbox);
        }
    }
}

package io.quittance.sandbox;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;

/** What the journal knows of one run; orders are counted in {@code int}, two thousand million of them per run. */
final class RunRecord {
    private final Run run;
    private final BitSet done;
    private final Map<PlacingState, BitSet> answered = new EnumMap<>(PlacingState.class);
    private long begun;
    private boolean ended;

    RunRecord(Run run) {
        this(run, new BitSet(), 0, false);
    }

    private RunRecord(Run run, BitSet done, long begun, boolean ended) {
        this.run = run;
        this.done = done;
        this.begun = begun;
        this.ended = ended;
    }

    /** The run. */
    Run run() {
        return run;
    }

    /** Whether it has come to its end. */
    boolean ended() {
        return ended;
    }

    /** How many orders may have been begun. */
    long begun() {
        return begun;
    }

    /** How many orders are done. */
    long doneCount() {
        return done.cardinality();
    }

    /** Whether the placing of that order has been answered. */
    boolean done(long index) {
        return done.get(Math.toIntExact(index));
    }

    void begunUpTo(long count) {
        begun = Math.max(begun, count);
    }

    void finish(long index, PlacingState state) {
        done.set(Math.toIntExact(index));
        answered.computeIfAbsent(state, any -> new BitSet()).set(Math.toIntExact(index));
    }

    /** Hands over every order that is done, with what its placing was answered. */
    void forEachDone(DoneOrders then) {
        answered.forEach((state, indexes) -> indexes.stream().forEach(index -> then.take(index, state)));
    }

    /** Somebody who wants to know of orders that are done. */
    interface DoneOrders {
        void take(long index, PlacingState state);
    }

    void end(long count) {
        begun = count;
        ended = true;
    }

    RunRecord copy() {
        RunRecord copy = new RunRecord(run, (BitSet) done.clone(), begun, ended);
        answered.forEach((state, indexes) -> copy.answered.put(state, (BitSet) indexes.clone()));
        return copy;
    }
}

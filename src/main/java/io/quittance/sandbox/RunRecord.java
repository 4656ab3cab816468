package io.quittance.sandbox;

import java.util.BitSet;

/** What the journal knows of one run; orders are counted in {@code int}, two thousand million of them per run. */
final class RunRecord {
    private final Run run;
    private final BitSet done;
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

    void finish(long index) {
        done.set(Math.toIntExact(index));
    }

    void end(long count) {
        begun = count;
        ended = true;
    }

    RunRecord copy() {
        return new RunRecord(run, (BitSet) done.clone(), begun, ended);
    }
}

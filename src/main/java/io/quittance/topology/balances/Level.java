package io.quittance.topology.balances;

/** Between what a lasting drift can be, in fen: what a payment next to a report makes of it for a while is not told apart from it. */
record Level(long low, long high) {

    /** By how much that other level is certainly apart from this one; 0 where both can be the same, or nearly so. */
    long jumpTo(Level other, long toleranceMinor) {
        if (other.high < low - toleranceMinor) {
            return other.high - low;
        }
        return other.low > high + toleranceMinor ? other.low - high : 0;
    }

    /** What both can be; this one where they are just apart. */
    Level and(Level other) {
        long from = Math.max(low, other.low);
        long to = Math.min(high, other.high);
        return from <= to ? new Level(from, to) : this;
    }

    /** Where it is after a jump: the nearest that it can be, which is what has been told. */
    static Level after(long jumpMinor, Level seen) {
        long nearest = jumpMinor < 0 ? seen.high : seen.low;
        return new Level(nearest, nearest);
    }

    /** Whether there is a level that is both. */
    boolean meets(Level other) {
        return low <= other.high && other.low <= high;
    }

    boolean has(long minor) {
        return low <= minor && minor <= high;
    }

    /** The level in it that is nearest to that one. */
    long nearest(long minor) {
        return Math.clamp(minor, low, high);
    }

    boolean holds(Level other) {
        return low <= other.low && high >= other.high;
    }

    /** From the lower to the higher of both. */
    Level or(Level other) {
        return new Level(Math.min(low, other.low), Math.max(high, other.high));
    }

    /** With one more drift in it. */
    Level with(long minor) {
        return new Level(Math.min(low, minor), Math.max(high, minor));
    }

    /** Where it may be by that much lower than was thought, or not. */
    Level orLowerBy(long minor) {
        return new Level(Math.min(low, low - minor), Math.max(high, high - minor));
    }
}

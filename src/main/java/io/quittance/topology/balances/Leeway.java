package io.quittance.topology.balances;

/**
 * By how much a reported balance may be higher or lower than what was told so far comes to: orders that are said to be paid only later,
 * without a time, may have been paid before.
 *
 * @param in by how much higher, in fen
 * @param out by how much lower, in fen
 */
record Leeway(long in, long out) {
    static final Leeway NONE = new Leeway(0, 0);

    /** That of money that changes the balance by so much. */
    static Leeway of(long net) {
        return new Leeway(Math.max(net, 0), Math.max(-net, 0));
    }

    Leeway plus(Leeway other) {
        return new Leeway(in + other.in, out + other.out);
    }

    Leeway minus(Leeway other) {
        return new Leeway(in - other.in, out - other.out);
    }

    /** That which takes this one away. */
    Leeway negated() {
        return new Leeway(-in, -out);
    }

    boolean isNone() {
        return in == 0 && out == 0;
    }

    /** Between what the balance is off where a report is off by that much. */
    Level around(long minor) {
        return new Level(minor - Math.max(in, 0), minor + Math.max(out, 0));
    }
}

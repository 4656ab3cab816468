package io.quittance.config;

/**
 * How far a reported balance may be from the projected one before it is told (DESIGN, section 5, "Balances, and the join").
 *
 * @param from epoch milliseconds from which on it is in force
 * @param driftMinor the drift that is still no conflict, either way, in fen
 */
public record Tolerance(long from, long driftMinor) {}

package io.quittance.events;

/**
 * The names of the headers of {@code received} records that a statement of a gateway became: one record for each of its lines, then one
 * that ends it. The edge writes them and the topology compares by them; their values are text.
 */
public final class StatementHeaders {
    /** The statement's id: the same file for the same day and kind has the same one. On every record. */
    public static final String STATEMENT = "statement";

    /** The day it is about, in Beijing, as {@code 2026-03-01}. On every record. */
    public static final String DATE = "statement-date";

    /** The number of the line in the file on which its row begins; the headings are line 1. On every line's record. */
    public static final String LINE = "statement-line";

    /** How many different orders it names. On the record that ends it. */
    public static final String ORDERS = "statement-orders";

    /** How many rows it has, the headings not counted. On the record that ends it. */
    public static final String LINES = "statement-lines";

    private StatementHeaders() {}
}

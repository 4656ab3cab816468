package io.quittance.topology.decisions;

import io.quittance.events.StatementTold;
import org.jspecify.annotations.Nullable;

/**
 * A line of a gateway's statement that somebody handed in: what it says of an order. It is held against the order and never settles it.
 *
 * @param statement id of the statement, which is the same for the same file of the same day
 * @param day the day in Beijing that the statement is of, in days since 1970-01-01
 * @param line the number of the line in it
 * @param minor the amount in the line, in fen; null where there is none
 */
public record Listed(
        String id,
        long receivedAt,
        String statement,
        int day,
        int line,
        StatementTold told,
        @Nullable Long minor,
        @Nullable String gatewayOrder)
        implements Evidence {}

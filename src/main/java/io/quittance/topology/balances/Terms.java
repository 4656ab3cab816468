package io.quittance.topology.balances;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the join has to know of an account. */
public interface Terms {
    /** How long after its event time news may be received without being late. */
    Duration grace();

    /** The name of the gateway's dialect. */
    String gateway();

    /** The merchant id of the account at the gateway. */
    String merchant();

    /** How far the balance may be from what is expected, in fen, for a report received then. */
    long driftToleranceAt(long receivedAt);

    /** Whether a refusal with that code, received then, says that the balance was too low for the payout. */
    boolean saysInsufficientBalance(@Nullable String code, long receivedAt);
}

package io.quittance.topology.balances;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Terms of an account that are always the same. */
public record PlainTerms(Duration grace, long driftTolerance) implements Terms {
    static final String INSUFFICIENT = "insufficient_balance";

    @Override
    public String gateway() {
        return "jings";
    }

    @Override
    public String merchant() {
        return "20000";
    }

    @Override
    public long driftToleranceAt(long receivedAt) {
        return driftTolerance;
    }

    @Override
    public boolean saysInsufficientBalance(@Nullable String code, long receivedAt) {
        return INSUFFICIENT.equals(code);
    }
}

package io.quittance.gatewayclient;

import java.time.Duration;

/**
 * Whether calls to an account's gateway are let through.
 *
 * @param closesIn until one call tries again; zero where it is not open
 */
public record Circuit(State state, Duration closesIn) {
    /** Calls go through; none does; or one tries whether the gateway is back. */
    public enum State {
        CLOSED,
        OPEN,
        TRYING
    }

    /** Whether no call would go out now. */
    public boolean isOpen() {
        return state == State.OPEN;
    }
}

package io.quittance.gatewayclient;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

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

    /** What people should know of an account whose gateway fails, or null where calls go through. */
    public @Nullable String trouble(String account) {
        return switch (state) {
            case CLOSED -> null;
            case OPEN ->
                "the gateway of " + account + " fails and is tried again in " + (closesIn.toSeconds() + 1) + " s";
            case TRYING -> "the gateway of " + account + " failed and is tried again";
        };
    }

    /** Whether no call would go out now. */
    public boolean isOpen() {
        return state == State.OPEN;
    }
}

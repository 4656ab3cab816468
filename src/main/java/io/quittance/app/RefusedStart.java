package io.quittance.app;

import java.util.List;

/** Broker or registry are there and will not do, or not for us: waiting does not help. Holds every fault found. */
public final class RefusedStart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> faults;

    RefusedStart(List<String> faults, Throwable cause) {
        super(String.join("\n", faults), cause);
        this.faults = List.copyOf(faults);
    }

    RefusedStart(List<String> faults) {
        super(String.join("\n", faults));
        this.faults = List.copyOf(faults);
    }

    /** The faults, one line each: what is wrong and what to do. */
    public List<String> faults() {
        return faults;
    }
}

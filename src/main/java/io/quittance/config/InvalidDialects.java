package io.quittance.config;

import java.util.List;

/** Dialect files that cannot be used; every fault of every file at once, each as {@code file:line: what to do}. */
public final class InvalidDialects extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    InvalidDialects(List<String> faults) {
        super(String.join(System.lineSeparator(), faults));
        this.faults = List.copyOf(faults);
    }

    /** The faults, file by file, from the top of each. */
    public List<String> faults() {
        return faults;
    }
}

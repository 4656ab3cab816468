package io.quittance.config;

import java.util.List;

/** Settings or dialect files with faults; it names all of them at once and shows no secret. */
public final class InvalidSettings extends Exception {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an immutable list of texts, which is serializable
    private final List<String> faults;

    /** From faults for people, each with {@code file:line}, what is wrong and what to do. */
    public InvalidSettings(List<String> faults) {
        super(String.join(System.lineSeparator(), faults));
        this.faults = List.copyOf(faults);
    }

    /** From one fault that another exception brought about. */
    public InvalidSettings(String fault, Throwable cause) {
        super(fault, cause);
        this.faults = List.of(fault);
    }

    /** Every fault, in the order of the lines. */
    public List<String> faults() {
        return faults;
    }
}

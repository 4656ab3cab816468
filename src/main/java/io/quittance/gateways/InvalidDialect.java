package io.quittance.gateways;

import java.util.List;
import java.util.stream.Collectors;

/** A dialect definition that contradicts itself or names what is not there; lists every fault at once. */
public final class InvalidDialect extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<DialectFault> faults;

    InvalidDialect(String gateway, List<DialectFault> faults) {
        super("The dialect " + gateway + " has faults: "
                + faults.stream().map(DialectFault::toString).collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    /** Every fault, in the order of the file's parts. */
    public List<DialectFault> faults() {
        return faults;
    }
}

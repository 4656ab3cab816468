package io.quittance.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers the faults of one file, so that they are told together. */
final class Faults {
    private final String file;
    private final List<Fault> found = new ArrayList<>();
    private final List<String> elsewhere = new ArrayList<>();

    Faults(String file) {
        this.file = file;
    }

    /** A fault at that line (1 is the first); the message says what is wrong and what to do. */
    void add(int line, String message) {
        found.add(new Fault(line, message));
    }

    /** Faults of other files that this one names, each with its own file and line. */
    void addElsewhere(List<String> faults) {
        elsewhere.addAll(faults);
    }

    /** Ends the reading when anything was wrong. */
    void throwIfAny() throws InvalidSettings {
        if (!found.isEmpty() || !elsewhere.isEmpty()) {
            throw all();
        }
    }

    /** All faults so far, by line. */
    InvalidSettings all() {
        List<String> faults = new ArrayList<>();
        found.stream()
                .sorted(Comparator.comparingInt(Fault::line))
                .map(fault -> file + ":" + fault.line() + ": " + fault.message())
                .forEach(faults::add);
        faults.addAll(elsewhere);
        return new InvalidSettings(faults);
    }

    private record Fault(int line, String message) {}
}

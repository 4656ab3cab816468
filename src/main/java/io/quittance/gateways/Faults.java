package io.quittance.gateways;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Collects what is wrong with a definition, so that all of it is said at once. */
final class Faults {
    private final List<DialectFault> found = new ArrayList<>();

    void add(String pointer, String message) {
        found.add(new DialectFault(pointer, message));
    }

    void addUnknown(String pointer, String what, String name, Collection<String> known) {
        String names = known.isEmpty() ? "there is none" : "there are " + String.join(", ", new TreeSet<>(known));
        add(pointer, "there is no " + what + " " + name + "; " + names);
    }

    void throwIfAny(String gateway) {
        if (!found.isEmpty()) {
            throw new InvalidDialect(gateway, found);
        }
    }

    /** A name as a part of a JSON pointer. */
    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}

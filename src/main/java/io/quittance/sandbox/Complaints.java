package io.quittance.sandbox;

import java.util.ArrayList;
import java.util.List;

/** What the shop met that must not happen, in words; only the first ones are kept. Thread-safe. */
final class Complaints {
    private static final int KEPT = 20;

    private final List<String> complaints = new ArrayList<>();

    synchronized void add(String what) {
        if (complaints.size() < KEPT) {
            complaints.add(what);
        }
    }

    synchronized List<String> list() {
        return List.copyOf(complaints);
    }
}

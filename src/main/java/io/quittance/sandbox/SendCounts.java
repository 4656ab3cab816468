package io.quittance.sandbox;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What this process has sent and what it had to complain of. Thread-safe. */
final class SendCounts {
    private static final int COMPLAINTS_KEPT = 20;

    private final Map<Gateway, Sent> sent = new EnumMap<>(Gateway.class);
    private final List<String> complaints = new ArrayList<>();
    private final AtomicLong complained = new AtomicLong();

    SendCounts() {
        for (Gateway gateway : Gateway.values()) {
            sent.put(gateway, new Sent());
        }
    }

    /** The counters of one gateway. */
    Sent of(Gateway gateway) {
        return Objects.requireNonNull(sent.get(gateway));
    }

    /** Notes in words what must not happen; only the first ones are kept. */
    void complain(String what) {
        complained.incrementAndGet();
        synchronized (complaints) {
            if (complaints.size() < COMPLAINTS_KEPT) {
                complaints.add(what);
            }
        }
    }

    /** How many complaints there were. */
    long complained() {
        return complained.get();
    }

    /** The first complaints. */
    List<String> complaints() {
        synchronized (complaints) {
            return List.copyOf(complaints);
        }
    }

    /** One gateway's counters: tries of genuine messages, tries after the first, acknowledgements, forgeries. */
    static final class Sent {
        final LongAdder tries = new LongAdder();
        final LongAdder retries = new LongAdder();
        final LongAdder acknowledged = new LongAdder();
        final LongAdder forgeries = new LongAdder();
    }
}

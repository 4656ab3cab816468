package io.quittance.sandbox;

import io.quittance.events.Effect;
import io.quittance.events.EventKind;
import io.quittance.events.Events;
import io.quittance.events.Outcome;
import io.quittance.events.OutcomeVerdict;
import io.quittance.events.Settlement;
import io.quittance.events.Topic;
import io.quittance.events.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Counts per gateway what the committed topics say, independently of anything that the edge counts. Not thread-safe. */
final class LiveCounts {
    /** The topics that are counted. */
    static final Set<Topic> TOPICS = EnumSet.of(Topic.OUTCOMES, Topic.SETTLEMENTS, Topic.CONFLICTS, Topic.QUARANTINE);

    private final Events events;
    private final Departures departures;
    private final Map<Gateway, Counted> counts = new EnumMap<>(Gateway.class);
    private final Histogram allLatencies = histogram();

    LiveCounts(Events events, Departures departures) {
        this.events = events;
        this.departures = departures;
        for (Gateway gateway : Gateway.values()) {
            counts.put(gateway, new Counted());
        }
    }

    /** Takes one record; {@code nanoTime} is when it was seen. Records of accounts that are not the demo's are left out. */
    void take(Topic topic, byte @Nullable [] key, byte @Nullable [] value, long nanoTime) {
        Optional<Counted> own = accountOf(key).flatMap(Gateway::ofAccount).map(this::of);
        if (own.isEmpty() || value == null) {
            return;
        }
        Counted counted = own.get();
        switch (topic) {
            case OUTCOMES -> outcome(counted, value);
            case SETTLEMENTS -> settlement(counted, value, nanoTime);
            case CONFLICTS -> counted.conflicts++;
            case QUARANTINE -> counted.quarantined++;
            case RECEIVED, ORDERS, PAYOUTS, BALANCES, BALANCE_CHANGES, PLACEMENTS, DUE, RECONCILIATION, BREAKS ->
                throw new IllegalArgumentException(topic.suffix() + " is not counted");
        }
    }

    /** The rows as they stand, one per gateway and the sum of all last. */
    List<LiveRow> rows() {
        List<LiveRow> rows = new ArrayList<>();
        Counted all = new Counted();
        counts.forEach((gateway, counted) -> {
            rows.add(counted.row(gateway.dialect(), counted.latencies));
            all.add(counted);
        });
        rows.add(all.row("all", allLatencies));
        return rows;
    }

    private Counted of(Gateway gateway) {
        return Objects.requireNonNull(counts.get(gateway));
    }

    private void outcome(Counted counted, byte[] value) {
        try {
            Outcome outcome = events.outcomes().fromBytes(value);
            counted.received++;
            counted.verified += outcome.getVerdict() == OutcomeVerdict.VERIFIED ? 1 : 0;
            counted.duplicates += outcome.getEffect() == Effect.DUPLICATE ? 1 : 0;
        } catch (UndecodableException e) {
            counted.unreadable++;
        }
    }

    private void settlement(Counted counted, byte[] value, long nanoTime) {
        try {
            Settlement settlement = events.settlements().fromBytes(value);
            counted.settled++;
            Flow flow = settlement.getKind() == EventKind.PAYOUT ? Flow.PAYOUT : Flow.PAYMENT;
            NewOrder.Key key = new NewOrder.Key(settlement.getAccount(), flow, settlement.getOrder());
            departures.arrived(key, nanoTime).ifPresent(nanos -> {
                long micros = TimeUnit.NANOSECONDS.toMicros(nanos);
                record(counted.latencies, micros);
                record(allLatencies, micros);
            });
        } catch (UndecodableException e) {
            counted.unreadable++;
        }
    }

    private static Optional<String> accountOf(byte @Nullable [] key) {
        if (key == null) {
            return Optional.empty();
        }
        int slash = 0;
        while (slash < key.length && key[slash] != '/') {
            slash++;
        }
        return Optional.of(new String(key, 0, slash, StandardCharsets.UTF_8));
    }

    private static Histogram histogram() {
        return new Histogram(TimeUnit.MINUTES.toMicros(10), 2);
    }

    private static void record(Histogram histogram, long micros) {
        histogram.recordValue(Math.clamp(micros, 0, histogram.getHighestTrackableValue()));
    }

    private static final class Counted {
        private final Histogram latencies = histogram();
        private long received;
        private long verified;
        private long settled;
        private long duplicates;
        private long quarantined;
        private long conflicts;
        private long unreadable;

        void add(Counted other) {
            received += other.received;
            verified += other.verified;
            settled += other.settled;
            duplicates += other.duplicates;
            quarantined += other.quarantined;
            conflicts += other.conflicts;
            unreadable += other.unreadable;
        }

        LiveRow row(String name, Histogram measured) {
            return new LiveRow(
                    name,
                    received,
                    verified,
                    settled,
                    duplicates,
                    quarantined,
                    conflicts,
                    unreadable,
                    measured.getTotalCount(),
                    measured.getValueAtPercentile(50),
                    measured.getValueAtPercentile(99));
        }
    }
}

package io.quittance.topology;

import io.quittance.events.Conflict;
import io.quittance.events.ConflictKind;
import io.quittance.events.Effect;
import io.quittance.events.EventKind;
import io.quittance.events.Outcome;
import io.quittance.events.OutcomeVerdict;
import io.quittance.events.Placement;
import io.quittance.events.PlacementDecision;
import io.quittance.events.Quarantined;
import io.quittance.events.RejectionReason;
import io.quittance.events.Settlement;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What this process has decided since it started; cheap to count from any thread. What a crash takes back and is decided again
 * counts twice: the topics are the truth, this is their pulse.
 */
public final class SettlementCounters {
    private final Map<OutcomeVerdict, LongAdder> decided = adders(OutcomeVerdict.class);
    private final Map<Effect, LongAdder> effects = adders(Effect.class);
    private final Map<String, Tally> tallies = new TreeMap<>();
    private final Tally elsewhere = new Tally();

    /** Counters for these accounts, all zero. */
    public SettlementCounters(Collection<String> accounts) {
        for (String account : accounts) {
            tallies.put(account, new Tally());
        }
    }

    /** How many records of {@code received} ended in that verdict. */
    public long decided(OutcomeVerdict verdict) {
        return adder(decided, verdict).sum();
    }

    /** How many records of {@code received} did that to their order. */
    public long effects(Effect effect) {
        return adder(effects, effect).sum();
    }

    /** The counters of each account, by name. */
    public Map<String, Tally> accounts() {
        return Map.copyOf(tallies);
    }

    /** The counters of what names no account of ours. */
    public Tally elsewhere() {
        return elsewhere;
    }

    void count(Outcome outcome) {
        adder(decided, outcome.getVerdict()).increment();
        adder(effects, outcome.getEffect()).increment();
    }

    void count(Settlement settlement) {
        adder(of(settlement.getAccount()).settled, settlement.getKind()).increment();
    }

    void count(Conflict conflict) {
        adder(of(conflict.getAccount()).conflicts, conflict.getConflict()).increment();
    }

    void count(Quarantined quarantined) {
        adder(of(quarantined.getAccount()).quarantined, quarantined.getReason()).increment();
    }

    void count(Placement placement) {
        adder(of(placement.getAccount()).placements, placement.getDecision()).increment();
    }

    private Tally of(@Nullable String account) {
        return account == null ? elsewhere : tallies.getOrDefault(account, elsewhere);
    }

    private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
        Map<E, LongAdder> adders = new EnumMap<>(type);
        for (E what : type.getEnumConstants()) {
            adders.put(what, new LongAdder());
        }
        return adders;
    }

    private static <E extends Enum<E>> LongAdder adder(Map<E, LongAdder> adders, E what) {
        return Objects.requireNonNull(adders.get(what), "every one has an adder");
    }

    /** One row of counters. */
    public static final class Tally {
        private final Map<EventKind, LongAdder> settled = adders(EventKind.class);
        private final Map<ConflictKind, LongAdder> conflicts = adders(ConflictKind.class);
        private final Map<RejectionReason, LongAdder> quarantined = adders(RejectionReason.class);

        private final Map<PlacementDecision, LongAdder> placements = adders(PlacementDecision.class);

        private Tally() {}

        /** Settlements of that kind. */
        public long settled(EventKind kind) {
            return adder(settled, kind).sum();
        }

        /** Conflicts of that kind. */
        public long conflicts(ConflictKind kind) {
            return adder(conflicts, kind).sum();
        }

        /** Messages that went into quarantine for that reason. */
        public long quarantined(RejectionReason reason) {
            return adder(quarantined, reason).sum();
        }

        /** Decisions of that kind on placing. */
        public long placements(PlacementDecision decision) {
            return adder(placements, decision).sum();
        }
    }
}

package io.quittance.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.quittance.events.ConflictKind;
import io.quittance.events.Effect;
import io.quittance.events.EventKind;
import io.quittance.events.OutcomeVerdict;
import io.quittance.events.PlacementDecision;
import io.quittance.events.RejectionReason;
import io.quittance.topology.SettlementCounters;
import io.quittance.topology.SettlementCounters.Tally;
import java.util.List;

/** What this process decides, by account. */
final class SettlementMeters {
    private static final List<EventKind> SETTLED = List.of(EventKind.PAYMENT, EventKind.PAYOUT);

    private final Counters settlements;
    private final Counters conflicts;
    private final Counters quarantined;
    private final Counters placements;

    private SettlementMeters(MeterRegistry registry) {
        this.settlements = new Counters(registry, "quittance.settlements", "orders and payouts that settled");
        this.conflicts = new Counters(registry, "quittance.conflicts", "conflicts by their kind");
        this.quarantined = new Counters(registry, "quittance.quarantined", "messages not believed, by the reason");
        this.placements = new Counters(registry, "quittance.placements", "decisions on placing attempts");
    }

    static void bind(MeterRegistry registry, SettlementCounters counters) {
        Counters decided = new Counters(registry, "quittance.records.decided", "records of received, by the verdict");
        for (OutcomeVerdict verdict : OutcomeVerdict.values()) {
            if (verdict != OutcomeVerdict.UNSPECIFIED) {
                decided.add(() -> counters.decided(verdict), "verdict", Labels.value(verdict));
            }
        }
        Counters effects = new Counters(
                registry, "quittance.records.effects", "records of received, by what they did to their order");
        for (Effect effect : Effect.values()) {
            if (effect != Effect.UNSPECIFIED) {
                effects.add(() -> counters.effects(effect), "effect", Labels.value(effect));
            }
        }
        SettlementMeters meters = new SettlementMeters(registry);
        counters.accounts().forEach(meters::add);
        meters.add(Labels.NO_ACCOUNT, counters.elsewhere());
    }

    private void add(String account, Tally tally) {
        for (EventKind kind : SETTLED) {
            settlements.add(() -> tally.settled(kind), Labels.ACCOUNT, account, "kind", Labels.value(kind));
        }
        for (ConflictKind kind : ConflictKind.values()) {
            if (kind != ConflictKind.UNSPECIFIED) {
                conflicts.add(() -> tally.conflicts(kind), Labels.ACCOUNT, account, "conflict", Labels.value(kind));
            }
        }
        for (PlacementDecision decision : PlacementDecision.values()) {
            if (decision != PlacementDecision.UNSPECIFIED) {
                placements.add(
                        () -> tally.placements(decision), Labels.ACCOUNT, account, "decision", Labels.value(decision));
            }
        }
        for (RejectionReason reason : RejectionReason.values()) {
            if (reason != RejectionReason.UNSPECIFIED) {
                quarantined.add(
                        () -> tally.quarantined(reason), Labels.ACCOUNT, account, "reason", Labels.value(reason));
            }
        }
    }
}

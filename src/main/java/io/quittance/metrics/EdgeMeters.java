package io.quittance.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quittance.edge.Edge;
import io.quittance.edge.EdgeCounters;
import io.quittance.edge.EdgeCounters.Counted;
import io.quittance.edge.EdgeCounters.Tally;
import io.quittance.edge.Refusal;

/** What an edge takes in, by account and by what it answered. */
final class EdgeMeters {
    private final Counters received;
    private final Counters written;
    private final Counters verified;
    private final Counters answered;

    /** The counters of one kind of messages; {@code name} is the middle of theirs. */
    private EdgeMeters(MeterRegistry registry, String name, String what) {
        String prefix = "quittance." + name;
        this.received = new Counters(registry, prefix + ".received", what + " that arrived whole");
        this.written = new Counters(registry, prefix + ".written", what + " that are on all in-sync replicas");
        this.verified = new Counters(registry, prefix + ".verified", what + " that are written and verified");
        this.answered = new Counters(registry, prefix + ".answered", what + " by what their sender was told");
    }

    static void bind(MeterRegistry registry, Edge edge) {
        new EdgeMeters(registry, "callbacks", "callbacks of gateways").add(edge.counters());
        new EdgeMeters(registry, "returns", "returns of payers' browsers").add(edge.returnCounters());
        Counters overBudget = new Counters(
                registry,
                "quittance.unverified.refused",
                "callbacks and returns that were refused since too much had come that proves nothing");
        edge.counters().accounts().forEach((account, callbacks) -> {
            Tally returns = edge.returnCounters().of(account);
            overBudget.add(
                    () -> callbacks.count(Refusal.OVER_BUDGET) + returns.count(Refusal.OVER_BUDGET),
                    Labels.ACCOUNT,
                    account);
        });
        Gauge.builder("quittance.edge.in.flight", edge, Edge::bytesInFlight)
                .description("bytes of evidence on their way to the brokers")
                .baseUnit("bytes")
                .register(registry);
    }

    private void add(EdgeCounters counters) {
        counters.accounts().forEach(this::add);
        add(Labels.NO_ACCOUNT, counters.elsewhere());
    }

    private void add(String account, Tally tally) {
        received.add(() -> tally.count(Counted.RECEIVED), Labels.ACCOUNT, account);
        written.add(() -> tally.count(Counted.WRITTEN), Labels.ACCOUNT, account);
        verified.add(() -> tally.count(Counted.VERIFIED), Labels.ACCOUNT, account);
        answered.add(() -> tally.count(Counted.ACKNOWLEDGED), Labels.ACCOUNT, account, "answer", "acknowledged");
        for (Refusal refusal : Refusal.values()) {
            answered.add(() -> tally.count(refusal), Labels.ACCOUNT, account, "answer", Labels.value(refusal));
        }
    }
}

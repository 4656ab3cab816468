package io.quittance.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.quittance.edge.Readiness.Check;
import java.util.List;
import java.util.function.Supplier;

/** What {@code /readyz} says, as figures. */
final class ReadinessMeters implements Runnable {
    private final Supplier<List<Check>> readiness;
    private final States ready;
    private final States components;

    ReadinessMeters(MeterRegistry registry, Supplier<List<Check>> readiness) {
        this.readiness = readiness;
        this.ready = new States(registry, "quittance.ready", "1 where /readyz answers 200");
        this.components =
                new States(registry, "quittance.component.ready", "1 where that check of /readyz says yes, else 0");
    }

    @Override
    public void run() {
        List<Check> checks = readiness.get();
        ready.add(checks.stream().allMatch(Check::ready) ? 1 : 0);
        ready.show();
        checks.forEach(check -> components.add(check.ready() ? 1 : 0, "component", check.name()));
        components.show();
    }
}

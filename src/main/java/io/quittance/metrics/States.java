package io.quittance.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;

/** A gauge whose series come and go: each look puts up its own rows. */
final class States {
    private static final String STATE = "state";

    private final MultiGauge gauge;
    private final List<Row<?>> rows = new ArrayList<>();

    States(MeterRegistry registry, String name, String description) {
        this.gauge = MultiGauge.builder(name).description(description).register(registry);
    }

    /** A value under these labels and values by turns. */
    void add(double value, String... labels) {
        rows.add(Row.of(Tags.of(labels), value));
    }

    /** One row for each state that there is, 1 for the one that is. */
    <S extends Enum<S>> void addState(S now, String... labels) {
        for (S state : now.getDeclaringClass().getEnumConstants()) {
            rows.add(Row.of(Tags.of(labels).and(STATE, Labels.value(state)), state == now ? 1 : 0));
        }
    }

    /** Shows the rows that were added since the last time, and no others. */
    void show() {
        gauge.register(List.copyOf(rows), true);
        rows.clear();
    }
}

package io.quittance.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.LongSupplier;

/** One counter by its name, which reads what another room has counted. */
record Counters(MeterRegistry registry, String name, String description) {

    /** One series of it: labels and values by turns. */
    void add(LongSupplier counted, String... labels) {
        // Micrometer forgets the object that it reads once nobody else holds it, but never the function.
        FunctionCounter.builder(name, registry, _ -> counted.getAsLong())
                .description(description)
                .tags(labels)
                .register(registry);
    }
}

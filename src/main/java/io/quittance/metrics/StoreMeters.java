package io.quittance.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quittance.queries.QueryService;
import io.quittance.topology.RocksDbMemory;

/** The stores' native memory, which no figure of the JVM shows, and who waits for rows of theirs. */
final class StoreMeters {
    private StoreMeters() {}

    static void bind(MeterRegistry registry, QueryService queries, RocksDbMemory memory) {
        Gauge.builder("quittance.stores.memory", memory, RocksDbMemory::usedBytes)
                .description("native memory of all stores together, write buffers included")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("quittance.queries.waiting", queries, QueryService::waiting)
                .description("requests that wait for their order to become final")
                .register(registry);
    }
}

package io.quittance.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.List;
import java.util.Set;

/** The process itself: what it is, its memory, threads, processor time and files. */
final class ProcessMeters {
    private static final List<String> BINDERS = List.of("jvm.", "process.", "system.");

    /** What is worth a line of docs/metrics.md; Micrometer's binders have more, some with some collectors only. */
    private static final Set<String> KEPT = Set.of(
            "jvm.buffer.memory.used",
            "jvm.gc.memory.allocated",
            "jvm.gc.pause",
            "jvm.memory.committed",
            "jvm.memory.max",
            "jvm.memory.used",
            "jvm.threads.live",
            "jvm.threads.peak",
            "process.cpu.time",
            "process.cpu.usage",
            "process.files.max",
            "process.files.open",
            "process.start.time",
            "process.uptime",
            "system.cpu.count",
            "system.cpu.usage",
            "system.load.average.1m");

    private ProcessMeters() {}

    /** Shows this process in the registry, until what it gives is closed. */
    static AutoCloseable bind(MeterRegistry registry, String version) {
        registry.config().meterFilter(MeterFilter.deny(ProcessMeters::isLeftOut));
        Gauge.builder("quittance.build.info", () -> 1)
                .description("always 1; what runs")
                .tags("version", version, "java", Runtime.version().toString())
                .register(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        JvmGcMetrics collections = new JvmGcMetrics();
        collections.bindTo(registry);
        return collections;
    }

    private static boolean isLeftOut(Meter.Id id) {
        String name = id.getName();
        return BINDERS.stream().anyMatch(name::startsWith) && !KEPT.contains(name);
    }
}

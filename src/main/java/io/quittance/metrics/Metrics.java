package io.quittance.metrics;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.quittance.config.Settings;
import io.quittance.edge.Edge;
import io.quittance.edge.Readiness;
import io.quittance.edge.Route;
import io.quittance.gatewayclient.Circuit;
import io.quittance.poller.Poller;
import io.quittance.queries.QueryService;
import io.quittance.topology.RocksDbMemory;
import io.quittance.topology.SettlementCounters;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The figures of one process and the endpoint {@code /metrics} that shows them; each part is added when it has started. */
public final class Metrics implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Metrics.class);

    private final boolean kafkasOwn;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Exposition exposition = new Exposition(registry);
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private Metrics(boolean kafkasOwn) {
        this.kafkasOwn = kafkasOwn;
    }

    /**
     * The figures of this process itself.
     *
     * @param version of the jar
     * @param readiness what {@code /readyz} says, asked at each look
     */
    public static Metrics open(Settings.Metrics settings, String version, Supplier<List<Readiness.Check>> readiness) {
        Metrics metrics = new Metrics(settings.kafka());
        metrics.open.push(ProcessMeters.bind(metrics.registry, version));
        metrics.exposition.beforeEachLook(new ReadinessMeters(metrics.registry, readiness));
        return metrics;
    }

    /** The route {@code GET /metrics}, open to anybody who reaches the port; it takes no I/O thread. */
    public Route route() {
        return Route.open("/metrics", exposition).onItsOwnThread();
    }

    /** Adds an edge and the gateways that it places at. */
    public void add(Edge edge, Supplier<Map<String, Circuit>> circuits) {
        EdgeMeters.bind(registry, edge);
        exposition.beforeEachLook(new CircuitMeters(registry, "placing", circuits));
        addKafkasOwn(() -> new KafkaClientMetrics(edge.producer()));
    }

    /** Adds a poller and the gateways that it asks. */
    public void add(Poller poller) {
        PollerMeters.bind(registry, poller);
        exposition.beforeEachLook(new CircuitMeters(registry, "asking", poller::circuits));
        addKafkasOwn(() -> new KafkaClientMetrics(poller.producer()));
    }

    /** Adds what settles and answers queries; {@code topics} tells which of its topics is which. */
    public void add(
            KafkaStreams streams,
            TopicLabels topics,
            SettlementCounters counters,
            QueryService queries,
            RocksDbMemory memory) {
        SettlementMeters.bind(registry, counters);
        exposition.beforeEachLook(new StreamsMeters(registry, streams::state, streams::metrics, topics));
        StoreMeters.bind(registry, queries, memory);
        addKafkasOwn(() -> new KafkaStreamsMetrics(streams));
    }

    private void addKafkasOwn(Supplier<MeterBinder> binder) {
        if (!kafkasOwn) {
            return;
        }
        MeterBinder bound = binder.get();
        bound.bindTo(registry);
        if (bound instanceof AutoCloseable closeable) {
            open.push(closeable);
        }
    }

    @Override
    public void close() {
        for (AutoCloseable part : open) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("closing {} failed", part.getClass().getSimpleName(), e);
            }
        }
        open.clear();
        registry.close();
    }
}

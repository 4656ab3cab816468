package io.quittance.app;

import io.quittance.config.Settings;
import io.quittance.edge.Readiness;
import io.quittance.edge.Route;
import io.quittance.events.Events;
import io.quittance.metrics.Metrics;
import io.quittance.metrics.TopicLabels;
import io.quittance.queries.QueryService;
import io.quittance.queries.Views;
import io.quittance.topology.Insight;
import io.quittance.topology.InstanceId;
import io.quittance.topology.RocksDbMemory;
import io.quittance.topology.SettlementCounters;
import io.quittance.topology.SettlementTopology;
import io.quittance.topology.StreamsProperties;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The role {@code topology}: one Streams instance that decides, with the views that answer queries. */
final class SettlementProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SettlementProcess.class);
    private static final Duration CLOSE_TIME = Duration.ofSeconds(20);

    private final KafkaStreams streams;
    private final QueryService queries;
    private final RocksDbMemory memory;
    private final SettlementCounters counters;

    private SettlementProcess(
            KafkaStreams streams, QueryService queries, RocksDbMemory memory, SettlementCounters counters) {
        this.streams = streams;
        this.counters = counters;
        this.queries = queries;
        this.memory = memory;
    }

    /**
     * Starts deciding. What Streams cannot go on from shuts the instance down and completes {@code ended} with the reason:
     * a supervisor's new process is back sooner than a new thread would be (static membership).
     */
    static SettlementProcess start(Settings settings, Events events, CompletableFuture<String> ended)
            throws IOException {
        Views views = new Views(settings.topics().prefix(), events);
        Insight insight = Insight.into(settings);
        Topology topology = SettlementTopology.build(settings, events, insight, views::addTo);
        RocksDbMemory memory = new RocksDbMemory(settings.topology().rocksdbMemoryBytes());
        String instanceId = InstanceId.of(settings.topology(), System.currentTimeMillis());
        Properties properties = StreamsProperties.of(settings, instanceId, memory);
        properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, QueryService.address(settings.http()));
        KafkaStreams streams = new KafkaStreams(topology, new StreamsConfig(properties));
        KnownAccounts known = new KnownAccounts(insight.history());
        QueryService queries = new QueryService(settings, streams, views, known, known);
        streams.setUncaughtExceptionHandler(failure -> {
            LOG.error("the topology cannot go on", failure);
            ended.complete("the topology cannot go on: " + failure.getMessage());
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.ERROR) {
                ended.complete("the topology has stopped after an error");
            }
        });
        queries.start();
        streams.start();
        return new SettlementProcess(streams, queries, memory, insight.counters());
    }

    /** Shows how it goes. */
    void addTo(Metrics metrics, Settings settings) {
        metrics.add(streams, new TopicLabels(settings), counters, queries, memory);
    }

    /** The routes of its queries. */
    List<Route> routes() {
        return queries.routes();
    }

    /** What must be so before it serves in full. */
    List<Readiness> readiness() {
        return queries.readiness();
    }

    /** Keeps its place in the group, so that the next start need not wait for the session to expire. */
    @Override
    public void close() {
        queries.close();
        if (!streams.close(CLOSE_TIME)) {
            LOG.warn("the topology did not close within {}", CLOSE_TIME);
            return;
        }
        memory.close();
    }
}

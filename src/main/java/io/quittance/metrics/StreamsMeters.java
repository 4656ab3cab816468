package io.quittance.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quittance.metrics.StreamsFigures.Look;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;

/** How a Streams instance goes: its state, what it works off, and how far it is behind. */
final class StreamsMeters implements Runnable {
    private final Supplier<KafkaStreams.State> state;
    private final Supplier<Map<MetricName, ? extends Metric>> kafkas;
    private final StreamsFigures figures;
    private final States states;
    private final States lag;
    private volatile Look look = Look.NONE;

    StreamsMeters(
            MeterRegistry registry,
            Supplier<KafkaStreams.State> state,
            Supplier<Map<MetricName, ? extends Metric>> kafkas,
            TopicLabels topics) {
        this.state = state;
        this.kafkas = kafkas;
        this.figures = new StreamsFigures(topics);
        this.states = new States(registry, "quittance.streams.state", "1 for the state of Kafka Streams");
        this.lag = new States(
                registry, "quittance.streams.lag.records", "committed records that this process has not read yet");
        counters(registry);
        gauges(registry);
    }

    private void counters(MeterRegistry registry) {
        new Counters(registry, "quittance.streams.processed.records", "records that the stream threads have taken")
                .add(() -> (long) look.processed());
        new Counters(registry, "quittance.streams.commits", "commits of the stream threads")
                .add(() -> (long) look.commits());
        new Counters(registry, "quittance.streams.dropped.records", "records that Kafka Streams left out: must stay 0")
                .add(() -> (long) look.droppedRecords());
    }

    private void gauges(MeterRegistry registry) {
        Gauge.builder("quittance.streams.threads", this, meters -> meters.look.threads())
                .description("stream threads that are alive")
                .strongReference(true)
                .register(registry);
        Gauge.builder("quittance.streams.commit.max", this, StreamsMeters::longestCommitSeconds)
                .description("the longest commit of the last minute or so")
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
    }

    private double longestCommitSeconds() {
        return look.commitMillisMost() / TimeUnit.SECONDS.toMillis(1);
    }

    @Override
    public void run() {
        look = figures.look(kafkas.get());
        states.addState(state.get());
        states.show();
        look.lag().forEach((topic, records) -> lag.add(records, "topic", topic));
        lag.show();
    }
}

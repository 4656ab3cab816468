package io.quittance.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.Settings;
import io.quittance.config.SettingsFile;
import io.quittance.metrics.StreamsFigures.Look;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

/** What is made of Kafka's own figures, which come and go with tasks and partitions. */
class StreamsFiguresTest {
    private final Map<MetricName, Metric> kafkas = new HashMap<>();
    private final StreamsFigures figures = new StreamsFigures(new TopicLabels(settings()));

    private record Fixed(MetricName metricName, Object metricValue) implements Metric {}

    @Test
    void shouldAddUpWhatEachThreadSays() {
        say("stream-thread-metrics", "process-total", Map.of("thread-id", "1"), 3.0);
        say("stream-thread-metrics", "process-total", Map.of("thread-id", "2"), 4.0);
        say("stream-thread-metrics", "commit-total", Map.of("thread-id", "1"), 5.0);
        say("stream-thread-metrics", "commit-latency-max", Map.of("thread-id", "1"), 12.0);
        say("stream-thread-metrics", "commit-latency-max", Map.of("thread-id", "2"), Double.NaN);
        say("stream-metrics", "alive-stream-threads", Map.of("client-id", "c"), 2);

        Look look = figures.look(kafkas);

        assertThat(look).isEqualTo(new Look(7, 5, 12, 0, 2, Map.of()));
    }

    @Test
    void shouldNotForgetWhatATaskDroppedThatHasGoneElsewhere() {
        say("stream-task-metrics", "dropped-records-total", Map.of("task-id", "0_0"), 2.0);
        say("stream-task-metrics", "dropped-records-total", Map.of("task-id", "0_1"), 1.0);
        double before = figures.look(kafkas).droppedRecords();

        kafkas.clear();
        say("stream-task-metrics", "dropped-records-total", Map.of("task-id", "0_1"), 1.0);
        double gone = figures.look(kafkas).droppedRecords();
        say("stream-task-metrics", "dropped-records-total", Map.of("task-id", "0_0"), 0.0);
        double back = figures.look(kafkas).droppedRecords();

        assertThat(before).isEqualTo(3);
        assertThat(gone).isEqualTo(3);
        assertThat(back).isEqualTo(3);
    }

    @Test
    void shouldTellTheLagOfEachTopicOnceAndUnderItsShortName() {
        lag("c-consumer", "q.received", "0", 3);
        lag("c-consumer", "q.received", "1", 4);
        lag("c-consumer", "q_received", "1", 4); // the name that Kafka gave it before 4.1 and gives it still
        lag("c-consumer", "app-ledger-moves-repartition", "0", 5);
        lag("c-restore-consumer", "q.orders", "0", 100);
        lag("c-consumer", "somebody-elses", "0", 100);
        say("consumer-fetch-manager-metrics", "records-lag", Map.of("client-id", "c-consumer"), 100.0);

        Look look = figures.look(kafkas);

        assertThat(look.lag()).containsExactlyInAnyOrderEntriesOf(Map.of("received", 7.0, "ledger-moves", 5.0));
    }

    private void lag(String client, String topic, String partition, double records) {
        Map<String, String> tags = Map.of("client-id", client, "topic", topic, "partition", partition);
        say("consumer-fetch-manager-metrics", "records-lag", tags, records);
    }

    private void say(String group, String name, Map<String, String> tags, Object value) {
        MetricName full = new MetricName(name, group, "", tags);
        kafkas.put(full, new Fixed(full, value));
    }

    private static Settings settings() {
        try {
            return SettingsFile.parse("""
                    unsafePlainSecrets: true
                    kafka: {bootstrapServers: "localhost:9092"}
                    registry: {url: "http://localhost:8081"}
                    topics: {prefix: "q."}
                    topology: {applicationId: app}
                    accounts:
                      a: {gateway: juhe, merchant: "1", keys: [{id: k1, key: x}]}
                    """, Path.of(""), Map.of());
        } catch (io.quittance.config.InvalidSettings e) {
            throw new AssertionError(e);
        }
    }
}

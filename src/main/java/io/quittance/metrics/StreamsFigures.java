package io.quittance.metrics;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;

/** The few of Kafka's own figures of a Streams instance that an operator needs, gathered from all its threads, tasks and consumers. */
final class StreamsFigures {
    private static final String THREADS = "stream-thread-metrics";
    private static final String TASKS = "stream-task-metrics";
    private static final String INSTANCE = "stream-metrics";
    private static final String FETCHING = "consumer-fetch-manager-metrics";
    private static final String RESTORING = "restore-consumer";

    private final TopicLabels topics;
    /** What each task has said last, since a task that moves to another process takes its figures with it. */
    private final Map<MetricName, Double> dropped = new HashMap<>();

    private double droppedElsewhere;

    /**
     * How it stood at one look.
     *
     * @param lag records that are committed and not read yet, by the topic's label
     */
    record Look(
            double processed,
            double commits,
            double commitMillisMost,
            double droppedRecords,
            double threads,
            Map<String, Double> lag) {
        static final Look NONE = new Look(0, 0, 0, 0, 0, Map.of());
    }

    StreamsFigures(TopicLabels topics) {
        this.topics = topics;
    }

    Look look(Map<MetricName, ? extends Metric> all) {
        double processed = 0;
        double commits = 0;
        double commitMillisMost = 0;
        double threads = 0;
        Map<MetricName, Double> droppedNow = new HashMap<>();
        Map<String, Double> lag = new TreeMap<>();
        for (Map.Entry<MetricName, ? extends Metric> entry : all.entrySet()) {
            MetricName name = entry.getKey();
            Metric metric = entry.getValue();
            switch (name.group() + ' ' + name.name()) {
                case THREADS + " process-total" -> processed += value(metric);
                case THREADS + " commit-total" -> commits += value(metric);
                case THREADS + " commit-latency-max" -> commitMillisMost = Math.max(commitMillisMost, value(metric));
                case INSTANCE + " alive-stream-threads" -> threads = value(metric);
                case TASKS + " dropped-records-total" -> droppedNow.put(name, value(metric));
                case FETCHING + " records-lag" -> addLag(lag, name.tags(), metric);
                default -> {} // There are thousands; Kafka adds some with each version.
            }
        }
        return new Look(processed, commits, commitMillisMost, droppedInAll(droppedNow), threads, lag);
    }

    /** All that was dropped in this process, by the tasks that have left it too. */
    private double droppedInAll(Map<MetricName, Double> now) {
        dropped.forEach((task, before) -> {
            if (now.getOrDefault(task, 0.0) < before) {
                droppedElsewhere += before;
            }
        });
        dropped.clear();
        dropped.putAll(now);
        return droppedElsewhere
                + now.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private void addLag(Map<String, Double> lag, Map<String, String> tags, Metric metric) {
        String topic = tags.get("topic");
        String label = topic == null || isRestoring(tags.get("client-id")) ? null : topics.of(topic);
        if (label != null && tags.containsKey("partition")) {
            lag.merge(label, value(metric), Double::sum);
        }
    }

    private static boolean isRestoring(@Nullable String client) {
        return client != null && client.contains(RESTORING);
    }

    /** Rates and the like are not a number until something happens. */
    private static double value(Metric metric) {
        return metric.metricValue() instanceof Number number && !Double.isNaN(number.doubleValue())
                ? number.doubleValue()
                : 0;
    }
}

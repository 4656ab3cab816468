package io.quittance.edge;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the brokers again and again whether they are there, so that an outage is known before a callback runs into it. */
final class BrokerProbe implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerProbe.class);

    private final Admin admin;
    private final BooleanSupplier topic;
    private final BrokerHealth health;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private BrokerProbe(Admin admin, BooleanSupplier topic, BrokerHealth health) {
        this.admin = admin;
        this.topic = topic;
        this.health = health;
        this.thread = Thread.ofPlatform().daemon().name("edge-broker-probe").unstarted(this::run);
    }

    /** A probe that runs until it is closed; {@code topic} says whether the producer knows its topic, and may fail. */
    static BrokerProbe start(Map<String, Object> connection, BooleanSupplier topic, BrokerHealth health) {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "quittance-edge-probe");
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Long.toString(EdgeLimits.PROBE_TIME.toMillis()));
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(EdgeLimits.PROBE_TIME.toMillis()));
        BrokerProbe probe = new BrokerProbe(Admin.create(settings), topic, health);
        probe.thread.start();
        return probe;
    }

    private void run() {
        boolean topicFound = false;
        boolean answered = true;
        try {
            do {
                topicFound = topicFound || findTopic();
                boolean answers = answers();
                if (answers != answered) {
                    LOG.warn(
                            answers
                                    ? "the brokers answer again"
                                    : "no broker answers: callbacks are refused until one does");
                }
                answered = answers;
                health.probed(answers);
            } while (!closed.await(EdgeLimits.PROBE_INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean findTopic() {
        try {
            if (!topic.getAsBoolean()) {
                return false;
            }
            health.topicFound();
            return true;
        } catch (KafkaException e) {
            LOG.debug("the topic is not known yet", e);
            return false;
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            DescribeClusterOptions options =
                    new DescribeClusterOptions().timeoutMs((int) EdgeLimits.PROBE_TIME.toMillis());
            admin.describeCluster(options).nodes().get(EdgeLimits.PROBE_TIME.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("no broker answers the probe", e);
            return false;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        admin.close(Duration.ofMillis(100));
        thread.interrupt();
    }
}

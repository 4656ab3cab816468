package io.quittance.queries;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out, for each partition that a view opens, up to which row the view has to come before its answers count. {@code RUNNING}
 * does not say it: restoring stops at the view's own committed offset (kafka-facts.md), and what others committed since is missing.
 */
final class CatchUp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final Progress progress;
    private final String prefix;
    private final Map<String, Object> client;
    private final BlockingQueue<List<Progress.Mark>> toFind = new LinkedBlockingQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> busy;

    /** Finds it for those views, as a client with these settings of the application with that id. */
    CatchUp(Views views, Map<String, Object> client, String applicationId) {
        this.progress = views.progress();
        this.prefix = views.prefix();
        this.client = new HashMap<>(client);
        this.client.put(ConsumerConfig.GROUP_ID_CONFIG, applicationId);
        this.client.put(ConsumerConfig.CLIENT_ID_CONFIG, applicationId + "-catch-up");
        this.client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        this.client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        this.client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.thread = Thread.ofPlatform().name("catch-up").daemon().unstarted(this::run);
    }

    /** Begins with what is open, and goes on with what opens. */
    void start() {
        progress.whenOpened(mark -> toFind.add(List.of(mark)));
        thread.start();
    }

    private void run() {
        List<Progress.Mark> batch = new ArrayList<>();
        while (!isClosing()) {
            try {
                gather(batch);
                find(batch);
                batch.clear();
            } catch (WakeupException e) {
                LOG.debug("closing while looking how far the views have to come");
            } catch (KafkaException e) {
                LOG.warn("cannot see yet how far the views have to come, trying again: {}", e.getMessage());
                pause();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** What has opened, at least one; what a failure has left over comes again. */
    private void gather(List<Progress.Mark> batch) throws InterruptedException {
        if (batch.isEmpty()) {
            batch.addAll(toFind.take());
        }
        for (List<Progress.Mark> more = toFind.poll(); more != null; more = toFind.poll()) {
            batch.addAll(more);
        }
        batch.removeIf(mark -> !progress.isOpen(mark));
    }

    private void find(List<Progress.Mark> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            busy = consumer;
            if (!isClosing()) {
                new LastRows(consumer, prefix).find(batch);
            }
        } finally {
            busy = null;
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void pause() {
        try {
            if (closing.await(RETRY.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.debug("closing, not trying again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the thread by its own means: an interrupted consumer leaves its connections in disorder. */
    @Override
    public void close() {
        progress.whenOpened(mark -> {});
        closing.countDown();
        toFind.add(List.of());
        KafkaConsumer<byte[], byte[]> consumer = busy;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            if (!thread.join(CLOSE)) {
                LOG.warn("the search for the ends of views does not end within {}", CLOSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.quittance.app.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker, with its controller, in this process, on the loopback address, with everything under one folder.
 * A second start on the same folder carries on, also after a kill; two at a time cannot have it.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    /** Transactions are sound from this version of the protocol on (reliability rule 3). */
    private static final short SOUND_TRANSACTIONS = 2;

    private static final int ATTEMPTS = 5;
    private static final int START_TIMEOUT_SECONDS = 60;

    private final KafkaRaftServer server;
    private final String bootstrapServers;
    private final FolderLock lock;

    private EmbeddedBroker(KafkaRaftServer server, String bootstrapServers, FolderLock lock) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
        this.lock = lock;
    }

    /**
     * Starts a broker on that folder, which is made and formatted if need be, and returns when it serves.
     *
     * @throws IllegalStateException where it cannot start; the message says why
     */
    public static EmbeddedBroker start(Path folder) {
        try {
            FolderLock lock = FolderLock.take(folder);
            try {
                Path logs = Files.createDirectories(folder.resolve("logs").toAbsolutePath());
                boolean carriesOn = Files.exists(logs.resolve("meta.properties"));
                boolean wasKilled = carriesOn && KilledBroker.wasIn(logs);
                format(logs);
                EmbeddedBroker broker = onFreePorts(logs, new FreePorts(folder.resolve("ports")), lock, wasKilled);
                if (carriesOn) {
                    broker.writeLostMarkers();
                }
                return broker;
            } catch (Exception e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded Kafka broker cannot use " + folder, e);
        }
    }

    /** Where clients find it, {@code host:port}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Stops it in good order; what was written is there at the next start. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it fails, the transactions stay open, which the log says; what else is there can be served. */
    private void writeLostMarkers() {
        int port = Integer.parseInt(bootstrapServers.substring(bootstrapServers.indexOf(':') + 1));
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            int written = new LostMarkers(admin, port).write();
            if (written > 0) {
                LOG.info("ended a transaction that the broker was killed in, on {} partitions", written);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | ExecutionException | RuntimeException e) {
            LOG.warn("cannot see whether a killed broker left transactions open: {}", rootOf(e));
        }
    }

    private static EmbeddedBroker onFreePorts(Path logs, FreePorts ports, FolderLock lock, boolean wasKilled)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            List<Integer> taken = ports.take(2);
            KafkaRaftServer server;
            try {
                if (wasKilled) {
                    KilledBroker.forget(logs, taken.getLast());
                }
                server = started(BrokerSettings.of(logs, taken.getFirst(), taken.getLast()));
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || !hasCause(e, BindException.class)) {
                    throw new IllegalStateException("The embedded Kafka broker does not start: " + rootOf(e), e);
                }
                ports.forget(); // somebody was faster
                continue;
            }
            String bootstrapServers = "127.0.0.1:" + taken.getFirst();
            requireSoundTransactions(server, bootstrapServers);
            return new EmbeddedBroker(server, bootstrapServers, lock);
        }
    }

    static KafkaRaftServer started(Properties settings) {
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
        try {
            server.startup();
            return server;
        } catch (RuntimeException e) {
            server.shutdown();
            throw e;
        }
    }

    /** Formats an empty folder with all features at their newest; one that is formatted is left alone. */
    static void format(Path logs) throws IOException {
        if (Files.exists(logs.resolve("meta.properties"))) {
            return;
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream print = new PrintStream(said, false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(print)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setControllerListenerName(BrokerSettings.CONTROLLER)
                    .addDirectory(logs.toString())
                    .setMetadataLogDirectory(logs.toString())
                    .run();
        } catch (Exception e) {
            throw new IOException("Formatting " + logs + " failed: " + said.toString(StandardCharsets.UTF_8), e);
        }
    }

    /** A broker formatted with the wrong tool runs the old protocol silently, so the finalized feature is asked for. */
    private static void requireSoundTransactions(KafkaRaftServer server, String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            FinalizedVersionRange version = admin.describeFeatures()
                    .featureMetadata()
                    .get(START_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .finalizedFeatures()
                    .get("transaction.version");
            if (version != null && version.maxVersionLevel() >= SOUND_TRANSACTIONS) {
                return;
            }
            server.shutdown();
            throw new IllegalStateException("The embedded Kafka broker has transaction.version " + version + ", not "
                    + SOUND_TRANSACTIONS + ": its folder was formatted by something older; use another one");
        } catch (InterruptedException e) {
            server.shutdown();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the embedded Kafka broker was starting", e);
        } catch (ExecutionException | TimeoutException e) {
            server.shutdown();
            throw new IllegalStateException("The embedded Kafka broker does not answer: " + rootOf(e), e);
        }
    }

    private static boolean hasCause(Throwable e, Class<? extends Throwable> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static String rootOf(Throwable e) {
        Throwable root = e;
        @Nullable Throwable cause = e.getCause();
        while (cause != null) {
            root = cause;
            cause = cause.getCause();
        }
        return root.toString();
    }
}

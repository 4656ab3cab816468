package io.quittance.app.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.NotControllerException;

/**
 * A broker that was killed and is to come back. By the metadata it leads its partitions still, so it would lead them at once, lose them when
 * the controller finds its dead self gone, and lead them again. Where loading the offsets of groups takes longer than that, Kafka 4.3.1
 * takes the end of the first loading for that of the second, and answers with offsets of long ago. So the controller is started alone
 * before it, and told that the broker is gone.
 */
final class KilledBroker {
    /** A broker that stops in good order writes it, and deletes it when it starts. */
    private static final String CLEAN = ".kafka_cleanshutdown";

    private static final int TIMEOUT_SECONDS = 30;
    private static final long LOOK_MILLIS = 50;

    private KilledBroker() {}

    /** Whether the last broker of a folder that there has been one in did not stop in good order. */
    static boolean wasIn(Path logs) {
        return !Files.exists(logs.resolve(CLEAN));
    }

    /**
     * Takes it off the metadata; it comes back as a new one, with all that it has.
     *
     * @param controllerPort where the controller is to listen meanwhile
     * @throws IllegalStateException where the controller does not start or does not answer
     */
    static void forget(Path logs, int controllerPort) {
        KafkaRaftServer controller = EmbeddedBroker.started(BrokerSettings.ofController(logs, controllerPort));
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_CONTROLLERS_CONFIG, "127.0.0.1:" + controllerPort))) {
            unregister(admin);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the embedded Kafka controller was starting", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The embedded Kafka controller does not answer: " + e.getMessage(), e);
        } finally {
            controller.shutdown();
            controller.awaitShutdown();
        }
    }

    /** A controller listens before it is elected, and refuses until it is. */
    private static void unregister(Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (true) {
            try {
                admin.unregisterBroker(BrokerSettings.NODE_ID).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
                return;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof BrokerIdNotRegisteredException) {
                    return;
                }
                if (!(e.getCause() instanceof NotControllerException) || System.nanoTime() > deadline) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        }
    }
}

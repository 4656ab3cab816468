package io.quittance.app;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** The whole path over Kafka in a container, where there is an engine to run it. */
class ContainerPathIT extends WholePath {
    private static @Nullable KafkaContainer kafka;

    @BeforeAll
    static void startBroker() {
        boolean engine = DockerClientFactory.instance().isDockerAvailable();
        if (!engine) {
            System.out.println("SKIPPED: the whole path over Testcontainers Kafka; no Docker engine is there");
        }
        Assumptions.assumeTrue(engine, "no Docker engine is there");
        KafkaContainer starting = new KafkaContainer("apache/kafka:4.3.1");
        starting.start();
        kafka = starting;
    }

    @AfterAll
    static void stopBroker() {
        if (kafka != null) {
            kafka.stop();
        }
    }

    @Override
    String bootstrapServers() {
        if (kafka == null) {
            throw new IllegalStateException("the container was not started");
        }
        return kafka.getBootstrapServers();
    }
}

package io.quittance.app;

import io.quittance.app.embedded.EmbeddedBroker;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The whole path over the broker in this process. */
class EmbeddedPathIT extends WholePath {
    @TempDir
    private static Path data;

    private static @Nullable EmbeddedBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(data);
    }

    @AfterAll
    static void stopBroker() {
        if (broker != null) {
            broker.close();
        }
    }

    @Override
    String bootstrapServers() {
        if (broker == null) {
            throw new IllegalStateException("the broker was not started");
        }
        return broker.bootstrapServers();
    }
}

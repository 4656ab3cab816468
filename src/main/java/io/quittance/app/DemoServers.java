package io.quittance.app;

import io.quittance.app.embedded.EmbeddedBroker;
import io.quittance.app.embedded.EmbeddedRegistry;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The two servers that production has of its own: a broker in this process and a registry beside it, under one folder. */
record DemoServers(EmbeddedBroker broker, EmbeddedRegistry registry) implements AutoCloseable {

    /** Starts both at the same time, on free ports; on a folder with data they carry on. */
    static DemoServers start(Path folder) throws Exception {
        try (ExecutorService starting = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<EmbeddedRegistry> registry =
                    starting.submit(() -> EmbeddedRegistry.start(folder.resolve("registry")));
            Future<EmbeddedBroker> broker = starting.submit(() -> EmbeddedBroker.start(folder.resolve("broker")));
            return joined(broker, registry);
        }
    }

    private static DemoServers joined(Future<EmbeddedBroker> broker, Future<EmbeddedRegistry> registry)
            throws Exception {
        try {
            return new DemoServers(broker.get(), registry.get());
        } catch (ExecutionException e) {
            closeIfStarted(registry);
            closeIfStarted(broker);
            throw e.getCause() instanceof Exception cause ? cause : e;
        } catch (InterruptedException e) {
            broker.cancel(true);
            registry.cancel(true);
            closeIfStarted(registry);
            closeIfStarted(broker);
            throw e;
        }
    }

    private static void closeIfStarted(Future<? extends AutoCloseable> server) throws Exception {
        try {
            server.get().close();
        } catch (ExecutionException | CancellationException e) {
            // It never started: there is nothing to close, and the first failure is the one that is told.
        }
    }

    @Override
    public void close() {
        try {
            registry.close();
        } finally {
            broker.close();
        }
    }
}

package io.quittance.app.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A real schema registry (Apicurio, with Confluent's API) in a process of its own, on the loopback address, its
 * schemas in a database file under one folder. It ends when this process ends, even when that is killed; a second start
 * on the same folder carries on with the same ids.
 */
public final class EmbeddedRegistry implements AutoCloseable {
    private static final Duration READY_TIMEOUT = Duration.ofSeconds(90);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final int ATTEMPTS = 3;
    private static final String LOG = "registry.log";

    /** All that the server needs of our environment; the rest may hold secrets, or settings of another Quarkus. */
    private static final Set<String> ENVIRONMENT = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR");

    private final Process process;
    private final String url;
    private final FolderLock lock;

    private EmbeddedRegistry(Process process, String url, FolderLock lock) {
        this.process = process;
        this.url = url;
        this.lock = lock;
    }

    /**
     * Starts a registry on that folder, which is made if need be, and returns when it answers.
     *
     * @throws IllegalStateException where it cannot start; the message says why and where its log is
     */
    public static EmbeddedRegistry start(Path folder) {
        try {
            FolderLock lock = FolderLock.take(folder);
            try {
                return started(RegistryDistribution.find(), folder.toAbsolutePath(), lock);
            } catch (Exception e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded schema registry cannot use " + folder, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the embedded schema registry was starting", e);
        }
    }

    /** The root of Confluent's API there. */
    public String url() {
        return url;
    }

    /** Its process, for those who watch its memory. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    /** Stops it in good order. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
            lock.close();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedRegistry started(RegistryDistribution distribution, Path folder, FolderLock lock)
            throws IOException, InterruptedException {
        PidFile pidFile = new PidFile(folder.resolve("pid"));
        pidFile.endLeftover();
        FreePorts ports = new FreePorts(folder.resolve("ports"));
        Path log = folder.resolve(LOG);
        for (int attempt = 1; ; attempt++) {
            int port = ports.take(1).getFirst();
            Process process = launched(RegistryCommand.of(distribution, folder, port), folder);
            pidFile.remember(process.toHandle());
            String url = url(port);
            if (isReady(process, url)) {
                return new EmbeddedRegistry(process, url, lock);
            }
            process.destroyForcibly().waitFor();
            if (attempt == ATTEMPTS || !portWasTaken(log)) {
                throw new IllegalStateException("The embedded schema registry does not start; see " + log);
            }
            ports.forget(); // somebody was faster
        }
    }

    /** Starts that command in that folder, with an environment that has no secrets. */
    static Process launched(List<String> command, Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(LOG).toFile());
        builder.environment().keySet().retainAll(ENVIRONMENT);
        return builder.start();
    }

    /** The root of Confluent's API on that port. */
    static String url(int port) {
        return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
    }

    private static boolean portWasTaken(Path log) throws IOException {
        String said = Files.readString(log);
        return said.contains("already bound") || said.contains("already in use");
    }

    /** Waits until it answers; false where it has ended instead, or takes too long. */
    static boolean isReady(Process process, String url) throws InterruptedException {
        HttpRequest question = HttpRequest.newBuilder(URI.create(url + "/schemas/types"))
                .timeout(Duration.ofSeconds(10))
                .build();
        long deadline = System.nanoTime() + READY_TIMEOUT.toNanos();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (System.nanoTime() < deadline) {
                if (answers(client, question)) {
                    return true;
                }
                if (process.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
            return false;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static boolean answers(HttpClient client, HttpRequest question) throws InterruptedException {
        try {
            return client.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // not listening yet
        }
    }
}

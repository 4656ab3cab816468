package io.quittance.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A process started with the launcher, as a user does it, and what it has printed so far. */
final class Launched implements AutoCloseable {
    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;
    private final Predicate<String> sign;
    private final CountDownLatch seen = new CountDownLatch(1);

    private Launched(Process process, Predicate<String> sign) {
        this.process = process;
        this.sign = sign;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    /** Starts {@code ./quittance} with those arguments; {@code sign} is the line that {@link #awaitSign} waits for. */
    static Launched quittance(Predicate<String> sign, String... arguments) throws IOException {
        Path home = Path.of(System.getProperty("quittance.basedir"));
        List<String> command = new ArrayList<>(List.of(home.resolve("quittance").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .start();
        return new Launched(process, sign);
    }

    private void read() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
                if (sign.test(line)) {
                    seen.countDown();
                }
            }
        } catch (IOException e) {
            lines.add("(no more output: " + e.getMessage() + ")");
        }
    }

    /** Waits until the line is there. */
    void awaitSign(Duration patience) throws InterruptedException {
        if (!seen.await(patience.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the line did not come; this did:\n" + output());
        }
    }

    /** Waits for the end and gives the exit status. */
    int exitStatus(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + patience + "; its output:\n" + output());
        }
        reader.join();
        return process.exitValue();
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** SIGTERM, as a supervisor sends it. */
    void terminate() {
        // Not Process.destroy(), which closes the pipes, too: what it prints while it stops would be lost.
        process.toHandle().destroy();
    }

    /** Whether it has printed this line so far. */
    boolean hasPrinted(String line) {
        return lines.contains(line);
    }

    /** All lines so far. */
    String output() {
        return String.join("\n", lines);
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}

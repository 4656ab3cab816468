package io.quittance.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A measured process: one JVM with the options of the launcher, whose own CPU time can be asked. */
final class Child implements AutoCloseable {
    /** What a measured process prints when it is ready to be measured. */
    static final String READY = "ready";

    private static final Duration START_TIME = Duration.ofSeconds(90);
    private static final Duration END_TIME = Duration.ofSeconds(20);
    private static final Duration QUIET_LOOK = Duration.ofMillis(100);
    /** The kernel counts by ten milliseconds. */
    private static final Duration QUIET = Duration.ofMillis(10);

    private static final Duration QUIET_PATIENCE = Duration.ofSeconds(2);
    private static final int LINES_KEPT = 40;
    /** Those of the launcher, so that all measured processes and the product itself run alike. */
    static final List<String> OPTIONS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Xmx768m",
            "-XX:G1HeapRegionSize=4m",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xlog:cds=off");

    private final String name;
    private final Process process;
    private final Deque<String> lines = new ArrayDeque<>();
    private boolean ended;

    private Child(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /** Starts that main class with those arguments. */
    static Child start(String name, List<String> options, Class<?> main, List<String> arguments) throws IOException {
        return start(name, options, main.getName(), arguments);
    }

    /** The same by the name of the class. */
    static Child start(String name, List<String> options, String main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ChildMain.class.getName(), main));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Child child = new Child(name, process);
        // A read from a process holds a virtual thread's carrier for as long as nothing is said.
        Thread.ofPlatform().daemon().name(name + "-output").start(child::listen);
        return child;
    }

    /**
     * Waits for a line that begins so.
     *
     * @return the rest of that line
     * @throws IOException where the process ends before, or takes too long; the message holds what it printed
     */
    synchronized String await(String beginning) throws IOException, InterruptedException {
        long until = System.nanoTime() + START_TIME.toNanos();
        while (true) {
            for (String line : lines) {
                if (line.startsWith(beginning)) {
                    return line.substring(beginning.length());
                }
            }
            long left = until - System.nanoTime();
            if (ended || left <= 0) {
                String what = ended ? " ended by itself" : " was not ready within " + START_TIME;
                throw new IOException(name + what + "; the last it said:\n" + String.join("\n", lines));
            }
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
        }
    }

    /** Where it listens on the loopback, once it does. */
    InetSocketAddress listening() throws IOException, InterruptedException {
        String rest = await("listening on port ");
        int end = rest.indexOf(',');
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), Integer.parseInt(end < 0 ? rest : rest.substring(0, end)));
    }

    /** The process's id, for whoever wants to look into it. */
    long pid() {
        return process.pid();
    }

    /**
     * The CPU time that the process has taken so far, in nanoseconds, of all its threads.
     *
     * @throws IOException where it is gone
     */
    long cpuNanos() throws IOException {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new IOException(name + " is gone; the last it said:\n" + said()))
                .toNanos();
    }

    /**
     * Waits until it has nothing more to do: what it has passed on to steps of its own behind other topics is done, too. It may be busy
     * with something else for as long as it likes, such as compiling; then this ends all the same.
     *
     * @throws IOException where it is gone
     */
    void awaitQuiet() throws IOException, InterruptedException {
        long until = System.nanoTime() + QUIET_PATIENCE.toNanos();
        long before = cpuNanos();
        long taken = Long.MAX_VALUE;
        while (taken > QUIET.toNanos() && System.nanoTime() < until) {
            Thread.sleep(QUIET_LOOK);
            long now = cpuNanos();
            taken = now - before;
            before = now;
        }
    }

    private synchronized String said() {
        return String.join("\n", lines);
    }

    private void listen() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            String line = reader.readLine();
            while (line != null) {
                keep(line);
                line = reader.readLine();
            }
        } catch (IOException e) {
            keep("its output cannot be read: " + e);
        } finally {
            end();
        }
    }

    private synchronized void keep(String line) {
        if (lines.size() == LINES_KEPT) {
            lines.removeFirst();
        }
        lines.addLast(line);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_TIME.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

package io.quittance.poller;

import io.quittance.config.Settings;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.Events;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A poller in a process of its own, which can be killed. */
final class PollerProcess implements AutoCloseable {
    private final Process process;

    private PollerProcess(Process process) {
        this.process = process;
    }

    /** The other process: asks until its input ends. Schemas have the same ids in it, since they are registered in the same order. */
    public static void main(String[] of) throws Exception {
        List<String> accounts = List.of(of).subList(3, of.length);
        Settings settings = PollerRig.settings(of[0], of[1], Integer.parseInt(of[2]), accounts);
        try (Poller poller = Poller.start(settings, Events.register(ConfluentSchemas.inMemory(), of[1]), why -> {})) {
            System.in.transferTo(OutputStream.nullOutputStream());
            System.out.println(poller.detail());
        }
    }

    static PollerProcess start(String bootstrapServers, String prefix, int gatewayPort, String... accounts)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                PollerProcess.class.getName(),
                bootstrapServers,
                prefix,
                Integer.toString(gatewayPort)));
        command.addAll(List.of(accounts));
        return new PollerProcess(new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Stops it in whatever it does, as a machine that hangs. */
    void freeze() throws Exception {
        signal("STOP");
    }

    /** Lets it go on as if nothing had been. */
    void thaw() throws Exception {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("kill -" + name + " ended with " + status);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it as {@code kill -9} does. */
    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw new IOException("the poller's process does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

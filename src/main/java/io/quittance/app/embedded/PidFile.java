package io.quittance.app.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Remembers a child process by its id and start time, so that one left over from a killed parent is found again. */
record PidFile(Path file) {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    /** Writes down the process of this start. */
    void remember(ProcessHandle process) throws IOException {
        Files.write(file, List.of(String.valueOf(process.pid()), startOf(process)));
    }

    /** Waits until the process of the last start has ended, as it does by itself, and ends it where it does not. */
    void endLeftover() throws IOException, InterruptedException {
        Optional<ProcessHandle> leftover = remembered();
        if (leftover.isEmpty()) {
            return;
        }
        ProcessHandle process = leftover.get();
        if (!hasEnded(process)) {
            process.destroyForcibly();
            hasEnded(process);
        }
    }

    private Optional<ProcessHandle> remembered() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        try {
            // The number alone may have gone to another process since.
            return ProcessHandle.of(Long.parseLong(lines.getFirst()))
                    .filter(process -> lines.getLast().equals(startOf(process)));
        } catch (RuntimeException e) {
            return Optional.empty(); // a file cut short by a crash
        }
    }

    private static boolean hasEnded(ProcessHandle process) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (isRunning(process)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
        }
        return true;
    }

    /** A process that has ended and that nobody has asked about counts as alive, without a command; it holds nothing. */
    private static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(String::valueOf).orElse("unknown at " + System.nanoTime());
    }
}

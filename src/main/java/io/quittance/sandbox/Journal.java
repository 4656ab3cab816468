package io.quittance.sandbox;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What the sandbox has sent, on disk under the data folder, so that a start after a crash carries on and still knows the
 * truth. Lines of text, appended: {@code run NUMBER seed SEED at SECONDS}, {@code to COUNT} before an order beyond that
 * count is begun, {@code INDEX} after all messages of an order were answered as they should be, {@code end COUNT}.
 *
 * <p>Whatever is not marked done is sent again whole, which is what gateways do, too. A line that a crash has torn is cut
 * off. Nothing is forced to the disk: what the process has written outlives the process, and the machine's death is not
 * what the demo shows. Thread-safe.
 */
final class Journal implements Closeable {
    private static final int BLOCK = 256;

    private final FileOutputStream file;
    private final List<RunRecord> runs;

    private Journal(FileOutputStream file, List<RunRecord> runs) {
        this.file = file;
        this.runs = runs;
    }

    /**
     * Opens the journal of that folder and carries on the last run if it has not ended, or begins the next one with that
     * seed.
     *
     * @throws IOException where it cannot be read, or holds what no sandbox wrote
     */
    static Journal open(Path folder, long seed, Clock clock) throws IOException {
        Files.createDirectories(folder);
        Path path = folder.resolve("sandbox.journal");
        List<RunRecord> runs = new ArrayList<>();
        cutTornLine(path, runs);
        // A plain stream: unlike a channel it survives the interruption of a thread that writes to it.
        FileOutputStream file = new FileOutputStream(path.toFile(), true);
        Journal journal = new Journal(file, runs);
        if (runs.isEmpty() || runs.getLast().ended()) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            journal.begin(new Run(runs.size() + 1, seed, now));
        }
        return journal;
    }

    /** Every run of the folder, oldest first; the last one is the one that is carried on. */
    synchronized List<RunRecord> runs() {
        return runs.stream().map(RunRecord::copy).toList();
    }

    /** The run that is carried on. */
    synchronized Run current() {
        return runs.getLast().run();
    }

    /** Whether every message of that order of the current run has been answered as it should be. */
    synchronized boolean done(long index) {
        return runs.getLast().done(index);
    }

    /** How many orders of the current run may have been begun: a later start must send at least these. */
    synchronized long begun() {
        return runs.getLast().begun();
    }

    /** To be called before anything of that order is sent; {@code limit} is how many orders the run is to have, if any. */
    synchronized void begin(long index, OptionalLong limit) {
        RunRecord run = runs.getLast();
        if (index < run.begun()) {
            return;
        }
        long upTo = Math.min(index + BLOCK, limit.orElse(Long.MAX_VALUE));
        write("to " + upTo);
        run.begunUpTo(upTo);
    }

    /** Marks an order done. */
    synchronized void finish(long index) {
        write(Long.toString(index));
        runs.getLast().finish(index);
    }

    /** Ends the current run if so many orders are done, so that the next start begins another one; else does nothing. */
    synchronized void endIfDone(long count) {
        if (runs.getLast().doneCount() >= count) {
            write("end " + count);
            runs.getLast().end(count);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }

    private static void cutTornLine(Path path, List<RunRecord> runs) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(JournalLines.readWhole(path, runs));
        }
    }

    private void begin(Run run) {
        write("run " + run.number() + " seed " + run.seed() + " at "
                + run.startedAt().getEpochSecond());
        runs.add(new RunRecord(run));
    }

    private void write(String line) {
        try {
            file.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox's journal cannot be written; is the disk full?", e);
        }
    }
}

package io.quittance.sandbox;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What the shop of the demo has placed, on disk under the data folder, so that a start after a crash carries on. Lines of text,
 * appended: {@code run NUMBER seed SEED at SECONDS}, {@code to COUNT} before an order beyond that count is begun,
 * {@code INDEX STATE} after the placing of an order was answered, {@code end COUNT}.
 *
 * <p>Whatever is not marked done is placed again with the same request, as a merchant does who has lost the answer. Thread-safe.
 */
final class Journal implements Closeable {
    private static final int BLOCK = 256;

    private final AppendedLines file;
    private final List<RunRecord> runs;

    private Journal(AppendedLines file, List<RunRecord> runs) {
        this.file = file;
        this.runs = runs;
    }

    /**
     * Opens the journal of that folder and carries on the last run if it has not ended, or begins the next one with that
     * seed.
     *
     * @throws IOException where it cannot be read, or holds what no shop wrote
     */
    static Journal open(Path folder, long seed, Clock clock) throws IOException {
        List<RunRecord> runs = new ArrayList<>();
        AppendedLines file = AppendedLines.open(folder.resolve("sandbox.journal"), new JournalLines(runs));
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

    /** Whether the placing of that order of the current run has been answered. */
    synchronized boolean done(long index) {
        return runs.getLast().done(index);
    }

    /** How many orders of the current run may have been begun: a later start must place at least these. */
    synchronized long begun() {
        return runs.getLast().begun();
    }

    /** To be called before that order is placed; {@code limit} is how many orders the run is to have, if any. */
    synchronized void begin(long index, OptionalLong limit) {
        RunRecord run = runs.getLast();
        if (index < run.begun()) {
            return;
        }
        long upTo = Math.min(index + BLOCK, limit.orElse(Long.MAX_VALUE));
        file.append("to " + upTo);
        run.begunUpTo(upTo);
    }

    /** Marks an order done, its placing answered so. */
    synchronized void finish(long index, PlacingState state) {
        file.append(index + " " + state.name().toLowerCase(Locale.ROOT));
        runs.getLast().finish(index, state);
    }

    /** Every order of every run that is done, with what its placing was answered. */
    synchronized List<PlacedOrder> placed() {
        List<PlacedOrder> placed = new ArrayList<>();
        for (RunRecord run : runs) {
            ShopOrders orders = new ShopOrders(run.run());
            run.forEachDone((index, state) -> placed.add(new PlacedOrder(orders.key(index), state)));
        }
        return placed;
    }

    /** Ends the current run if so many orders are done, so that the next start begins another one; else does nothing. */
    synchronized void endIfDone(long count) {
        if (runs.getLast().doneCount() >= count) {
            file.append("end " + count);
            runs.getLast().end(count);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }

    private void begin(Run run) {
        file.append("run " + run.number() + " seed " + run.seed() + " at "
                + run.startedAt().getEpochSecond());
        runs.add(new RunRecord(run));
    }
}

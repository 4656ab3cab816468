package io.quittance.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one run has measured: a table for people, JSON for machines, and its change against an earlier run. */
public record BenchResult(Machine machine, boolean decides, List<Figure> figures) {

    /** The lines of a table; with an earlier run, what has changed since. */
    public List<String> table(@Nullable BenchResult earlier) {
        return new BenchTable(this, earlier).lines();
    }

    /** Writes it as JSON. */
    public void write(Path file) throws IOException {
        BenchFile.write(this, file);
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @throws IOException where it cannot be read or is something else; the message says what to give instead
     */
    public static BenchResult read(Path file) throws IOException {
        return BenchFile.read(file);
    }
}

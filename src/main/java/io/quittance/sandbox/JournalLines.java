package io.quittance.sandbox;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Reads the lines of a journal, line by line, into the runs that they tell of. */
final class JournalLines {
    private static final int MAX_LINE = 100;

    private JournalLines() {}

    /** Adds the runs of the file and gives the length in bytes of its whole lines; a torn last line is not among them. */
    static long readWhole(Path path, List<RunRecord> runs) throws IOException {
        long whole = 0;
        long number = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            ByteArrayOutputStream line = new ByteArrayOutputStream(MAX_LINE);
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next != '\n') {
                    line.write(next);
                    continue;
                }
                number++;
                take(line.toString(StandardCharsets.US_ASCII), runs, path + ":" + number);
                whole += line.size() + 1;
                line.reset();
            }
        }
        return whole;
    }

    private static void take(String line, List<RunRecord> runs, String where) throws IOException {
        try {
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case "run" -> runs.add(new RunRecord(run(words)));
                case "to" -> runs.getLast().begunUpTo(Long.parseLong(words[1]));
                case "end" -> runs.getLast().end(Long.parseLong(words[1]));
                default -> runs.getLast().finish(Long.parseLong(line));
            }
        } catch (RuntimeException e) {
            throw new IOException(
                    where + ": \"" + line + "\" is no line of a sandbox; begin with an empty data folder", e);
        }
    }

    private static Run run(String[] words) {
        long at = Long.parseLong(words[5]);
        return new Run(Integer.parseInt(words[1]), Long.parseLong(words[3]), Instant.ofEpochSecond(at));
    }
}

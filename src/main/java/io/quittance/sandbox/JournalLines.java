package io.quittance.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Reads the lines of a journal into the runs that they tell of. */
final class JournalLines implements AppendedLines.Reader {
    private final List<RunRecord> runs;

    /** @param runs to which the runs of the journal are added */
    JournalLines(List<RunRecord> runs) {
        this.runs = runs;
    }

    @Override
    public void take(String line) {
        String[] words = line.split(" ", -1);
        switch (words[0]) {
            case "run" -> runs.add(new RunRecord(run(words)));
            case "to" -> runs.getLast().begunUpTo(Long.parseLong(words[1]));
            case "end" -> runs.getLast().end(Long.parseLong(words[1]));
            default ->
                runs.getLast()
                        .finish(Long.parseLong(words[0]), PlacingState.valueOf(words[1].toUpperCase(Locale.ROOT)));
        }
    }

    private static Run run(String[] words) {
        long at = Long.parseLong(words[5]);
        return new Run(Integer.parseInt(words[1]), Long.parseLong(words[3]), Instant.ofEpochSecond(at));
    }
}

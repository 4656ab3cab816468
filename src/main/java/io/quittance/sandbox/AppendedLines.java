package io.quittance.sandbox;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of lines that a process appends to, so that a start after a crash carries on. A last line that a crash has torn is cut
 * off. Nothing is forced to the disk: what the process has written outlives the process, and the machine's death is not what the
 * demo shows. Thread-safe.
 */
final class AppendedLines implements AutoCloseable {
    private final Path path;
    private final FileOutputStream file;
    private boolean closed;

    private AppendedLines(Path path, FileOutputStream file) {
        this.path = path;
        this.file = file;
    }

    /** Somebody who understands the lines that are there. */
    interface Reader {
        /** Takes the next one; whatever it throws says that this is no line of ours. */
        void take(String line);
    }

    /**
     * Reads the whole lines, oldest first, and goes on behind them.
     *
     * @throws IOException where the file cannot be read or written, or holds what nobody here wrote; the message says where
     */
    static AppendedLines open(Path path, Reader reader) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(readWhole(path, reader));
        }
        // A plain stream: unlike a channel it survives the interruption of a thread that writes to it.
        return new AppendedLines(path, new FileOutputStream(path.toFile(), true));
    }

    /** Appends a line of ASCII; after the end it is left out. */
    synchronized void append(String line) {
        if (closed) {
            return;
        }
        try {
            file.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be written; is the disk full?", e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        file.close();
    }

    /** The length in bytes of the whole lines. */
    private static long readWhole(Path path, Reader reader) throws IOException {
        long whole = 0;
        long number = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next != '\n') {
                    line.write(next);
                    continue;
                }
                number++;
                take(line.toString(StandardCharsets.US_ASCII), reader, path + ":" + number);
                whole += line.size() + 1;
                line.reset();
            }
        }
        return whole;
    }

    private static void take(String line, Reader reader, String where) throws IOException {
        try {
            reader.take(line);
        } catch (RuntimeException e) {
            throw new IOException(
                    where + ": \"" + line + "\" is no line of a sandbox; begin with an empty data folder", e);
        }
    }
}

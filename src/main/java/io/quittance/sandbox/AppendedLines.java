package io.quittance.sandbox;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of lines that a process appends to, so that a start after a crash carries on. A last line that a crash has torn is cut
 * off. Nothing is forced to the disk: what the process has written outlives the process, and the machine's death is not what the
 * demo shows. As long as it is open no other process opens it. Thread-safe.
 */
final class AppendedLines implements AutoCloseable {
    private final Path path;
    private final FileChannel lock;
    private final FileOutputStream file;
    private boolean closed;

    private AppendedLines(Path path, FileChannel lock, FileOutputStream file) {
        this.path = path;
        this.lock = lock;
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
     * @throws IOException where the file cannot be read or written, holds what nobody here wrote, or is open
     *     elsewhere; the message says which
     */
    static AppendedLines open(Path path, Reader reader) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (!isLocked(channel)) {
                throw new IOException(
                        path + " is in use: another process runs in this folder; stop it, or take another" + " folder");
            }
            channel.truncate(readWhole(channel, path, reader));
            // A plain stream: unlike a channel it survives the interruption of a thread that writes to it.
            return new AppendedLines(path, channel, new FileOutputStream(path.toFile(), true));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
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
        lock.close();
    }

    /** The length in bytes of the whole lines. The channel stays open: closing any stream of a file gives up its lock. */
    private static long readWhole(FileChannel channel, Path path, Reader reader) throws IOException {
        long whole = 0;
        long number = 0;
        InputStream in = new BufferedInputStream(Channels.newInputStream(channel));
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

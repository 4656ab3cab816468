package io.quittance.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One kept-alive connection with at most one request under way; of one thread alone. */
final class Connection implements AutoCloseable {
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int UNKNOWN = -1;

    private final SocketChannel channel;
    private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final ByteBuffer in = ByteBuffer.allocate(BUFFER_BYTES);
    private int wholeLength = UNKNOWN;

    /** When what is under way should have been sent, of {@link System#nanoTime()}. */
    long dueNanos;

    /** What is under way, by the caller's own count. */
    int tag;

    Connection(InetSocketAddress server, Selector selector) throws IOException {
        channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Sends a request; whoever sends knows that the one before is answered. */
    void send(byte[] request) throws IOException {
        in.clear();
        wholeLength = UNKNOWN;
        out.clear().put(request).flip();
        while (out.hasRemaining()) {
            if (channel.write(out) == 0) {
                Thread.onSpinWait(); // A request is far smaller than a socket's buffer, so this hardly happens.
            }
        }
    }

    /** Reads what is there; whether the answer is whole. */
    boolean read() throws IOException {
        if (channel.read(in) < 0) {
            throw new IOException("the server closed a connection on a request");
        }
        if (wholeLength == UNKNOWN) {
            findEnd();
        }
        return wholeLength != UNKNOWN && in.position() >= wholeLength;
    }

    /** The status of a whole answer. */
    int status() {
        return (in.get(STATUS_AT) - '0') * 100 + (in.get(STATUS_AT + 1) - '0') * 10 + (in.get(STATUS_AT + 2) - '0');
    }

    /** The whole answer as text, for an error message. */
    String text() {
        return new String(in.array(), 0, in.position(), StandardCharsets.UTF_8);
    }

    private void findEnd() throws IOException {
        byte[] bytes = in.array();
        int end = in.position();
        for (int i = 3; i < end; i++) {
            if (bytes[i] == '\n' && bytes[i - 2] == '\n') {
                wholeLength = i + 1 + contentLength(bytes, i);
                if (wholeLength > in.capacity()) {
                    throw new IOException("an answer of " + wholeLength + " bytes is not expected here");
                }
                return;
            }
        }
    }

    private static int contentLength(byte[] bytes, int headEnd) {
        for (int i = 0; i < headEnd; i++) {
            if (bytes[i] == '\n' && startsWith(bytes, i + 1)) {
                return number(bytes, i + 1 + LENGTH.length);
            }
        }
        return 0;
    }

    private static boolean startsWith(byte[] bytes, int at) {
        for (int i = 0; i < LENGTH.length; i++) {
            if ((bytes[at + i] | 0x20) != (LENGTH[i] | 0x20)) {
                return false;
            }
        }
        return true;
    }

    private static int number(byte[] bytes, int from) {
        int at = from;
        while (bytes[at] == ' ') {
            at++;
        }
        int number = 0;
        while (bytes[at] >= '0' && bytes[at] <= '9') {
            number = number * 10 + bytes[at] - '0';
            at++;
        }
        return number;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

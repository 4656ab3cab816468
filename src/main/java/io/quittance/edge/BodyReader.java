package io.quittance.edge;

import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;

/**
 * Reads a whole request body on its I/O thread, within its limit and {@link EdgeLimits#BODY_READ_TIME}.
 * A body of the announced length is read into the one array that is handed on; memory grows with what was sent, not with what was
 * announced.
 */
final class BodyReader implements ChannelListener<StreamSourceChannel> {
    private static final int FIRST_BYTES = 4 * 1024;
    private static final byte[] NONE = new byte[0];

    private final HttpServerExchange exchange;
    private final StreamSourceChannel channel;
    private final Taker taker;
    private final int limitBytes;
    private final int mostBytes;
    private ByteBuffer buffer;
    private boolean over;
    private XnioExecutor.@Nullable Key deadline;

    /** What a body is read for; called on the I/O thread, within a call of the exchange. */
    interface Taker {
        /** The whole body, exact bytes. */
        void take(HttpServerExchange exchange, byte[] body);

        /** There is no body to have: too large, too slow or not readable. */
        void refuse(HttpServerExchange exchange, Refusal refusal);
    }

    private enum Progress {
        MORE,
        WHOLE,
        TOO_LARGE,
        UNREADABLE,
        TOO_SLOW
    }

    private BodyReader(HttpServerExchange exchange, int limitBytes, long announced, Taker taker) {
        this.exchange = exchange;
        this.channel = exchange.getRequestChannel();
        this.taker = taker;
        this.limitBytes = limitBytes;
        this.mostBytes = announced < 0 ? limitBytes + 1 : (int) announced;
        this.buffer = ByteBuffer.allocate(Math.min(mostBytes, FIRST_BYTES));
    }

    /** Reads the body, of at most that many bytes, and calls the taker once, now or later. */
    static void read(HttpServerExchange exchange, int limitBytes, Taker taker) {
        if (exchange.isRequestComplete()) {
            taker.take(exchange, NONE);
            return;
        }
        long announced = exchange.getRequestContentLength();
        if (announced > limitBytes) {
            taker.refuse(exchange, Refusal.TOO_LARGE);
            return;
        }
        BodyReader reader = new BodyReader(exchange, limitBytes, announced, taker);
        Progress progress = reader.readOn();
        if (progress == Progress.MORE) {
            reader.readLater();
            return;
        }
        reader.finish(progress);
    }

    @Override
    public void handleEvent(StreamSourceChannel readable) {
        if (over) {
            return;
        }
        Progress progress = readOn();
        if (progress != Progress.MORE) {
            endWaiting(progress);
        }
    }

    private void readLater() {
        channel.getReadSetter().set(this);
        channel.resumeReads();
        deadline = exchange.getIoThread()
                .executeAfter(
                        () -> {
                            if (!over) {
                                endWaiting(Progress.TOO_SLOW);
                            }
                        },
                        EdgeLimits.BODY_READ_TIME.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private Progress readOn() {
        try {
            while (true) {
                int read = channel.read(buffer);
                if (read < 0) {
                    return buffer.position() > limitBytes ? Progress.TOO_LARGE : Progress.WHOLE;
                }
                if (read == 0 && buffer.hasRemaining()) {
                    return Progress.MORE;
                }
                if (read == 0 && buffer.capacity() == mostBytes) {
                    return Progress.TOO_LARGE;
                }
                if (read == 0) {
                    grow();
                }
            }
        } catch (IOException e) {
            return Progress.UNREADABLE;
        }
    }

    private void grow() {
        int capacity = Math.min(buffer.capacity() * 2, mostBytes);
        int filled = buffer.position();
        buffer = ByteBuffer.wrap(Arrays.copyOf(buffer.array(), capacity)).position(filled);
    }

    private void endWaiting(Progress progress) {
        over = true;
        if (deadline != null) {
            deadline.remove();
        }
        channel.suspendReads();
        Connectors.executeRootHandler(ignored -> finish(progress), exchange);
    }

    private void finish(Progress progress) {
        switch (progress) {
            case WHOLE -> taker.take(exchange, body());
            case TOO_LARGE -> taker.refuse(exchange, Refusal.TOO_LARGE);
            case UNREADABLE -> taker.refuse(exchange, Refusal.UNREADABLE);
            case TOO_SLOW -> taker.refuse(exchange, Refusal.TOO_SLOW);
            case MORE -> throw new IllegalStateException("the body is not read to its end");
        }
    }

    private byte[] body() {
        return buffer.hasRemaining() ? Arrays.copyOf(buffer.array(), buffer.position()) : buffer.array();
    }
}

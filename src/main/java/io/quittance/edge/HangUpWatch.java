package io.quittance.edge;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * Notices that a waiting client has hung up. The server itself reads nothing while a request waits, so a closed connection would go
 * unseen until the answer. Of the I/O thread alone.
 */
final class HangUpWatch implements ChannelListener<ConduitStreamSourceChannel> {
    private final HttpServerConnection connection;
    private @Nullable Runnable action;

    HangUpWatch(HttpServerExchange exchange) {
        this.connection = (HttpServerConnection) exchange.getConnection();
    }

    /** Calls the action once when the client hangs up; where it has sent its next request already, it is taken to be there. */
    void start(Runnable whenGone) {
        action = whenGone;
        if (connection.getExtraBytes() == null) {
            source().setReadListener(this);
            source().resumeReads();
        }
    }

    /** Leaves the connection as it was found. */
    void stop() {
        if (action != null) {
            action = null;
            source().suspendReads();
            source().setReadListener(null);
        }
    }

    @Override
    public void handleEvent(ConduitStreamSourceChannel channel) {
        Runnable whenGone = action;
        if (whenGone == null) {
            return;
        }
        PooledByteBuffer pooled = connection.getByteBufferPool().allocate();
        ByteBuffer buffer = pooled.getBuffer();
        int read = readInto(buffer);
        if (read > 0) {
            stop();
            buffer.flip();
            connection.ungetRequestBytes(pooled);
            return;
        }
        pooled.close();
        if (read < 0) {
            stop();
            IoUtils.safeClose(connection);
            whenGone.run();
        }
    }

    private int readInto(ByteBuffer buffer) {
        try {
            return connection.getOriginalSourceConduit().read(buffer);
        } catch (IOException e) {
            return -1;
        }
    }

    private ConduitStreamSourceChannel source() {
        return connection.getChannel().getSourceChannel();
    }
}

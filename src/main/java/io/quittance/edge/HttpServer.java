package io.quittance.edge;

import io.quittance.config.Settings;
import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/** The one HTTP port, with every limit of {@link EdgeLimits} set. */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int BACKLOG = 1_024;
    private static final Duration CLOSE_TICK = Duration.ofMillis(20);

    private final Entrance entrance;
    private final XnioWorker worker;
    private final HttpOpenListener connections;
    private final AcceptingChannel<StreamConnection> accepting;
    private final AtomicBoolean closed = new AtomicBoolean();

    private HttpServer(
            Entrance entrance,
            XnioWorker worker,
            HttpOpenListener connections,
            AcceptingChannel<StreamConnection> accepting) {
        this.entrance = entrance;
        this.worker = worker;
        this.connections = connections;
        this.accepting = accepting;
    }

    /**
     * A server that listens when this returns; port 0 takes a free one.
     *
     * @throws IOException where the address cannot be listened on; the message names it
     */
    public static HttpServer start(Settings.Http http, Entrance entrance) throws IOException {
        XnioWorker worker = Xnio.getInstance(HttpServer.class.getClassLoader()).createWorker(workerOptions());
        DefaultByteBufferPool buffers = new DefaultByteBufferPool(true, BUFFER_BYTES, -1, 4);
        HttpOpenListener connections = new HttpOpenListener(buffers, requestOptions());
        connections.setRootHandler(entrance);
        InetSocketAddress address = new InetSocketAddress(http.host(), http.port());
        try {
            AcceptingChannel<StreamConnection> accepting = worker.createStreamConnectionServer(
                    address, ChannelListeners.openListenerAdapter(connections), socketOptions());
            accepting.resumeAccepts();
            return new HttpServer(entrance, worker, connections, accepting);
        } catch (IOException e) {
            worker.shutdownNow();
            throw new IOException(
                    "cannot listen on " + http.host() + ":" + http.port() + " (" + e.getMessage()
                            + "): choose another http.port or stop what uses it",
                    e);
        }
    }

    private static OptionMap workerOptions() {
        return OptionMap.builder()
                .set(Options.WORKER_NAME, "http")
                .set(Options.WORKER_IO_THREADS, Math.max(2, Runtime.getRuntime().availableProcessors()))
                .set(Options.WORKER_TASK_CORE_THREADS, 1)
                .set(Options.WORKER_TASK_MAX_THREADS, 2)
                .set(Options.THREAD_DAEMON, true)
                .getMap();
    }

    static OptionMap socketOptions() {
        return OptionMap.builder()
                .set(Options.TCP_NODELAY, true)
                .set(Options.REUSE_ADDRESSES, true)
                .set(Options.BACKLOG, BACKLOG)
                .set(Options.CONNECTION_HIGH_WATER, EdgeLimits.MAX_CONNECTIONS)
                .set(Options.CONNECTION_LOW_WATER, EdgeLimits.MAX_CONNECTIONS)
                .set(Options.WRITE_TIMEOUT, (int) EdgeLimits.WRITE_TIME.toMillis())
                .getMap();
    }

    /** Undertow decodes no URL, since an order id may hold an encoded slash, and reads no form, since it would take any charset. */
    static OptionMap requestOptions() {
        return OptionMap.builder()
                .set(UndertowOptions.MAX_ENTITY_SIZE, EdgeLimits.MAX_DRAINED_BYTES)
                .set(UndertowOptions.MAX_PARAMETERS, EdgeLimits.MAX_PARAMETERS)
                .set(UndertowOptions.MAX_HEADERS, EdgeLimits.MAX_HEADERS)
                .set(UndertowOptions.MAX_HEADER_SIZE, EdgeLimits.MAX_HEADER_BYTES)
                .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, (int) EdgeLimits.HEADER_READ_TIME.toMillis())
                .set(UndertowOptions.NO_REQUEST_TIMEOUT, (int) EdgeLimits.IDLE_TIME.toMillis())
                .set(UndertowOptions.DECODE_URL, false)
                .set(UndertowOptions.DECODE_SLASH, false)
                .set(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, true)
                .set(UndertowOptions.ALLOW_UNKNOWN_PROTOCOLS, false)
                .set(UndertowOptions.BUFFER_PIPELINED_DATA, true)
                .set(UndertowOptions.ENABLE_HTTP2, false)
                .getMap();
    }

    /** The port that it listens on. */
    public int port() {
        return accepting.getLocalAddress(InetSocketAddress.class).getPort();
    }

    /** Takes no more connections and requests, lets what has begun end for {@link EdgeLimits#CLOSE_TIME}, then closes. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return; // Closing a channel whose threads are gone would wait for ever.
        }
        IoUtils.safeClose(accepting);
        entrance.refuseFromNowOn();
        try {
            awaitIdle();
            connections.closeConnections();
            worker.shutdown();
            if (!worker.awaitTermination(CLOSE_TICK.toMillis() * 10, TimeUnit.MILLISECONDS)) {
                worker.shutdownNow();
            }
        } catch (InterruptedException e) {
            worker.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitIdle() throws InterruptedException {
        long deadline = System.nanoTime() + EdgeLimits.CLOSE_TIME.toNanos();
        while (!entrance.isIdle()) {
            if (System.nanoTime() - deadline > 0) {
                LOG.warn("closing with requests unanswered after {}", EdgeLimits.CLOSE_TIME);
                return;
            }
            Thread.sleep(CLOSE_TICK);
        }
    }
}

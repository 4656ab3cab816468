package io.quittance.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * So many connections, each of which sends its next request as soon as the last is answered: what a server takes at most. It
 * says nothing of latency.
 */
public final class ClosedLoop implements AutoCloseable {
    private static final long SELECT_MILLIS = 100;
    private static final int OK = 200;

    private final Selector selector;
    private final List<Connection> connections = new ArrayList<>();
    private final List<Request> requests;
    private int next;
    private long answered;

    /** A load over those requests, again and again in their order. */
    public ClosedLoop(InetSocketAddress server, int connections, List<Request> requests) throws IOException {
        this.selector = Selector.open();
        this.requests = List.copyOf(requests);
        for (int i = 0; i < connections; i++) {
            this.connections.add(new Connection(server, selector));
        }
    }

    /**
     * Sends for that long and waits until all is answered.
     *
     * @throws IOException where an answer is not a 200, or a connection ends
     */
    public Volume run(Duration time) throws IOException {
        long start = System.nanoTime();
        long until = start + time.toNanos();
        answered = 0;
        long sent = 0;
        for (Connection connection : connections) {
            send(connection);
            sent++;
        }
        while (answered < sent) {
            selector.select(SELECT_MILLIS);
            boolean goOn = System.nanoTime() < until;
            for (SelectionKey key : selector.selectedKeys()) {
                if (take((Connection) key.attachment()) && goOn) {
                    send((Connection) key.attachment());
                    sent++;
                }
            }
            selector.selectedKeys().clear();
        }
        return new Volume(answered, System.nanoTime() - start);
    }

    private void send(Connection connection) throws IOException {
        connection.send(requests.get(next).bytes());
        next = next + 1 == requests.size() ? 0 : next + 1;
    }

    private boolean take(Connection connection) throws IOException {
        if (!connection.read()) {
            return false;
        }
        if (connection.status() != OK) {
            throw new IOException("a callback was not acknowledged: " + connection.text());
        }
        answered++;
        return true;
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : connections) {
            connection.close();
        }
        selector.close();
    }
}

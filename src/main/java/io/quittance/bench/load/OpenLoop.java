package io.quittance.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Requests that leave when they are due, whatever has become of those before, so that no slow answer delays the next question
 * and hides itself: each is counted from when it was due (coordinated omission is not there to be corrected).
 */
public final class OpenLoop implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 2_000;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long LAST_ANSWERS_NANOS = 10_000 * NANOS_PER_MILLI;

    private final InetSocketAddress server;
    private final Selector selector;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private int open;
    private int underWay;

    /** What is to be sent, and who hears of the answers. */
    public interface Plan {
        /** How many steps there are. */
        int steps();

        /** When that step is due, of {@link System#nanoTime()}. */
        long dueNanos(int step);

        /** How many requests a step has, all due at once. */
        int requestsPerStep();

        /** That request of that step. */
        Request request(int step, int index);

        /** The answer to that request of that step was whole at that time. */
        void answered(int step, int index, int status, long dueNanos, long nanos) throws IOException;
    }

    /** A load on that server; nothing is sent before {@link #run}. */
    public OpenLoop(InetSocketAddress server) throws IOException {
        this.server = server;
        this.selector = Selector.open();
    }

    /**
     * Runs the plan to its end.
     *
     * @throws IOException where the server cannot be reached, answers too little, or needs more connections than there may be
     */
    public void run(Plan plan) throws IOException {
        for (int step = 0; step < plan.steps(); step++) {
            long due = plan.dueNanos(step);
            while (System.nanoTime() < due) {
                select(plan, due);
            }
            for (int i = 0; i < plan.requestsPerStep(); i++) {
                send(plan.request(step, i), step * plan.requestsPerStep() + i, due);
            }
        }
        long until = System.nanoTime() + LAST_ANSWERS_NANOS;
        while (underWay > 0) {
            if (System.nanoTime() > until) {
                throw new IOException(underWay + " requests were not answered");
            }
            select(plan, until);
        }
    }

    private void send(Request request, int tag, long due) throws IOException {
        Connection connection = idle.poll();
        if (connection == null) {
            open++;
            if (open > MAX_CONNECTIONS) {
                throw new IOException("more than " + MAX_CONNECTIONS + " requests wait for their answers");
            }
            connection = new Connection(server, selector);
        }
        connection.dueNanos = due;
        connection.tag = tag;
        connection.send(request.bytes());
        underWay++;
    }

    private void select(Plan plan, long until) throws IOException {
        long millis = (until - System.nanoTime()) / NANOS_PER_MILLI;
        if (millis > 0) {
            selector.select(millis);
        } else {
            selector.selectNow();
        }
        for (SelectionKey key : selector.selectedKeys()) {
            Connection connection = (Connection) key.attachment();
            if (connection.read()) {
                take(plan, connection);
            }
        }
        selector.selectedKeys().clear();
    }

    private void take(Plan plan, Connection connection) throws IOException {
        underWay--;
        plan.answered(
                connection.tag / plan.requestsPerStep(),
                connection.tag % plan.requestsPerStep(),
                connection.status(),
                connection.dueNanos,
                System.nanoTime());
        idle.push(connection);
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            ((Connection) key.attachment()).close();
        }
        selector.close();
    }
}

package io.quittance.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** A gateway that answers what a test tells it to, and remembers what it was asked. */
final class StubGateway implements AutoCloseable {
    final List<Call> calls = new CopyOnWriteArrayList<>();
    /** Let out one answer each, where a path waits. */
    final Semaphore gate = new Semaphore(0);

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    private final HttpServer server;

    /** A request as it arrived; the body of a GET is its query string. */
    record Call(String method, String path, String contentType, String body) {}

    private StubGateway(HttpServer server) {
        this.server = server;
    }

    static StubGateway start(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
        StubGateway gateway = new StubGateway(server);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", gateway::handle);
        server.start();
        return gateway;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** From now on that path answers that body; {@code hang up} hangs up, {@code wait …} waits for the gate first. */
    void answer(String path, String body) {
        answer(path, 200, body);
    }

    /** The same with that HTTP status. */
    void answer(String path, int status, String body) {
        answers.put(path, body);
        statuses.put(path, status);
    }

    long calls(String orderId) {
        return calls.stream().filter(call -> call.body().contains(orderId)).count();
    }

    Call lastCall() {
        return calls.getLast();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        String body =
                query == null ? new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8) : query;
        String path = exchange.getRequestURI().getPath();
        calls.add(new Call(
                exchange.getRequestMethod(),
                path,
                String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                body));
        String answer = answers.getOrDefault(path, "{}");
        if (answer.equals("hang up")) {
            exchange.close();
            return;
        }
        if (answer.startsWith("wait ")) {
            gate.acquireUninterruptibly();
            answer = answer.substring("wait ".length());
        }
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(statuses.getOrDefault(path, 200), bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        gate.release(1_000);
        server.stop(0);
    }
}

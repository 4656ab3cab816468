package io.quittance.poller;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A real HTTP server that stands for the gateways of all accounts and notes who asked what when. */
final class Imitation implements AutoCloseable {
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final Map<String, Manner> manners = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpServer server;

    /** A request, {@code at} by {@link System#nanoTime()}; {@code path} begins with the account. */
    record Call(long at, String path, Map<String, String> query) {
        String subject() {
            return path + "/" + query.getOrDefault("no", "");
        }
    }

    /** How a gateway answers. */
    interface Manner {
        void answer(HttpExchange exchange, Map<String, String> query) throws IOException;
    }

    Imitation() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** How questions of that account are answered, or those about one order of it. */
    void manner(String account, Manner manner) {
        manners.put(account, manner);
    }

    List<Call> calls(String start) {
        return calls.stream().filter(call -> call.path().startsWith(start)).toList();
    }

    /** An answer with that status and body, {@code ORDER} and {@code TIME} in it replaced by the question's. */
    static Manner saying(int status, String body) {
        return (exchange, query) -> {
            byte[] bytes = body.replace("ORDER", query.getOrDefault("no", ""))
                    .replace("TIME", query.getOrDefault("at", ""))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json;charset=UTF-8");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        };
    }

    /** That answer, but not before something else has happened. */
    static Manner after(CountDownLatch happened, Manner manner) {
        return (exchange, query) -> {
            try {
                happened.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            manner.answer(exchange, query);
        };
    }

    /** No answer before this server is closed. */
    Manner hanging() {
        return (exchange, query) -> {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Map<String, String> query = new ConcurrentHashMap<>();
        for (String pair : exchange.getRequestURI().getQuery().split("&", -1)) {
            int equals = pair.indexOf('=');
            query.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        calls.add(new Call(System.nanoTime(), path, query));
        String account = path.substring(1, path.indexOf('/', 1));
        Manner usual = manners.getOrDefault(account, saying(200, "{\"no\":\"ORDER\",\"st\":\"0\"}"));
        manners.getOrDefault(account + "/" + query.getOrDefault("no", ""), usual)
                .answer(exchange, query);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}

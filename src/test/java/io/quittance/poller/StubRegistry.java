package io.quittance.poller;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quittance.config.Settings;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.QueryDue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.ObjectMapper;

/** A schema registry over HTTP that registers everything, and knows one more schema of questions, as long as it is told to answer. */
final class StubRegistry implements AutoCloseable {
    /** The id of the schema of questions that nobody registered from here. */
    static final int OTHER_ID = 4_711;

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Integer> ids = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final ConfluentSchemas schemas;
    private volatile int status = 200;

    StubRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
        schemas = ConfluentSchemas.at(new Settings.Registry(
                List.of("http://127.0.0.1:" + server.getAddress().getPort()), Map.of()));
    }

    ConfluentSchemas schemas() {
        return schemas;
    }

    /** From now on every answer has that status. */
    void answer(int other) {
        status = other;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        byte[] bytes = (status == 200 ? answer(exchange, asked) : "{\"error_code\":" + status + ",\"message\":\"no\"}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String answer(HttpExchange exchange, String asked) {
        String path = exchange.getRequestURI().getPath();
        if (path.startsWith("/config")) {
            return "{\"compatibilityLevel\":\"BACKWARD_TRANSITIVE\",\"compatibility\":\"BACKWARD_TRANSITIVE\"}";
        }
        if (path.startsWith("/schemas/ids/")) {
            return json.writeValueAsString(
                    Map.of("schema", QueryDue.getClassSchema().toString()));
        }
        return exchange.getRequestMethod().equals("POST")
                ? "{\"id\":" + ids.computeIfAbsent(asked, schema -> ids.size() + 1) + "}"
                : "[1]";
    }

    @Override
    public void close() {
        schemas.close();
        server.stop(0);
    }
}

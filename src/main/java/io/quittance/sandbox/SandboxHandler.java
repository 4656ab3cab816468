package io.quittance.sandbox;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leads each request to its desk, on a virtual thread, so many at once. */
final class SandboxHandler implements HttpHandler, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxHandler.class);
    private static final int MOST_AT_ONCE = 512;
    private static final Duration CLOSE_TIME = Duration.ofSeconds(2);
    private static final HttpString POLICY = new HttpString("Content-Security-Policy");
    private static final HttpString SNIFFING = new HttpString("X-Content-Type-Options");

    private final Map<Gateway, Desk> desks;
    private final LedgerDesk ledger;
    private final HomePage home;
    private final Spoiler spoiler;
    private final Semaphore slots = new Semaphore(MOST_AT_ONCE);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    SandboxHandler(Map<Gateway, Desk> desks, LedgerDesk ledger, HomePage home, Spoiler spoiler) {
        this.desks = desks;
        this.ledger = ledger;
        this.home = home;
        this.spoiler = spoiler;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        if (!slots.tryAcquire()) {
            exchange.setStatusCode(503).endExchange();
            return;
        }
        exchange.addExchangeCompleteListener((ended, next) -> {
            try {
                next.proceed();
            } finally {
                slots.release();
            }
        });
        exchange.dispatch(threads, this::serve);
    }

    /** Takes no more requests, and lets those that are being answered end within {@link #CLOSE_TIME}. */
    @Override
    public void close() {
        spoiler.close();
        try {
            if (!slots.tryAcquire(MOST_AT_ONCE, CLOSE_TIME.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info("the sandbox ends with requests unanswered");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
    }

    private void serve(HttpServerExchange exchange) throws IOException, InterruptedException {
        exchange.startBlocking();
        WebAnswer answer;
        try {
            answer = spoiler.treat(answer(exchange));
        } catch (RequestTooBigException e) {
            answer = WebAnswer.text(413, "the body is too large");
        }
        exchange.setStatusCode(answer.status());
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, answer.type());
        exchange.getResponseHeaders().put(SNIFFING, "nosniff");
        exchange.getResponseHeaders().put(POLICY, "default-src 'none'; style-src 'unsafe-inline'");
        URI location = answer.location();
        if (location != null) {
            exchange.getResponseHeaders().put(Headers.LOCATION, location.toString());
        }
        exchange.getResponseSender().send(ByteBuffer.wrap(answer.body().getBytes(StandardCharsets.UTF_8)));
    }

    private WebAnswer answer(HttpServerExchange exchange) throws IOException {
        String path = exchange.getRequestURI();
        WebParameters query = WebParameters.ofForm(exchange.getQueryString().getBytes(StandardCharsets.UTF_8));
        boolean reads = exchange.getRequestMethod().toString().equals("GET");
        if (path.equals("/")) {
            return reads ? home.page() : WebAnswer.otherMethod("GET");
        }
        if (path.equals("/ledger") || path.startsWith("/ledger/")) {
            return reads ? ledger.serve(path, query) : WebAnswer.otherMethod("GET");
        }
        for (Map.Entry<Gateway, Desk> desk : desks.entrySet()) {
            String prefix = "/" + desk.getKey().dialect();
            if (path.startsWith(prefix + "/")) {
                return desk.getValue().serve(request(exchange, path.substring(prefix.length()), query));
            }
        }
        return WebAnswer.notFound();
    }

    private static WebRequest request(HttpServerExchange exchange, String path, WebParameters query)
            throws IOException {
        String declared = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
        String type = declared == null ? "" : declared.toLowerCase(Locale.ROOT);
        byte[] body = body(exchange);
        WebParameters form =
                type.startsWith("application/x-www-form-urlencoded") ? WebParameters.ofForm(body) : WebParameters.NONE;
        WebParameters json = type.startsWith("application/json") ? WebParameters.ofJson(body) : WebParameters.NONE;
        return new WebRequest(exchange.getRequestMethod().toString(), path, query, form, json);
    }

    private static byte[] body(HttpServerExchange exchange) throws IOException {
        try (InputStream body = exchange.getInputStream()) {
            return body.readAllBytes();
        }
    }
}

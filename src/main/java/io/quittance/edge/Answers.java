package io.quittance.edge;

import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;

/** Writes answers to exchanges, on their I/O threads, and ends connections whose request was not read to its end. */
final class Answers {
    private static final String TEXT = "text/plain; charset=utf-8";

    private static final HttpString NO_SNIFF = new HttpString("X-Content-Type-Options");

    private Answers() {}

    /** A short text that was encoded once. */
    static void text(HttpServerExchange exchange, int status, byte[] body) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, TEXT);
        send(exchange, body, IoCallback.END_EXCHANGE);
    }

    /** Refuses the request; where its body is still coming, the connection ends with it. */
    static void refuse(HttpServerExchange exchange, Refusal refusal) {
        if (exchange.isRequestComplete()) {
            text(exchange, refusal.status(), refusal.body());
            return;
        }
        exchange.setPersistent(false);
        exchange.setStatusCode(refusal.status());
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, TEXT);
        send(exchange, refusal.body(), refusal == Refusal.TOO_SLOW ? CUT : LINGER);
    }

    /** Refuses the request in the words of the API; where its body is still coming, the connection ends with it. */
    static void refuse(HttpServerExchange exchange, Refusal refusal, Problem problem) {
        respond(exchange, problem.toResponse(), refusal == Refusal.TOO_SLOW ? CUT : LINGER);
    }

    /** An endpoint's answer. */
    static void respond(HttpServerExchange exchange, Response response) {
        respond(exchange, response, LINGER);
    }

    private static void respond(HttpServerExchange exchange, Response response, IoCallback whenCutShort) {
        exchange.setStatusCode(response.status());
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, response.contentType());
        HeaderMap headers = exchange.getResponseHeaders();
        headers.put(NO_SNIFF, "nosniff");
        headers.put(Headers.CACHE_CONTROL, "no-store");
        response.headers().forEach((name, value) -> headers.put(HttpString.tryFromString(name), value));
        if (!exchange.isRequestComplete()) {
            exchange.setPersistent(false);
            send(exchange, response.body(), whenCutShort);
            return;
        }
        send(exchange, response.body(), IoCallback.END_EXCHANGE);
    }

    private static void send(HttpServerExchange exchange, byte[] body, IoCallback whenWritten) {
        exchange.setResponseContentLength(body.length);
        exchange.getResponseSender().send(ByteBuffer.wrap(body), whenWritten);
    }

    /** Closing with bytes unread would reset the connection and take the answer with it, so they are drained, for a while. */
    private static final IoCallback LINGER = new Closing(EdgeLimits.LINGER_TIME);

    private static final IoCallback CUT = new Closing(Duration.ZERO);

    private record Closing(Duration after) implements IoCallback {
        @Override
        public void onComplete(HttpServerExchange exchange, Sender sender) {
            exchange.endExchange();
            if (after.isZero()) {
                IoUtils.safeClose(exchange.getConnection());
                return;
            }
            exchange.getIoThread()
                    .executeAfter(
                            () -> IoUtils.safeClose(exchange.getConnection()), after.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public void onException(HttpServerExchange exchange, Sender sender, IOException exception) {
            IoUtils.safeClose(exchange.getConnection());
        }
    }
}

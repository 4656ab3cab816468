package io.quittance.edge;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.HttpContinueReadHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where every request comes in: callbacks to the edge, anything else to the table of routes. */
public final class Entrance implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);

    private final @Nullable Edge edge;
    private final Routes routes;
    private final HttpHandler admitted = new HttpContinueReadHandler(this::admit);
    private volatile boolean closing;

    /** An entrance; without an edge there are no callbacks. */
    public Entrance(@Nullable Edge edge, Routes routes) {
        this.edge = edge;
        this.routes = routes;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        try {
            if (closing) {
                exchange.setPersistent(false);
                Answers.refuse(exchange, Refusal.CLOSING);
                return;
            }
            admitted.handleRequest(exchange);
        } catch (Exception e) {
            LOG.error("a request to {} failed", Target.path(exchange), e);
            if (!exchange.isResponseStarted()) {
                Answers.refuse(exchange, Refusal.FAULT);
            }
        }
    }

    private void admit(HttpServerExchange exchange) {
        String path = Target.path(exchange);
        if (edge != null && path.startsWith(CallbackTable.ROOT)) {
            edge.callbacks().handleRequest(exchange);
            return;
        }
        routes.handle(exchange, path);
    }

    /** From now on each request is refused and its connection ends. */
    void refuseFromNowOn() {
        closing = true;
    }

    /** Whether every request that was taken is answered. */
    boolean isIdle() {
        return routes.isIdle() && (edge == null || edge.writer().isIdle());
    }
}

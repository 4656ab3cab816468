package io.quittance.edge;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.HttpContinueReadHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where every request comes in: callbacks to the edge, anything else to the table of routes. It may listen before there is
 * anything to serve; what comes then, other than a question after its health, is refused with a 503.
 */
public final class Entrance implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);

    private final HttpHandler admitted = new HttpContinueReadHandler(this::admit);
    private volatile Doors doors;
    private volatile boolean closing;

    private Entrance(Doors doors) {
        this.doors = doors;
    }

    /** An entrance that serves at once; without an edge there are no callbacks. */
    public Entrance(@Nullable Edge edge, Routes routes) {
        this(new Doors(edge, routes, true));
    }

    /** An entrance that answers these routes, which tell of its health, until {@link #open} is called. */
    public static Entrance waiting(Routes health) {
        return new Entrance(new Doors(null, health, false));
    }

    /** From now on it serves; without an edge there are no callbacks. The routes hold those of its health, too. */
    public void open(@Nullable Edge edge, Routes routes) {
        doors = new Doors(edge, routes, true);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        try {
            if (closing) {
                turnAway(exchange, Target.path(exchange), Refusal.CLOSING);
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
        Doors now = doors;
        String path = Target.path(exchange);
        boolean isCallback = path.startsWith(CallbackTable.ROOT);
        boolean isReturn = path.startsWith(ReturnHandler.ROOT);
        if (!now.open && (isCallback || isReturn || path.startsWith(Routes.API))) {
            turnAway(exchange, path, Refusal.UNAVAILABLE);
            return;
        }
        if (now.edge != null && isCallback) {
            now.edge.callbacks().handleRequest(exchange);
            return;
        }
        if (now.edge != null && isReturn) {
            now.edge.returns().handleRequest(exchange);
            return;
        }
        now.routes.handle(exchange, path);
    }

    /** Not now; on the API in the words that all its errors have. */
    private static void turnAway(HttpServerExchange exchange, String path, Refusal refusal) {
        exchange.setPersistent(false);
        if (path.startsWith(Routes.API)) {
            Answers.respond(exchange, Problem.unavailable(refusal.text(), 1).toResponse());
            return;
        }
        Answers.refuse(exchange, refusal);
    }

    /** From now on each request is refused and its connection ends. */
    void refuseFromNowOn() {
        closing = true;
    }

    /** Whether every request that was taken is answered. */
    boolean isIdle() {
        Doors now = doors;
        return now.routes.isIdle() && (now.edge == null || now.edge.writer().isIdle());
    }

    private record Doors(@Nullable Edge edge, Routes routes, boolean open) {}
}

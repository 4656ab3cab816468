package io.quittance.edge;

import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries an endpoint's answer to its exchange: at once where it is given within the call, else on the exchange's I/O thread. */
final class ExchangeResponder implements Responder {
    private static final Logger LOG = LoggerFactory.getLogger(ExchangeResponder.class);

    private final HttpServerExchange exchange;
    private final Runnable whenOver;
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
    private final HangUpWatch watch;
    /** Of the I/O thread alone, as the next. */
    private boolean inCall = true;

    private boolean answeredInCall;
    private volatile @Nullable Response response;

    private enum State {
        OPEN,
        ANSWERED,
        HUNG_UP
    }

    private ExchangeResponder(HttpServerExchange exchange, Runnable whenOver) {
        this.exchange = exchange;
        this.whenOver = whenOver;
        this.watch = new HangUpWatch(exchange);
    }

    /** Calls the endpoint; {@code whenOver} runs once, when the request is answered or its client has gone. */
    static void call(Route route, Request request, HttpServerExchange exchange, Runnable whenOver) {
        ExchangeResponder responder = new ExchangeResponder(exchange, whenOver);
        if (route.ownThread()) {
            Thread.ofVirtual().name("endpoint").start(() -> responder.run(route, request));
        } else {
            responder.run(route, request);
        }
        responder.endCall();
    }

    private void run(Route route, Request request) {
        try {
            route.endpoint().handle(request, this);
        } catch (Exception e) {
            LOG.error("{} {} failed", route.method(), route.template(), e);
            respond(Problem.of(500, "Internal error", "it is in the log; trying again may help")
                    .toResponse());
        }
    }

    @Override
    public boolean respond(Response answer) {
        if (!state.compareAndSet(State.OPEN, State.ANSWERED)) {
            return false;
        }
        response = answer;
        try {
            if (exchange.isInIoThread() && inCall) {
                answeredInCall = true;
            } else {
                exchange.getIoThread().execute(this::writeLater);
            }
            return true;
        } catch (RejectedExecutionException e) {
            LOG.debug("the server is closing, an answer is not sent", e);
            return false;
        } finally {
            whenOver.run();
        }
    }

    @Override
    public void onHangUp(Runnable action) {
        exchange.getIoThread().execute(() -> {
            if (state.get() == State.OPEN) {
                watch.start(() -> hungUp(action));
            } else if (state.get() == State.HUNG_UP) {
                action.run();
            }
        });
    }

    private void hungUp(Runnable action) {
        if (state.compareAndSet(State.OPEN, State.HUNG_UP)) {
            whenOver.run();
            action.run();
        }
    }

    /** Back from the endpoint, still in the exchange's call: the answer is there, or the exchange waits for it. */
    private void endCall() {
        inCall = false;
        Response given = response;
        if (answeredInCall && given != null) {
            Answers.respond(exchange, given);
            return;
        }
        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> {});
    }

    private void writeLater() {
        watch.stop();
        Response given = response;
        if (given != null) {
            Connectors.executeRootHandler(answering -> Answers.respond(answering, given), exchange);
        }
    }
}

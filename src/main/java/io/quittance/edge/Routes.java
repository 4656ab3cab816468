package io.quittance.edge;

import io.quittance.config.Network;
import io.quittance.edge.RouteTree.Match;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The table of endpoints: finds the route, checks the token, and hands the request over in plain types. */
public final class Routes {
    static final String API = "/v1/";
    private static final List<HttpString> HEADERS =
            EdgeLimits.ENDPOINT_HEADERS.stream().map(HttpString::new).toList();

    private final RouteTree tree;
    private final Tokens tokens;
    private final Set<String> accounts;
    private final Peers peers;
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * A table of these routes, behind proxies whose word counts.
     *
     * @param accounts the names of all accounts that there are
     * @throws IllegalArgumentException where two routes have the same method and path
     */
    public Routes(List<Route> routes, Tokens tokens, Set<String> accounts, List<Network> trustedProxies) {
        this.peers = new Peers(trustedProxies);
        this.tree = new RouteTree(routes);
        this.tokens = tokens;
        this.accounts = Set.copyOf(accounts);
    }

    /** The same where no proxy is in front. */
    public Routes(List<Route> routes, Tokens tokens, Set<String> accounts) {
        this(routes, tokens, accounts, List.of());
    }

    void handle(HttpServerExchange exchange, String path) {
        Match match = tree.find(path);
        if (match == null) {
            notFound(exchange, path);
            return;
        }
        boolean head = exchange.getRequestMethod().equals(Methods.HEAD);
        String method = head ? Methods.GET_STRING : exchange.getRequestMethod().toString();
        Route route = match.routes().get(method);
        if (route == null) {
            exchange.getResponseHeaders().put(Headers.ALLOW, match.allow());
            refuse(exchange, path, Problem.of(405, "Method not allowed", "this path takes " + match.allow()));
            return;
        }
        Map<String, String> pathValues = match.valuesFor(route);
        Principal principal = null;
        if (route.scope() != null) {
            Tokens.Decision decision = tokens.decide(exchange.getRequestHeaders(), route.scope(), pathValues, accounts);
            if (decision instanceof Tokens.Refused refused) {
                Answers.respond(exchange, refused.problem().toResponse());
                return;
            }
            principal = ((Tokens.Let) decision).principal();
        }
        Map<String, String> parameters = Parameters.of(exchange.getQueryString());
        if (parameters == null) {
            refuse(exchange, path, Problem.badRequest("a query parameter comes twice or is not percent-encoded UTF-8"));
            return;
        }
        enter(exchange, route, new Head(method, path, pathValues, parameters, principal));
    }

    private record Head(
            String method,
            String path,
            Map<String, String> pathValues,
            Map<String, String> parameters,
            @Nullable Principal principal) {}

    private void enter(HttpServerExchange exchange, Route route, Head head) {
        // Open routes tell of health: a supervisor must not take a busy process for a dead one.
        if (route.scope() != null && waiting.get() >= EdgeLimits.MAX_WAITING_REQUESTS) {
            refuse(exchange, head.path, Problem.unavailable("too many requests are waiting", 1));
            return;
        }
        BodyReader.read(exchange, route.mostBytes(), new BodyReader.Taker() {
            @Override
            public void take(HttpServerExchange taking, byte[] body) {
                waiting.incrementAndGet();
                Request request = new Request(
                        head.method,
                        head.path,
                        head.pathValues,
                        head.parameters,
                        headers(taking),
                        body,
                        head.principal,
                        sender(taking),
                        System.currentTimeMillis());
                ExchangeResponder.call(route, request, taking, waiting::decrementAndGet);
            }

            @Override
            public void refuse(HttpServerExchange refusing, Refusal refusal) {
                refuseBody(refusing, route, head.path, refusal);
            }
        });
    }

    private Sender sender(HttpServerExchange exchange) {
        Peers.Peer peer = peers.of(exchange);
        return new Sender(peer.text(), peer.transport());
    }

    /** Whether no request waits for its answer. */
    boolean isIdle() {
        return waiting.get() == 0;
    }

    private static void notFound(HttpServerExchange exchange, String path) {
        if (path.startsWith(API)) {
            Answers.respond(exchange, Problem.notFound("there is no such path").toResponse());
            return;
        }
        Answers.refuse(exchange, Refusal.NOT_FOUND);
    }

    private static void refuse(HttpServerExchange exchange, String path, Problem problem) {
        if (path.startsWith(API)) {
            Answers.respond(exchange, problem.toResponse());
            return;
        }
        Answers.text(exchange, problem.status(), problem.title().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static void refuseBody(HttpServerExchange exchange, Route route, String path, Refusal refusal) {
        if (!path.startsWith(API)) {
            Answers.refuse(exchange, refusal);
            return;
        }
        Problem problem = switch (refusal.status()) {
            case 408 ->
                Problem.of(
                        408,
                        "Request timeout",
                        "the body did not arrive within " + EdgeLimits.BODY_READ_TIME.toSeconds() + " s");
            case 413 ->
                Problem.of(413, "Content too large", "the body may have at most " + route.mostBytes() + " bytes");
            default -> Problem.badRequest("the body cannot be read to its end");
        };
        Answers.refuse(exchange, refusal, problem);
    }

    private static Map<String, String> headers(HttpServerExchange exchange) {
        Map<String, String> sent = new HashMap<>();
        for (int i = 0; i < HEADERS.size(); i++) {
            String value = exchange.getRequestHeaders().getFirst(HEADERS.get(i));
            if (value != null) {
                sent.put(EdgeLimits.ENDPOINT_HEADERS.get(i), value);
            }
        }
        return sent;
    }
}

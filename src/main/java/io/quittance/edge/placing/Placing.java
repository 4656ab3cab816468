package io.quittance.edge.placing;

import io.quittance.config.Account;
import io.quittance.config.Settings;
import io.quittance.config.Settings.Scope;
import io.quittance.edge.EdgeLimits;
import io.quittance.edge.Readiness.Check;
import io.quittance.edge.ReceivedLog;
import io.quittance.edge.Request;
import io.quittance.edge.Route;
import io.quittance.events.EventKind;
import io.quittance.events.Events;
import io.quittance.gatewayclient.CallLimits;
import io.quittance.gatewayclient.GatewayClient;
import io.quittance.gatewayclient.Requests;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that placing needs, each part once: its endpoints, the tail of decisions, the calls. */
public final class Placing implements AutoCloseable {
    private final Settings settings;
    private final ReceivedLog log;
    private final Requests requests;
    private final Attempts attempts = new Attempts(PlacingLimits.MAX_WAITING);
    private final PlacementPace pace;
    private final PlacementTail tail;
    private final Insistence insistence;
    private final Caller caller;

    private Placing(Settings settings, Events events, ReceivedLog log, GatewayClient client, CallLimits limits) {
        this.settings = settings;
        this.log = log;
        this.requests = new Requests(settings.http().publicUrl());
        this.pace = new PlacementPace(settings.edge().instances());
        this.tail = PlacementTail.start(settings, events.placements(), attempts);
        this.insistence = new Insistence(log);
        this.caller = new Caller(client, limits.concurrency());
    }

    /** Placing over that client, whose limits are given with it. */
    public static Placing start(
            Settings settings, Events events, ReceivedLog log, GatewayClient client, CallLimits limits) {
        return new Placing(settings, events, log, client, limits);
    }

    /** Its routes, for tokens with the scope {@code place}. */
    public List<Route> routes() {
        return List.of(route("orders", EventKind.PAYMENT), route("payouts", EventKind.PAYOUT));
    }

    private Route route(String name, EventKind kind) {
        return Route.post("/v1/accounts/{account}/" + name, Scope.PLACE, new PlacingEndpoint(kind, this))
                .takingAtMost(EdgeLimits.MAX_COMMAND_BYTES)
                .onItsOwnThread();
    }

    /** The line {@code placing} of {@code /readyz}. */
    public Check check() {
        boolean ready = tail.isReady();
        return new Check("placing", ready, ready ? "reading decisions" : "placements cannot be read yet");
    }

    boolean isReady() {
        return tail.isReady() && log.admits();
    }

    Account account(Request request) {
        return request.account(settings.accounts());
    }

    /** The setting without which nothing can be placed, or null. */
    @Nullable String missing(Account account) {
        if (settings.http().publicUrl() == null) {
            return "http.publicUrl";
        }
        return account.gateway().baseUrl() == null ? "the account's baseUrl" : null;
    }

    ReceivedLog log() {
        return log;
    }

    Requests requests() {
        return requests;
    }

    Attempts attempts() {
        return attempts;
    }

    PlacementPace pace() {
        return pace;
    }

    Insistence insistence() {
        return insistence;
    }

    Caller caller() {
        return caller;
    }

    /** Close the client first: what became of its calls is still written down. */
    @Override
    public void close() {
        try {
            attempts.awaitNone(PlacingLimits.CLOSE_TIME);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        insistence.close();
        tail.close();
    }
}
